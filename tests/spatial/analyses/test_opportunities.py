"""What is within reach is counted for each dwelling, and the way to the nearest is its own."""

from spatial.analyses.opportunities import count_within_reach
from spatial.catchment.reaching import ReachAsked
from spatial.figures import Places
from tests.access import live, offer
from tests.columns import NAN, pick, values

REACH = ReachAsked(streets=None, metres=1000)


def test_the_mean_is_weighted_by_who_lives_there() -> None:
    homes = live((0, 0, 0, 10), (2, 0, 0, 30), (5, 5, 1, 4), (NAN, NAN, 1, 6))
    found = count_within_reach(homes, offer((0, 0.5, 0, 1), (0, 1, 0, 2), (2, 0.25, 1, 8)), REACH, Places(2))
    assert values(found, "in-reach") == [(10 * 3 + 30 * 8) / 40, 0, None, 270 / 44]
    assert values(found, "none-in-reach") == [0, 1, None, 4 / 44]
    assert values(found, "nearest-metres") == [(10 * 500 + 30 * 250) / 40, None, None, 312.5]
    assert pick(found, "nearest-metres").unknown.tolist() == [0, 4, 0, 4]
    assert pick(found, "in-reach").unknown.tolist() == [0, 6, 0, 6]
    assert values(found, "nearest-minutes") == [None] * 4


def test_nothing_there_reaches_nobody() -> None:
    found = count_within_reach(live((0, 0, 0, 10)), offer(), REACH, Places(1))
    assert values(found, "none-in-reach") == [1, None, 1]
