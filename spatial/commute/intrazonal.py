"""What it costs to stay in one's own zone, by a rule that is chosen and told with every figure.

With zero the least commute of Sioux Falls is 0.0103 and 99.9 per cent of commuting “excess”; with half the
nearest it is 1.3616 and 84.5 per cent: the rule is a part of the result.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from spatial.analysis import Numbers
from spatial.commute.costs import check_costs
from spatial.errors import RefusedError
from spatial.text import Text

DISC_MEAN = 128 / (45 * np.pi)


class IntrazonalRule(StrEnum):
    """Where the cost of staying in a zone is from."""

    ZERO = "zero"
    HALF_NEAREST = "half-nearest"
    DISC = "disc"
    KEPT = "kept"


RULES = {
    IntrazonalRule.ZERO: Text("区内成本为零", "Staying costs nothing"),
    IntrazonalRule.HALF_NEAREST: Text("至最近其他分区成本的一半", "Half the cost to the nearest other zone"),
    IntrazonalRule.DISC: Text(
        "与分区等面积的圆内两点的平均距离（128/45π·r）",
        "The mean distance of two points in a disc of the zone's area, 128/(45 pi) r",
    ),
    IntrazonalRule.KEPT: Text("沿用成本矩阵的对角线", "As the matrix of costs has it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledCost:
    """A matrix of costs whose diagonal follows the rule told."""

    cost: Numbers
    rule: IntrazonalRule


def apply_rule(
    cost: Numbers, rule: IntrazonalRule, areas: Numbers | None = None, per_length: float = 1.0
) -> RuledCost:
    """The costs (n x n) with the diagonal the rule says; what is given stays as it is.

    The disc wants each zone's `areas`, in the square of a unit of length of which one costs `per_length`:
    with areas in km2 that is 1 for kilometres and 4 for minutes at 15 km/h. RefusedError for a matrix that
    is not square, NaN or negative costs, areas missing or not above 0, and under half-nearest a zone that
    has no way to another.
    """
    check_costs(cost)
    if cost.shape[0] != cost.shape[1]:
        raise RefusedError(
            f"The costs are {cost.shape[0]} x {cost.shape[1]}; staying asks for the same zones twice."
        )
    if rule is IntrazonalRule.KEPT:
        return RuledCost(cost=cost, rule=rule)
    ruled = cost.copy()
    if rule is IntrazonalRule.ZERO:
        staying = np.zeros(len(cost))
    elif rule is IntrazonalRule.DISC:
        staying = cross_disc(areas, len(cost)) * per_length
    else:
        np.fill_diagonal(ruled, np.inf)
        staying = ruled.min(axis=1) / 2
        if np.isinf(staying).any():
            raise RefusedError(
                f"Zone {int(np.isinf(staying).argmax())} has no way to any other, so none is nearest; choose "
                f"the rule “{IntrazonalRule.DISC}”."
            )
    np.fill_diagonal(ruled, staying)
    return RuledCost(cost=ruled, rule=rule)


def cross_disc(areas: Numbers | None, zones: int) -> Numbers:
    """The mean distance of two points in a disc of each area. RefusedError for areas that are none."""
    if areas is None or areas.shape != (zones,) or not (np.isfinite(areas) & (areas > 0)).all():
        raise RefusedError(
            f"The rule “{IntrazonalRule.DISC}” wants the area of each of the {zones} zones, above 0; "
            f"give them or choose “{IntrazonalRule.HALF_NEAREST}”."
        )
    return DISC_MEAN * np.sqrt(areas / np.pi)
