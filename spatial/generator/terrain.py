"""The ground of a made-up city: a plain that falls to its river and along it, with shallow hollows."""

import numpy as np

from spatial.generator.chance import Floats, chance
from spatial.generator.plan import Plan

FALL = 1.2e-3
ASIDE = 0.85
LOWEST = 4.0
SWELL = 0.5


class Terrain:
    """Elevations (metres, 1985 heights) at lattice coordinates (n, 2).

    The plain falls by FALL eastwards and, ASIDE as much, towards the river: along every street, so that
    drains laid along streets at an even depth below the plain fall too.
    """

    def __init__(self, plan: Plan) -> None:
        self.step = FALL * plan.lattice.side
        self.east = max(i for i, _ in plan.order) + 1
        self.river = plan.river + 0.5
        self.phases = chance(plan.seed, 4).uniform(0, 2 * np.pi, 4)

    def plain(self, uv: Floats) -> Floats:
        """The even slope."""
        down = (self.east - uv[..., 0]) + ASIDE * np.abs(uv[..., 1] - self.river)
        level: Floats = LOWEST + self.step * down
        return level

    def swell(self, uv: Floats) -> Floats:
        """What hollows and rises add, within SWELL of 0."""
        a, b, c, d = self.phases
        u, v = uv[..., 0], uv[..., 1]
        broad = np.sin(2.3 * u + a) * np.cos(1.9 * v + b)
        wave: Floats = 0.6 * broad + 0.4 * np.sin(3.7 * v - 1.1 * u + c + d)
        return SWELL * wave

    def ground(self, uv: Floats) -> Floats:
        """The ground."""
        return self.plain(uv) + self.swell(uv)
