"""The job list is narrowed by the standard's parameters, and refuses what they cannot be."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from twin.models import Run

pytestmark = pytest.mark.django_db
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def listed() -> None:
    """A quick, a slow and a waiting run, an hour after each other."""
    for at, (analysis, status, took) in enumerate(
        [("vacancy", "successful", 1), ("need-by-zone", "failed", 100), ("vacancy", "accepted", None)]
    ):
        began = NOON if took else None
        run = Run.objects.create(analysis=analysis, version="1", inputs={}, status=status, began=began)
        ended = NOON + timedelta(seconds=took) if took else None
        Run.objects.filter(pk=run.pk).update(made=NOON + timedelta(hours=at), ended=ended)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["accepted", "failed", "successful"]),
        ("type=process", ["accepted", "failed", "successful"]),
        ("processID=vacancy", ["accepted", "successful"]),
        ("processID=vacancy,need-by-zone&limit=2", ["accepted", "failed"]),
        ("status=failed,accepted", ["accepted", "failed"]),
        ("datetime=2024-05-01T12:30:00Z/..", ["accepted", "failed"]),
        ("datetime=../2024-05-01T12:30:00Z", ["successful"]),
        ("datetime=2024-05-01T13:00:00Z", ["failed"]),
        ("minDuration=50", ["failed"]),
        ("maxDuration=50", ["successful"]),
    ],
)
def test_jobs_are_narrowed(client: Client, listed: None, query: str, found: list[str]) -> None:
    assert [job["status"] for job in client.get(f"/jobs?{query}").json()["jobs"]] == found


@pytest.mark.parametrize(
    "query",
    ["type=magic", "status=asleep", "datetime=noon", "minDuration=-1", "maxDuration=x", "limit=0", "x=1"],
)
def test_a_bad_parameter_is_refused_by_name(client: Client, query: str) -> None:
    answer = client.get(f"/jobs?{query}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, query.partition("=")[0])
