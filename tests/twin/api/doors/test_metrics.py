"""Metrics are for who asks from this machine and for administrators, whoever passes the request on."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from twin.layer import PLANNER

pytestmark = pytest.mark.django_db
AFAR = "203.0.113.7"


@pytest.mark.parametrize(
    ("named", "at", "status"),
    [
        ({}, "127.0.0.1", 200),
        ({"x-forwarded-for": "127.0.0.1"}, "", 200),
        ({"x-forwarded-for": "::1, 127.0.0.1"}, "", 200),
        ({"x-forwarded-for": AFAR}, "", 403),
        ({"x-forwarded-for": f"{AFAR}, 127.0.0.1"}, "127.0.0.1", 403),
        ({"x-forwarded-for": f"127.0.0.1, {AFAR}"}, "", 403),
        ({"x-forwarded-for": "localhost"}, "127.0.0.1", 403),
        ({"x-forwarded-for": "127.0.0.1"}, AFAR, 403),
        ({}, AFAR, 403),
    ],
)
def test_a_stranger_is_told_only_on_this_machine(
    client: Client, named: dict[str, str], at: str, status: int
) -> None:
    answer = client.get("/metrics", headers=named, REMOTE_ADDR=at)
    assert answer.status_code == status
    assert answer["Cache-Control"] == "no-store"
    if status == 200:
        assert answer["Content-Type"].startswith("text/plain")
        assert b"\ntwin_database_up 1.0\n" in answer.content


def test_an_administrator_is_told_from_afar_and_a_planner_is_not(
    admin_client: Client, client: Client
) -> None:
    assert admin_client.get("/metrics", REMOTE_ADDR=AFAR).status_code == 200
    user = User.objects.create_user("somebody")
    user.groups.add(Group.objects.get_or_create(name=PLANNER)[0])
    client.force_login(user)
    assert client.get("/metrics", REMOTE_ADDR=AFAR).status_code == 403


def test_the_form_is_one_that_prometheus_reads(client: Client) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    client.get("/health")
    families = list(text_string_to_metric_families(client.get("/metrics").content.decode()))
    assert {"twin_requests", "twin_tile_making_seconds", "twin_marks"} <= {one.name for one in families}
    labels = {name for one in families for sample in one.samples for name in sample.labels}
    assert labels <= {"method", "route", "status", "reason", "source", "zoom", "pool", "le", "of", "state"}
