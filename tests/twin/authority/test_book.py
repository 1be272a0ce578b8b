"""Conflicts are listed page by page in the order they were found."""

import pytest

from tests.claims import register, tie
from twin.authority import count_conflicts, look_for_conflicts, tell_conflicts
from twin.models import Relation

pytestmark = pytest.mark.django_db


def test_pages_follow_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twin.authority.book.PAGE", 2)
    for number in range(3):
        one = register("House", "a", f"H{number}", year=1990)
        tie(Relation.SAME, register("House", "b", f"H{number}", year=1991), one)
    look_for_conflicts()
    first = tell_conflicts()
    second = tell_conflicts(after=first[-1]["id"])
    assert (len(first), len(second), count_conflicts()) == (2, 1, 3)
    assert tell_conflicts(kind="dwelling") == []
    assert first[0]["uri"].startswith("/id/")
