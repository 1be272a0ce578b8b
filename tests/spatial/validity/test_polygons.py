"""Surfaces are planar and hold their holes, or the code of what is wrong is told."""

import numpy as np
import pytest

from spatial.solids import Face, Points
from spatial.validity.polygons import check_polygons, measure_areas

ORIGIN = np.array([5e5, 3e6, 0])
OUTER = [(0, 0, 5), (10, 0, 5), (10, 10, 5), (0, 10, 5)]


def face(*rings: list[tuple[float, float, float]]) -> Face:
    """A surface of these rings, the first its outer."""
    return Face(0, "2", (0, 3), 2, None, tuple(np.array(ring, float) + ORIGIN for ring in rings))


def square(west: float, south: float, side: float, z: float = 5) -> list[tuple[float, float, float]]:
    """A square turned clockwise, as a hole is."""
    east, north = west + side, south + side
    return [(west, south, z), (west, north, z), (east, north, z), (east, south, z)]


def codes(one: Face) -> list[str]:
    """The codes found."""
    return [finding.code[:3] for _, finding in check_polygons([one], 1.0)]


def test_a_surface_with_its_hole_is_sound() -> None:
    assert codes(face(OUTER, square(2, 2, 3))) == []


def test_a_point_off_the_plane_is_told_with_its_distance_and_place() -> None:
    bent = [*OUTER[:3], (0, 10, 5.4)]
    [(_, finding)] = check_polygons([face(bent)], 1.0)
    assert finding.code == "203 NON_PLANAR_POLYGON_DISTANCE_PLANE"
    assert "0.10 m" in finding.message
    assert finding.position == "geometry[0].boundaries[0][3]"


def test_a_centimetre_off_the_plane_is_allowed() -> None:
    assert codes(face([*OUTER[:3], (0, 10, 5.02)])) == []


def test_a_hole_that_lies_off_the_plane_is_told() -> None:
    assert codes(face(OUTER, square(2, 2, 3, z=5.3))) == ["203"]


@pytest.mark.parametrize(
    ("holes", "code"),
    [
        ([square(20, 20, 2)], "206"),
        ([square(8, 8, 4)], "201"),
        ([square(1, 1, 6), square(2, 2, 2)], "207"),
        ([square(2, 2, 3)[::-1]], "208"),
    ],
)
def test_a_hole_that_is_none_is_told(holes: list[list[tuple[float, float, float]]], code: str) -> None:
    assert codes(face(OUTER, *holes)) == [code]


def test_holes_that_cut_the_surface_apart_are_told() -> None:
    diamond = [(5, 0, 5), (0, 5, 5), (5, 10, 5), (10, 5, 5)]
    assert codes(face(OUTER, diamond)) == ["205"]


def test_a_wall_is_judged_in_its_own_plane() -> None:
    wall = [(0, 0, 0), (0, 10, 0), (0, 10, 8), (0, 0, 8)]
    window = [(0, 2, 2), (0, 2, 4), (0, 4, 4), (0, 4, 2)]
    assert codes(face(wall, window)) == []


def test_a_vector_area_is_the_area_and_the_side() -> None:
    areas: Points = measure_areas(np.array([*OUTER, *OUTER[::-1]], float), np.array([4, 4]))
    assert areas.tolist() == [[0, 0, 100], [0, 0, -100]]
