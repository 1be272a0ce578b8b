"""A purpose is one of a list, and open to the reader's group."""

import pytest

from spatial.errors import RefusedError
from twin.access import Viewer
from twin.access.purposes import PURPOSES, purpose, tidy_note
from twin.layer import ADMIN, HOUSING, PLANNER

BUREAU, KEEPER = Viewer(frozenset({HOUSING})), Viewer(frozenset({ADMIN}))


def test_each_purpose_is_for_the_bureau_or_the_administrators_alone() -> None:
    for one in PURPOSES.values():
        assert one.groups <= {HOUSING, ADMIN}
        assert purpose(Viewer(one.groups), one.id) is one


@pytest.mark.parametrize("asked", ["", "curiosity", "CASE-WORK"])
def test_a_purpose_that_is_none_is_refused_naming_those_there_are(asked: str) -> None:
    with pytest.raises(RefusedError, match="none of those open to you: case-work, house-card, "):
        purpose(BUREAU, asked)


def test_administrators_work_on_no_cases() -> None:
    with pytest.raises(RefusedError, match="none of those open to you: house-card"):
        purpose(KEEPER, "case-work")
    with pytest.raises(RefusedError):
        purpose(Viewer(frozenset({PLANNER})), "statistics")


def test_a_note_is_kept_on_one_line_and_short() -> None:
    assert tidy_note(" 投诉\n2026-17\0 ") == "投诉 2026-17"
    assert tidy_note("a\ud800b") == "a?b"
    with pytest.raises(RefusedError, match="has 501 characters"):
        tidy_note("x" * 501)
