"""How what a way costs keeps people from going it: the two functions of a gravity model."""

from enum import StrEnum

import numpy as np

from spatial.analysis import Numbers
from spatial.commute.costs import check_costs
from spatial.errors import RefusedError
from spatial.text import Text


class Deterrence(StrEnum):
    """What a flow falls by as the cost c grows."""

    EXPONENTIAL = "exponential"
    POWER = "power"


DETERRENCES = {
    Deterrence.EXPONENTIAL: Text("指数 exp(−βc)", "Exponential, exp(-beta c)"),
    Deterrence.POWER: Text("幂 c^(−β)", "Power, c^-beta"),
}


def resist(cost: Numbers, deterrence: Deterrence) -> Numbers:
    """What beta multiplies: the cost, or its logarithm for the power; infinite where there is no way.

    RefusedError for NaN or negative costs, and under the power for a cost of 0.
    """
    check_costs(cost)
    if deterrence is Deterrence.EXPONENTIAL:
        return cost
    if not cost.min() > 0:
        row, column = np.argwhere(cost == 0)[0]
        raise RefusedError(
            f"The way from zone {row} to zone {column} costs nothing, of which no power can be had; give it "
            "a cost, as by the rule “half-nearest”, or choose the exponential."
        )
    return np.log(cost)
