"""Plan geometry is made valid without changing its dimension, and the reason is told."""

import numpy as np
import shapely
from shapely import Polygon, box

from spatial.geometry import drop_slivers, keep_dimension, repair

BOW = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])


def test_a_bow_tie_becomes_two_triangles_and_says_why() -> None:
    fixed, flaws = repair(np.array([box(0, 0, 1, 1), BOW, None]))
    assert fixed[0].equals(box(0, 0, 1, 1))
    assert fixed[1].is_valid
    assert fixed[1].area == 2
    assert fixed[2] is None
    assert flaws == {1: "Self-intersection"}


def test_an_area_without_area_becomes_none() -> None:
    fixed, flaws = repair(np.array([Polygon([(0, 0), (1, 1), (2, 2)])]))
    assert fixed[0] is None
    assert list(flaws) == [0]


def test_only_parts_of_the_wanted_dimension_are_kept() -> None:
    mixed = shapely.GeometryCollection([box(0, 0, 1, 1), shapely.LineString([(5, 5), (6, 6)])])
    assert keep_dimension(mixed, 2).equals(box(0, 0, 1, 1))  # type: ignore[union-attr]
    assert keep_dimension(shapely.Point(1, 1), 2) is None
    assert keep_dimension(Polygon(), 2) is None


def test_slivers_and_pinholes_go_and_courtyards_stay() -> None:
    court = box(0, 0, 10, 10) - box(4, 4, 6, 6) - box(1, 1, 1.0001, 1.0001)
    whole = drop_slivers(shapely.union_all([court, box(20, 0, 20.0001, 0.0001)]), 1e-6)
    assert whole is not None
    assert whole.geom_type == "MultiPolygon"
    assert len(whole.geoms) == 1
    assert len(whole.geoms[0].interiors) == 1
    assert drop_slivers(box(0, 0, 1e-4, 1e-4), 1e-6) is None
