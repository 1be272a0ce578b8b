"""Supply is shared among those who reach it, as worked by hand; nothing of it is lost."""

import numpy as np
import pytest

from spatial.analyses.floating_catchment import Method, measure_access
from spatial.catchment.reaching import ReachAsked
from spatial.figures import Places
from tests.access import Spot, live, offer
from tests.columns import NAN, pick, values

REACH = ReachAsked(streets=None, metres=1500)
HOMES: tuple[Spot, ...] = ((0, 0, 0, 100), (1, 0, 0, 300), (9, 9, 1, 50), (NAN, NAN, 1, 7))


def test_two_steps_worked_by_hand() -> None:
    found = measure_access(live(*HOMES), offer((0.5, 0, 0, 20), (2, 0, 1, 30)), REACH, Places(2))
    # The first is shared by 400, the second by 300.
    assert values(found, "per-thousand") == pytest.approx([50 / 400 * 1000, 0, None, 50 / 450 * 1000])
    assert values(found, "out-of-reach") == [0, 1, None, 50 / 450]
    assert pick(found, "per-thousand").unknown.tolist() == [0, 7, 0, 7]
    assert values(found, "capacity") == [20, 30, 0, 50]
    assert values(found, "demand") == [400, 50, 0, 450]


@pytest.mark.parametrize("method", list(Method))
def test_all_supply_that_somebody_reaches_is_handed_out(method: Method) -> None:
    random = np.random.default_rng(3)
    homes: list[Spot] = [
        (*spot, int(zone), float(count))
        for spot, zone, count in zip(
            random.uniform(0, 5, (60, 2)).tolist(),
            random.integers(0, 4, 60),
            random.integers(1, 99, 60),
            strict=True,
        )
    ]
    beds: list[Spot] = [
        (*spot, 0, float(size)) for spot, size in zip(random.uniform(0, 5, (9, 2)), range(1, 10), strict=True)
    ]
    found = measure_access(
        live(*homes), offer(*beds), ReachAsked(streets=None, metres=4000), Places(4), method
    )
    handed = pick(found, "per-thousand").numerator
    assert handed is not None and handed[-1] / 1000 == pytest.approx(45)
    assert handed[:-1].sum() == pytest.approx(handed[-1])


def test_zones_below_the_threshold_are_short_by_what_they_lack() -> None:
    found = measure_access(
        live((0, 0, 0, 100), (9, 9, 1, 50)), offer((0, 0, 0, 1)), REACH, Places(2), threshold=12.0
    )
    assert values(found, "short") == [1, 1, None, 1]
    assert values(found, "shortfall") == pytest.approx([100 * 0.002, 50 * 0.012, 0, 0.8])


def test_a_facility_nobody_reaches_is_told() -> None:
    found = measure_access(live((0, 0, 0, 10)), offer((0, 0, 0, 5), (9, 9, 1, 5)), REACH, Places(2))
    assert values(found, "unserving") == [0, 1, 0, 1]
