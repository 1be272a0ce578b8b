"""The excess of commuting agrees with cases worked by hand, and tells what it left out."""

import numpy as np
import pytest

from spatial.analyses.excess_commuting import find_excess
from spatial.analysis import Reason
from spatial.commute.intrazonal import IntrazonalRule
from spatial.figures import Places
from tests.columns import pick, values
from tests.trips import lie, publish, register

ZERO = IntrazonalRule.ZERO


def test_two_zones_worked_by_hand() -> None:
    found = find_excess(publish([[30, 20], [10, 40]]), lie((0, 0), (6, 8), rule=ZERO, speed=30), Places(2))
    # 50 live in the first and 40 work there: at least 10 must cross 10 km, at most 90.
    assert values(found, "observed-distance") == [3.0]
    assert values(found, "least-distance") == pytest.approx([1.0])
    assert values(found, "most-distance") == pytest.approx([9.0])
    assert values(found, "random-distance") == pytest.approx([10 * (50 * 60 + 50 * 40) / 100**2])
    assert values(found, "least-time") == pytest.approx([2.0])
    assert values(found, "excess", "distance") == values(found, "excess", "time") == pytest.approx([2 / 3])
    assert values(found, "capacity-used", "distance") == pytest.approx([2 / 8])
    assert values(found, "normalised", "time") == pytest.approx([2 / 5])
    assert values(found, "effort", "time") == pytest.approx([2 / 4])
    assert values(found, "commuters") == [100]


def test_the_rule_of_staying_is_part_of_the_figure() -> None:
    asked = publish([[30, 20], [10, 40]])
    zero, half = (
        find_excess(asked, lie((0, 0), (6, 8), rule=rule), Places(2)) for rule in (ZERO, "half-nearest")
    )
    assert values(half, "least-distance")[0] == pytest.approx(1.0 + 0.9 * 5)
    assert values(zero, "least-distance") != values(half, "least-distance")


def test_who_lives_or_works_elsewhere_is_told_as_unknown() -> None:
    asked = register((0, 0, 20), (0, 1, 20), (1, 1, 20), (0, -1, 7))
    series = pick(find_excess(asked, lie((0, 0), (1, 0)), Places(2)), "observed-distance")
    assert series.unknown.tolist() == [7]
    assert series.people is not None and series.people.tolist() == [60]


def test_one_zone_or_nobody_has_no_excess() -> None:
    alone = find_excess(publish([[5]]), lie((0, 0)), Places(1))
    assert {reason for one in alone for reason in one.reasons} == {Reason.NO_ZONES}
    nobody = find_excess(register(), lie((0, 0), (1, 0)), Places(2))
    assert {reason for one in nobody for reason in one.reasons} == {Reason.NO_DENOMINATOR}


def test_the_least_is_never_over_nor_the_most_under_what_is_observed() -> None:
    random = np.random.default_rng(11)
    for _ in range(5):
        matrix = random.integers(0, 40, (7, 7)).astype(float).tolist()
        spots = [tuple(spot) for spot in random.uniform(0, 30, (7, 2)).tolist()]
        found = find_excess(publish(matrix), lie(*spots), Places(7))
        least, seen, most = (values(found, f"{name}-distance")[0] for name in ("least", "observed", "most"))
        assert least is not None and seen is not None and most is not None
        assert least <= seen <= most
