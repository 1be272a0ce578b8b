"""The stock keeps every building, in the order it came."""

from dataclasses import replace

import numpy as np
import shapely

from spatial.population.stock import Line, gather
from tests.spatial.population.conftest import DAY


def test_each_line_is_a_row_with_its_area_and_a_point_inside(lines: list[Line]) -> None:
    stock = gather(lines, DAY, 1)
    assert stock.codes == [line.code for line in lines]
    assert np.allclose(stock.area, shapely.area(stock.shapes))
    assert shapely.contains(stock.shapes, shapely.points(stock.place)).all()
    assert (stock.floor_area <= stock.area * stock.storeys).all()


def test_what_was_settled_by_default_is_told(lines: list[Line]) -> None:
    bare = [replace(line, klass=None, function=None, storeys=None, year=None) for line in lines]
    stock = gather(bare, DAY, 1)
    assert set(stock.told) == {"USE_SETTLED", "STOREYS_SETTLED", "YEAR_SETTLED"}


def test_no_buildings_are_an_empty_stock() -> None:
    assert gather([], DAY, 1).codes == []
