"""Where a product is put is found in metres, and a broken placement is told."""

import numpy as np
import pytest

from spatial.ifc.placement import find_origin, find_origins
from tests.houses import STOREY, House


def test_placements_add_up_in_metres() -> None:
    house = House(unit=0.001).convert_to_map()
    house.move(house.site, (100.0, 50.0, 1.0))
    assert find_origin(house.storeys[1], 0.001) == pytest.approx(np.array([100.0, 50.0, 1.0 + STOREY]))


def test_a_storey_without_a_placement_stands_at_its_elevation() -> None:
    house = House(unit=0.001)
    house.storeys[1].ObjectPlacement = None
    house.site.ObjectPlacement = None
    assert find_origin(house.storeys[1], 0.001) == pytest.approx(np.array([0.0, 0.0, STOREY]))
    assert find_origin(house.site, 0.001).tolist() == [0.0, 0.0, 0.0]


def test_a_broken_placement_is_told_and_passed_over() -> None:
    house = House()
    house.site.ObjectPlacement.RelativePlacement.Location.Coordinates = [1.0, 2.0]
    with pytest.raises(ValueError, match="its placement is broken"):
        find_origin(house.site, 1.0)
    house.building.ObjectPlacement = house.place(None, (1e300, 0.0, 0.0))
    with pytest.raises(ValueError, match="nowhere on earth"):
        find_origin(house.building, 1.0)
    assert find_origins([house.site, house.building], 1.0).shape == (0, 3)
