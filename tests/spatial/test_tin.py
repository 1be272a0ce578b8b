"""The ground by triangles: level, sloping, at edges and steps; unknown in a hole and beside them."""

from typing import Any

import numpy as np
import pytest

from spatial import tin
from spatial.tin import read_triangles, sample_triangles

ORIGIN = np.array([515_000.0, 3_349_000.0])


def body(*surfaces: dict[str, Any]) -> dict[str, Any]:
    """A body over the corners of a square of 10 m, its east side 10 m above its west."""
    vertices = [[0, 0, 0], [10, 0, 10], [10, 10, 10], [0, 10, 0]]
    transform = {"scale": [1, 1, 1], "translate": [*ORIGIN, 5]}
    return {"geometry": list(surfaces), "vertices": vertices, "transform": transform}


def surface(*rings: list[int], lod: str = "1", type: str = "CompositeSurface") -> dict[str, Any]:
    """A surface of a ring a patch."""
    return {"type": type, "lod": lod, "boundaries": [[ring] for ring in rings]}


def sample(one: dict[str, Any], *points: tuple[float, float]) -> list[float]:
    """Heights of a body at points from its south-west corner."""
    return sample_triangles(read_triangles(one), np.array(points) + ORIGIN).tolist()


SLOPE = body(surface([0, 1, 2], [0, 2, 3, 0]))


def test_a_slope_is_told_between_its_corners_and_on_its_edges() -> None:
    points = [(5, 2), (2, 5), (5, 5), (0, 0), (10, 5), (3, 0)]
    assert sample(SLOPE, *points) == pytest.approx([10, 7, 10, 5, 15, 8])


def test_in_a_hole_and_beside_the_triangles_nothing_is_known() -> None:
    half = body(surface([0, 1, 2]))
    assert sample(half, (5, 2), (2, 5), (11, 5)) == pytest.approx([10, np.nan, np.nan], nan_ok=True)
    assert np.isnan(sample(half, (-100, -100))).all()
    assert np.isnan(sample(body(), (5, 5))).all()


def test_an_upright_triangle_says_nothing_and_at_a_step_the_highest_counts() -> None:
    step = body(surface([0, 1, 2], [3, 4, 5], [0, 1, 6]))
    step["vertices"] = [[0, 0, 0], [10, 0, 0], [10, 10, 0], [0, 0, 4], [10, 0, 4], [10, -10, 4], [5, 0, 9]]
    assert sample(step, (9, 1), (9, -1), (5, 0)) == pytest.approx([5, 9, 9])


def test_the_finest_surfaces_count_and_what_is_no_triangle_does_not() -> None:
    coarse, fine = surface([0, 1, 3]), surface([0, 1, 2], [0, 1, 2, 3], lod="2")
    lines = {"type": "MultiLineString", "lod": "3", "boundaries": [[0, 1, 2]]}
    assert len(read_triangles(body(coarse, fine, lines))) == 1
    assert sample(body(coarse, fine), (9, 5), (1, 5)) == pytest.approx([14, np.nan], nan_ok=True)


def test_many_triangles_are_drawn_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [(5.0, 2.0), (2.0, 5.0)]
    whole = sample(SLOPE, *points)
    monkeypatch.setattr(tin, "PIECE", 1)
    assert sample(SLOPE, *points) == whole
