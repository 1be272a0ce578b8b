"""A ring that crosses itself is an error where the footprint depends on it, elsewhere a warning."""

import numpy as np
import pytest
import shapely

from spatial.cityobjects.rings import check_rings, crosses
from spatial.findings import Finding
from spatial.records import Severity
from spatial.solids import Face

SQUARE = [(0, 0, 0), (4, 0, 0), (4, 4, 0), (0, 4, 0)]
BOW = [(0, 0, 0), (4, 4, 0), (4, 0, 0), (0, 4, 0)]
WALL = [(0, 0, 0), (4, 4, 4), (4, 4, 0), (0, 0, 4)]


def find(faces: list[Face], plan: list[Face], unit: float = 1.0) -> list[Finding]:
    """What is wrong with the rings of faces, of which `plan` make the footprint."""
    return [finding for _, finding in check_rings(faces, {id(face) for face in plan}, unit)]


def make_face(*rings: list[tuple[float, float, float]]) -> Face:
    """A surface of rings."""
    return Face(0, "1", (5,), 2, None, tuple(np.array(ring, dtype=float) for ring in rings))


def test_sound_rings_have_no_finding() -> None:
    square = make_face(SQUARE, [(1, 1, 0), (2, 1, 0), (2, 2, 0)])
    assert list(find([square], [square])) == []
    assert list(find([], [])) == []


@pytest.mark.parametrize("ring", [BOW, WALL])
def test_a_crossing_weighs_by_what_depends_on_it(ring: list[tuple[float, float, float]]) -> None:
    face = make_face(ring)
    [error] = find([face], [face], 1.0)
    assert (error.severity, error.code) == (Severity.ERROR, "104 RING_SELF_INTERSECTION")
    assert error.position == "geometry[0].boundaries[5][0]"
    [warning] = find([face], [], 1.0)
    assert warning.severity is Severity.WARNING


def test_a_crossing_of_an_inner_ring_is_found_in_its_own_place() -> None:
    inner = [(1.0, 1.0, 0.0), (2.0, 2.0, 0.0), (2.0, 1.0, 0.0), (1.0, 2.0, 0.0)]
    face = make_face(SQUARE, inner)
    [finding] = find([face], [face], 1.0)
    assert finding.position == "geometry[0].boundaries[5][1]"


def test_two_equal_points_in_a_row_are_a_warning() -> None:
    [finding] = find([make_face([*SQUARE, SQUARE[-1]])], [], 1.0)
    assert (finding.severity, finding.code) == (Severity.WARNING, "102 CONSECUTIVE_POINTS_SAME")


def test_a_crossing_within_a_millimetre_is_none() -> None:
    near = [(0, 0), (4, 0), (4, 4), (2, -0.0005), (0, 4)]
    far = [(0, 0), (4, 0), (4, 4), (2, -0.5), (0, 4)]
    assert not crosses(shapely.LinearRing(near))
    assert crosses(shapely.LinearRing(far))


def test_degrees_are_weighed_in_metres() -> None:
    small = [(x * 1e-5, y * 1e-5, z) for x, y, z in BOW]
    face = make_face(small)
    assert [finding.code for finding in find([face], [face], 111_320.0)] == ["104 RING_SELF_INTERSECTION"]
    assert list(find([face], [face], 1.0)) == []


def test_a_large_ring_is_judged_in_good_time() -> None:
    angles = np.linspace(0, 2 * np.pi, 20_000, endpoint=False)
    ring = np.column_stack([np.cos(angles), np.sin(angles), np.zeros_like(angles)]) * 1000
    ring[[100, 15_000]] = ring[[15_000, 100]]
    face = Face(0, "1", (0,), 2, None, (ring,))
    assert [finding.code for finding in find([face], [face], 1.0)] == ["104 RING_SELF_INTERSECTION"]
