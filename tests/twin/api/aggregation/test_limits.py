"""An aggregate that takes too long, or for which there is no place, is told so and holds nothing."""

import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.aggregates import aggregate, settle
from twin.api.aggregation import limits
from twin.api.aggregation.limits import bounded, hurry
from twin.doorway.problems import BusyError, TooSlowError

pytestmark = pytest.mark.django_db


def test_a_statement_is_given_up_in_time_and_leaves_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SLOWEST", 50)
    for _ in range(3):
        with pytest.raises(TooSlowError), bounded(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")


def test_who_finds_no_place_is_asked_to_come_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PATIENCE", 0.01)
    settle(3)
    with bounded(), bounded():
        with pytest.raises(BusyError), bounded():
            pass
        answer = client.get("/collections/buildings/aggregate")
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert answer["Content-Type"] == "application/problem+json"
    assert aggregate(client)["total"]["count"] == 3


def test_what_is_read_in_parts_has_a_deadline_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(3)
    hurry(time.monotonic() + 60)
    with pytest.raises(TooSlowError):
        hurry(time.monotonic() - 1)
    real: Any = time.monotonic
    monkeypatch.setattr(limits.time, "monotonic", lambda: real() + next(late))
    late = iter([0, 10_000] + [10_000] * 1000)
    answer = client.get("/collections/buildings/aggregate?group-by=h3:8")
    assert answer.status_code == 503
    assert "takes longer than the database is given" in answer.json()["detail"]
