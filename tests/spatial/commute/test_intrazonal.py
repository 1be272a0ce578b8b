"""Each rule puts on the diagonal what it says, tells its name, and leaves what is given as it is."""

import numpy as np
import pytest

from spatial.commute.intrazonal import RULES, IntrazonalRule, apply_rule
from spatial.errors import RefusedError

COST = np.array([[9.0, 4, 6], [4, 9, 2], [6, 2, 9]])


@pytest.mark.parametrize(
    ("rule", "diagonal"),
    [
        (IntrazonalRule.ZERO, [0, 0, 0]),
        (IntrazonalRule.HALF_NEAREST, [2, 1, 1]),
        (IntrazonalRule.KEPT, [9, 9, 9]),
    ],
)
def test_staying_costs_what_the_rule_says(rule: IntrazonalRule, diagonal: list[float]) -> None:
    given = COST.copy()
    found = apply_rule(given, rule)
    assert found.rule is rule
    assert np.diag(found.cost).tolist() == diagonal
    away = ~np.eye(3, dtype=bool)
    assert (found.cost[away] == COST[away]).all()
    assert (given == COST).all()


def test_a_disc_s_mean_distance_is_that_of_points_drawn_in_it() -> None:
    random = np.random.default_rng(8)
    angle, radius = random.uniform(0, 2 * np.pi, (2, 400_000)), np.sqrt(random.uniform(0, 1, (2, 400_000)))
    points = radius * np.exp(1j * angle)
    areas = np.array([np.pi, 4 * np.pi, 9 * np.pi])
    found = np.diag(apply_rule(COST, IntrazonalRule.DISC, areas, per_length=4).cost)
    assert found[0] == pytest.approx(4 * np.abs(points[0] - points[1]).mean(), rel=0.005)
    assert found.tolist() == pytest.approx([found[0], 2 * found[0], 3 * found[0]])


def test_every_rule_has_its_words() -> None:
    assert set(RULES) == set(IntrazonalRule)


@pytest.mark.parametrize("areas", [None, np.ones(2), np.array([1, 0, 1.0]), np.array([1, np.nan, 1])])
def test_a_disc_without_areas_is_refused_by_a_sentence(areas: np.ndarray | None) -> None:
    with pytest.raises(RefusedError, match="the area of each of the 3 zones"):
        apply_rule(COST, IntrazonalRule.DISC, areas)


def test_a_zone_without_any_way_out_has_no_nearest() -> None:
    cost = COST.copy()
    cost[1] = np.inf
    with pytest.raises(RefusedError, match="Zone 1 has no way to any other"):
        apply_rule(cost, IntrazonalRule.HALF_NEAREST)


def test_costs_between_unlike_zones_have_no_diagonal() -> None:
    with pytest.raises(RefusedError, match="3 x 2"):
        apply_rule(COST[:, :2], IntrazonalRule.ZERO)
