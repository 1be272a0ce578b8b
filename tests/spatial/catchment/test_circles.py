"""Every walk says what it is, how far, and where that is from."""

from spatial.catchment.circles import LIFE_CIRCLES, SCHOOL_CIRCLES
from spatial.citation import Confidence


def test_the_circles_widen_with_the_minutes() -> None:
    walks = [(circle.minutes, circle.metres) for circle in LIFE_CIRCLES]
    assert walks == [(5, 300), (10, 500), (15, 1000)]
    assert [circle.metres for circle in SCHOOL_CIRCLES] == [300, 500, 1000]


def test_what_is_said_to_be_seen_says_where_and_what_is_remembered_does_not() -> None:
    circles = [*LIFE_CIRCLES, *SCHOOL_CIRCLES]
    assert len({circle.id for circle in circles}) == len(circles)
    for circle in circles:
        assert circle.citation.source and circle.title.zh and circle.title.en
        assert bool(circle.citation.seen) == (circle.citation.confidence is not Confidence.RECALLED)
