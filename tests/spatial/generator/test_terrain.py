"""The plain falls along every street towards the river and the east."""

import numpy as np

from spatial.generator.plan import Plan
from spatial.generator.terrain import LOWEST, SWELL, Terrain


def test_the_plain_falls_to_the_river_and_eastwards(plan: Plan) -> None:
    terrain = Terrain(plan)
    river = plan.river + 0.5
    east = terrain.plain(np.array([[u, river] for u in range(5)]))
    north = terrain.plain(np.array([[3.0, river + step] for step in range(5)]))
    south = terrain.plain(np.array([[3.0, river - step] for step in range(5)]))
    assert (np.diff(east) < 0).all() and (np.diff(north) > 0).all() and (np.diff(south) > 0).all()


def test_the_ground_swells_little_about_the_plain_and_never_below_the_sea(plan: Plan) -> None:
    terrain = Terrain(plan)
    uv = np.array(plan.order, dtype=float)
    assert np.abs(terrain.ground(uv) - terrain.plain(uv)).max() <= SWELL
    assert terrain.plain(uv).min() >= LOWEST
