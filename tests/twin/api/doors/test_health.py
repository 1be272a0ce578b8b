"""Health says whether the database answers, and asks no more of it than that."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from twin.api.release import read_version


@pytest.mark.django_db
def test_a_twin_whose_database_answers_is_well(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/health")
    assert answer.json() == {"status": "ok", "database": "ok", "version": read_version()}
    assert answer["Cache-Control"] == "no-store"


def test_a_twin_without_its_database_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("inner words")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/health")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer["Retry-After"] == "5"
    assert "inner" not in answer.content.decode()
