"""A surface flat by distance may bend sharply in a small part; how much is measured, of many at once."""

import numpy as np
import pytest

from spatial.solids import Face, Points, fit_planes
from spatial.validity.folds import measure_folds
from spatial.validity.polygons import check_polygons

ORIGIN = np.array([5e5, 3e6, 0])
SQUARE = [(0, 0, 5), (10, 0, 5), (10, 10, 5), (0, 10, 5)]
UPRIGHT = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]])
"""A turn that makes a floor a wall."""


def notched(rise: float, width: float = 0.01) -> list[tuple[float, float, float]]:
    """The square with a small tooth in its east side, its tip `rise` above the rest."""
    return [*SQUARE[:2], (10, 5, 5), (10 + width, 5 + width / 2, 5 + rise), (10, 5 + width, 5), *SQUARE[2:]]


def face(*rings: list[tuple[float, float, float]], turn: Points | None = None) -> Face:
    """A surface of these rings, the first its outer."""
    placed = (np.array(ring, float) for ring in rings)
    turned = (ring if turn is None else ring @ turn for ring in placed)
    return Face(0, "2", (0, 3), 2, None, tuple(ring + ORIGIN for ring in turned))


def measure(*faces: Face) -> list[float]:
    """The folds of surfaces in their best planes."""
    sizes = np.array([len(one.rings[0]) for one in faces])
    axes, _ = fit_planes(np.concatenate([one.rings[0] for one in faces]), sizes)
    return measure_folds(faces, axes, 20).tolist()


def codes(one: Face) -> list[str]:
    """The codes found."""
    return [finding.code[:3] for _, finding in check_polygons([one], 1.0)]


@pytest.mark.parametrize("turn", [None, UPRIGHT, UPRIGHT.T], ids=["floor", "wall", "other wall"])
def test_a_small_tooth_that_stands_up_is_a_fold(turn: Points | None) -> None:
    bent = face(notched(0.008), turn=turn)
    assert measure(bent) == pytest.approx([np.degrees(np.arctan(0.8))], abs=1)
    [(_, finding)] = check_polygons([bent], 1.0)
    assert finding.code == "204 NON_PLANAR_POLYGON_NORMALS_DEVIATION"
    assert finding.message == "A part of it turns 39° off the surface's plane; 20° is allowed."
    assert finding.position == "geometry[0].boundaries[0][3]"


def test_what_turns_less_than_the_limit_is_none() -> None:
    assert measure(face(notched(0.003)), face(SQUARE), face(notched(0.004))) == [
        0,
        0,
        pytest.approx(22, abs=1),
    ]
    assert codes(face(notched(0.003))) == []


def test_what_lies_off_the_plane_is_not_asked_for_folds() -> None:
    assert codes(face(notched(0.1))) == ["203"]


def test_what_rounding_does_to_a_point_on_an_edge_is_no_fold() -> None:
    assert codes(face([*SQUARE[:2], (10, 5, 5.001), *SQUARE[2:]])) == []
    assert codes(face([*SQUARE[:2], (10.001, 5, 5.001), *SQUARE[2:]])) == []


def test_a_hole_may_be_folded_too() -> None:
    hole = [(4, 4, 5), (4, 6, 5), (6, 6, 5), (6, 5.01, 5), (5.99, 5.005, 5.008), (6, 5, 5), (6, 4, 5)]
    assert codes(face(SQUARE, hole)) == ["204"]
    assert codes(face(SQUARE, [(x, y, 5) for x, y, _ in hole])) == []


def test_rings_that_cross_themselves_are_left_to_others() -> None:
    crossed = [(0, 0, 5), (10, 10, 5.003), (10, 0, 5), (0, 10, 5.003)]
    assert measure(face(crossed)) == [0]
