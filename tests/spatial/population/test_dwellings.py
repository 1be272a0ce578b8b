"""Dwellings fill the floor area of their building and stand over each other."""

import numpy as np

from spatial.population.dwellings import draw_dwellings
from spatial.population.plan import Plan


def test_the_dwellings_of_a_building_share_its_floor_area(plan: Plan) -> None:
    lived = plan.stock.floor_area * plan.stock.of_use("home")
    for tract in range(plan.tracts):
        homes = draw_dwellings(plan, tract)
        shared = np.bincount(homes.building, homes.gross, lived.size)
        held = np.unique(homes.building)
        assert np.allclose(shared[held], lived[held], atol=0.01 * plan.homes[held].max())
        assert (homes.net < homes.gross).all() and (homes.rooms >= 1).all()


def test_doors_are_unique_in_a_building_and_no_floor_is_above_the_roof(plan: Plan) -> None:
    for tract in range(plan.tracts):
        homes = draw_dwellings(plan, tract)
        doors = np.stack([homes.building, homes.floor, homes.unit, homes.door])
        assert np.unique(doors, axis=1).shape == doors.shape
        assert (homes.floor <= plan.stock.storeys[homes.building]).all()
