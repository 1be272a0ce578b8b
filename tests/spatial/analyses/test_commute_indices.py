"""The nine indices of a small city, worked by hand, and by zone of home."""

import numpy as np
import pytest

from spatial.analyses.commute_indices import ANALYSIS, StationsAsked, measure_indices
from spatial.analysis import Reason, Series
from spatial.commute.intrazonal import IntrazonalRule
from spatial.figures import Places
from spatial.points import Points
from tests.columns import codes, numbers, pick, values
from tests.trips import lie, publish, register


def rail(*xy: tuple[float, float]) -> StationsAsked:
    """Stations at these kilometres."""
    x, y = np.array(xy, dtype=float).reshape(-1, 2).T * 1000
    many = len(xy)
    return StationsAsked(
        stops=Points(
            zone=codes(*[-1] * many), x=x, y=y, count=numbers(*[1.0] * many), kind=codes(*[-1] * many)
        )
    )


def find(*stations: tuple[float, float]) -> tuple[Series, ...]:
    """Two zones 30 km apart at 30 km/h, of whom 30 of 100 cross, and nobody's way within a zone is any."""
    ways = lie((0, 0), (30, 0), rule=IntrazonalRule.ZERO, speed=30.0)
    return measure_indices(publish([[60, 20], [10, 10]]), ways, rail(*stations), Places(2))


def test_the_shares_and_means_are_those_worked_by_hand() -> None:
    found = find()
    assert values(found, "within-45-minutes") == [60 / 80, 10 / 20, None, 0.7]
    assert values(found, "over-60-minutes") == [0, 0, None, 0]
    assert values(found, "mean-minutes") == [15, 30, None, 18]
    assert values(found, "mean-kilometres") == [7.5, 15, None, 9]
    assert values(found, "within-5-kilometres") == [0.75, 0.5, None, 0.7]
    assert values(found, "separation") == pytest.approx([30 * 10 / 100])


def test_rail_counts_where_both_ends_are_near() -> None:
    assert values(find((0.5, 0)), "near-rail") == [0.6]
    assert values(find((0.5, 0), (30, 0.79)), "near-rail") == [1.0]


def test_what_the_twin_holds_nothing_of_is_null_with_a_reason() -> None:
    found = find()
    assert pick(found, "near-rail").reasons == (Reason.NOT_HELD,)
    assert pick(found, "transit-45-minutes").reasons == (Reason.NOT_HELD,)
    alone = measure_indices(publish([[5]]), lie((0, 0)), rail(), Places(1))
    assert {reason for one in alone for reason in one.reasons} == {Reason.NO_ZONES}
    assert {one.measure for one in alone} == {one.id for one in ANALYSIS.measures}


def test_who_works_elsewhere_is_counted_apart() -> None:
    asked = register((0, 0, 60), (0, 1, 20), (1, -1, 9), (1, 1, 20))
    found = measure_indices(asked, lie((0, 0), (30, 0)), rail(), Places(2))
    assert pick(found, "mean-minutes").unknown[-1] == 9
    people = pick(found, "mean-minutes").people
    assert people is not None and people.tolist() == [80, 20, 0, 100]
    assert pick(found, "separation").unknown.tolist() == [9]


def test_the_definitions_are_told_with_how_sure_they_are() -> None:
    for language in ("zh", "en"):
        told = ANALYSIS.how.in_(language)
        for one in ANALYSIS.measures:
            assert one.title.in_(language) in told
    assert "confidence: verified" in ANALYSIS.how.en
