"""How much a facility counts by what it costs to reach it: weights of a catchment, as declared by a paper."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from spatial.analysis import Numbers
from spatial.errors import RefusedError

Decay = Callable[[Numbers], Numbers]
"""The weight of each cost, 0 or more; 0 is out of the catchment."""


def alike(cost: Numbers) -> Numbers:
    """All of the catchment counts alike (2SFCA, Luo & Wang 2003)."""
    return np.ones(len(cost))


@dataclass(frozen=True, slots=True)
class Rings:
    """A weight for each ring of cost, its outer bound included; nothing beyond the last (E2SFCA).

    RefusedError for bounds that do not rise and for weights that do not fit them.
    """

    bounds: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        rising = all(near < far for near, far in zip((0, *self.bounds), self.bounds, strict=False))
        if not self.bounds or not rising or len(self.bounds) != len(self.weights):
            raise RefusedError("Rings need rising bounds above 0 and one weight for each; correct them.")

    def __call__(self, cost: Numbers) -> Numbers:
        """The weight of the ring of each cost."""
        return np.array([*self.weights, 0.0])[np.searchsorted(self.bounds, cost, side="left")]


LUO_QI = Rings((10, 20, 30), (1, 0.68, 0.22))
"""Minutes (Luo & Qi 2009, doi:10.1016/j.healthplace.2009.06.002)."""


@dataclass(frozen=True, slots=True)
class Gaussian:
    """exp(-c²/2σ²), 1 at no cost; σ in the unit of costs. RefusedError for one that is not above 0.

    Wan, Zou & Sternberg (2012) write it exp(-c²/β), so that β is 2σ².
    """

    sigma: float

    def __post_init__(self) -> None:
        refuse_not_positive(self.sigma)

    def __call__(self, cost: Numbers) -> Numbers:
        """The weight of each cost."""
        return np.exp(np.square(cost) * (-0.5 / self.sigma**2))


@dataclass(frozen=True, slots=True)
class GaussianToZero:
    """(exp(-½(c/c₀)²) - exp(-½)) / (1 - exp(-½)), 1 at no cost and 0 from the limit c₀ on (Dai 2010).

    doi:10.1016/j.healthplace.2010.06.012. RefusedError for a limit that is not above 0.
    """

    limit: float

    def __post_init__(self) -> None:
        refuse_not_positive(self.limit)

    def __call__(self, cost: Numbers) -> Numbers:
        """The weight of each cost."""
        least = np.exp(-0.5)
        bell = np.exp(np.square(cost) * (-0.5 / self.limit**2))
        return np.maximum((bell - least) / (1 - least), 0)


def refuse_not_positive(breadth: float) -> None:
    """RefusedError for a breadth of a decay that cannot be one."""
    if not (np.isfinite(breadth) and breadth > 0):
        raise RefusedError(f"Weights cannot fall over “{breadth:g}”; give a number above 0.")


def weigh(decay: Decay, cost: Numbers) -> Numbers:
    """The weights of costs. RefusedError where a decay gives what is no weight."""
    weights = decay(cost)
    if len(weights) and not (weights.min() >= 0 and np.isfinite(weights.max())):
        raise RefusedError(
            "The decay gives a weight below 0 or no number; choose one that holds for every cost, 0 too."
        )
    return weights
