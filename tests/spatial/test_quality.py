"""Findings fall under what they are about; the score follows from them and from how full the fields are."""

import pytest

from spatial.quality import EXPECTED, TITLES, Aspect, Fill, Tally, aspect_of, assess
from spatial.records import Issue, Severity


def tally(code: str, number: int, severity: Severity = Severity.WARNING) -> Tally:
    """A finding made so often."""
    return Tally(Issue(severity=severity, code=code, message="…", object="a"), number)


@pytest.mark.parametrize(
    ("code", "aspect"),
    [
        ("302 SHELL_NOT_CLOSED", Aspect.GEOMETRY_3D),
        ("104 RING_SELF_INTERSECTION", Aspect.GEOMETRY_3D),
        ("VERTEX_OUT_OF_RANGE", Aspect.GEOMETRY_3D),
        ("INVALID_FOOTPRINT", Aspect.GEOMETRY_2D),
        ("RING_NOT_CLOSED", Aspect.GEOMETRY_2D),
        ("NO_FOOTPRINT", Aspect.GEOMETRY_2D),
        ("WRONG_GEOMETRY", Aspect.GEOMETRY_2D),
        ("DUPLICATE_ID", Aspect.IDENTITY),
        ("SAME_GEOMETRY", Aspect.IDENTITY),
        ("KEY_TWICE", Aspect.IDENTITY),
        ("UNKNOWN_NETWORK", Aspect.CODES),
        ("VALUE_NOT_UNDERSTOOD", Aspect.ATTRIBUTES),
        ("LINK_NOT_UNDERSTOOD", None),
        ("DANGLING_LINK", Aspect.TOPOLOGY),
        ("FLOATING", Aspect.HEIGHTS),
        ("NEW_EDITION", None),
        ("ENCODING_GUESSED", None),
    ],
)
def test_a_code_says_what_it_is_about(code: str, aspect: Aspect | None) -> None:
    assert aspect_of(code) is aspect


def test_a_score_is_the_share_of_rows_without_findings() -> None:
    tallies = [
        tally("302 SHELL_NOT_CLOSED", 20),
        tally("INVALID_FOOTPRINT", 5, Severity.ERROR),
        tally("HEIGHTS_LEFT_OUT", 50, Severity.INFO),
    ]
    aspects = {Aspect.GEOMETRY_3D, Aspect.GEOMETRY_2D, Aspect.IDENTITY}
    report = assess(tallies, {"building": 100}, [], aspects)
    told = {one["id"]: one["score"] for one in report["aspects"]}
    assert told == {"geometry-3d": 90.0, "geometry-2d": 95.0, "identity": 100.0}
    assert report["score"] == 95
    assert report["findings"][0]["code"] == "INVALID_FOOTPRINT", "errors come first"


def test_completeness_is_that_of_the_expected_fields() -> None:
    fills = [Fill("building", "height", 50, 100, True), Fill("building", "ref", 0, 100, False)]
    report = assess([], {"building": 100}, fills, set())
    assert [(one["id"], one["score"]) for one in report["aspects"]] == [("completeness", 50.0)]
    assert [one["expected"] for one in report["completeness"]] == [True, False]


def test_more_findings_than_rows_do_not_fall_below_nothing() -> None:
    report = assess([tally("302 SHELL", 900, Severity.ERROR)], {"building": 10}, [], {Aspect.GEOMETRY_3D})
    assert report["score"] == 0


def test_a_load_of_no_rows_has_no_score() -> None:
    assert assess([], {}, [], {Aspect.GEOMETRY_2D})["score"] is None


def test_every_aspect_has_a_title_in_both_languages_and_rules_say_where_they_stand() -> None:
    assert set(TITLES) == set(Aspect)
    assert all(text.zh and text.en for text in TITLES.values())
    assert EXPECTED["link"].source.clause == "3.0.2"
