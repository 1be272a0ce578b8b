"""Buildings lie in the zone whose area holds them, in the last one where none does."""

import shapely

from spatial.population.areas import OUTSIDE, WHOLE, Area, locate, name_zones
from spatial.population.stock import Line


def house(x: float) -> Line:
    return Line("b", 0, None, None, None, None, None, None, shapely.to_wkb(shapely.box(x, 0, x + 1, 1)))


def test_the_first_area_that_holds_a_building_counts_and_outside_is_a_zone_too() -> None:
    areas = [Area("a", "A", shapely.box(0, 0, 10, 10)), Area("b", "B", shapely.box(5, 0, 20, 10))]
    found = locate([house(2), house(6), house(15), house(30)], areas)
    assert [line.zone for line in found] == [0, 0, 1, 2]
    assert name_zones(areas)[2] == OUTSIDE


def test_without_areas_the_city_is_one_zone() -> None:
    assert name_zones([]) == [WHOLE]
    assert [line.zone for line in locate([house(2)], [])] == [0]
