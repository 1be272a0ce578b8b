"""Points are taken for GCJ-02 only where undoing it, and no other shift of its length, brings them home."""

import numpy as np
import pytest

from spatial.crs import move
from spatial.displacement import FAR, TURNS, judge, reveal, turn
from spatial.gcj02 import obscure

PLACE = np.array([[515_300.0, 3_349_722.0], [516_000.0, 3_350_000.0]])


def near(average: float, number: int = 60) -> np.ndarray:
    """Distances of that average."""
    return np.random.default_rng(1).uniform(0, 2 * average, number)


def test_revealed_points_are_where_gcj_02_is_undone() -> None:
    hidden = move(obscure(move(PLACE, 4549, 4490)), 4490, 4549)
    assert reveal(hidden, 4549) == pytest.approx(PLACE, abs=1e-4)
    assert np.hypot(*(hidden - PLACE).T) == pytest.approx([520, 520], abs=3)


def test_turned_points_lie_as_far_off_the_other_ways() -> None:
    moved = PLACE + np.array([300, 400])
    turned = turn(PLACE, moved)
    assert len(turned) == len(TURNS)
    assert all(np.hypot(*(one - PLACE).T) == pytest.approx([500, 500]) for one in turned)
    assert turned[1][0] - PLACE[0] == pytest.approx([-400, 300])


def test_clearly_better_than_as_given_and_than_chance_is_told() -> None:
    found = judge(near(20), near(0.5), [near(19)] * 7, 520.0)
    assert found is not None
    assert (found.given, found.revealed, found.shift) == pytest.approx((20, 0.5, 520), rel=0.2)


@pytest.mark.parametrize(
    ("given", "revealed", "turned"),
    [
        (near(20), near(12), [near(20)] * 7),
        (near(0.9), near(0.1), [near(20)] * 7),
        (near(20), near(5), [*[near(20)] * 6, near(6)]),
        (near(20, 10), near(0.1, 10), [near(20, 10)] * 7),
        (near(5 * FAR), near(3 * FAR), [near(5 * FAR)] * 7),
    ],
    ids=["little better", "near already", "as good the other way", "too few", "all far away"],
)
def test_anything_less_is_not(given: np.ndarray, revealed: np.ndarray, turned: list[np.ndarray]) -> None:
    assert judge(given, revealed, turned, 520.0) is None
