"""Conflicts are listed page by page in the order they were found."""

import pytest

from spatial.errors import RefusedError
from tests.claims import register, tie
from twin.access import Viewer
from twin.authority import count_conflicts, look_for_conflicts, rule, tell_conflicts
from twin.layer import ADMIN, HOUSING
from twin.models import House, Openness, Relation

pytestmark = pytest.mark.django_db
WHOLE, BUREAU = Viewer(frozenset({ADMIN})), Viewer(frozenset({HOUSING}))


def test_pages_follow_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twin.authority.book.PAGE", 2)
    for number in range(3):
        one = register("House", "a", f"H{number}", year=1990)
        tie(Relation.SAME, register("House", "b", f"H{number}", year=1991), one)
    look_for_conflicts()
    first = tell_conflicts(WHOLE)
    second = tell_conflicts(WHOLE, after=first[-1]["id"])
    assert (len(first), len(second), count_conflicts(WHOLE)) == (2, 1, 3)
    assert tell_conflicts(WHOLE, kind="dwelling") == []
    assert first[0]["uri"].startswith("/id/")


@pytest.mark.parametrize("closed", ["a", "b", "c"])
def test_a_claim_that_is_closed_is_told_to_administrators_alone(closed: str) -> None:
    """Of source a, which tells no year, the conflict has its address."""
    first = register("House", "a", "H")
    tie(Relation.SAME, register("House", "b", "H", year=1990), first)
    tie(Relation.SAME, register("House", "c", "H", year=1991), first)
    look_for_conflicts()
    assert [one["uri"] for one in tell_conflicts(BUREAU)] == ["/id/a/house/H"]
    House.objects.filter(thing__dataset__key=closed).update(openness=Openness.CLOSED)
    assert (tell_conflicts(BUREAU), count_conflicts(BUREAU)) == ([], 0)
    [told] = tell_conflicts(WHOLE)
    assert ([claim["value"] for claim in told["claims"]], count_conflicts(WHOLE)) == ([1990, 1991], 1)
    with pytest.raises(RefusedError, match="no open conflict"):
        rule(BUREAU, told["id"], "b", "li", "")


def test_what_was_closed_before_a_claim_keeps_nothing_back() -> None:
    register("House", "a", "H", year=1990, openness=Openness.CLOSED)
    first = register("House", "a", "H", year=1990)
    tie(Relation.SAME, register("House", "b", "H", year=1991), first)
    look_for_conflicts()
    assert count_conflicts(BUREAU) == 1
