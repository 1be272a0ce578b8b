"""A solid's body is read back to faces; faces give footprints with their holes, without the walls."""

from typing import Any

import numpy as np
import pytest

from spatial.solids import (
    Face,
    choose_plan,
    draw_plan,
    draw_plans,
    find_lying,
    fit_planes,
    place_vertices,
    read_faces,
    read_vertices,
    unite_plans,
)
from tests.cities import cube

CORNERS = [[x, y, z] for z in (0, 3) for x, y in ((0, 0), (4, 0), (4, 5), (0, 5))]


def plan_of(faces: list[Face], unit: float) -> list[Face]:
    """The faces that decide the footprint."""
    return choose_plan(faces, find_lying(faces, unit))


def make_body(**geometry: Any) -> dict[str, Any]:
    """A body of one geometry over the corners of a box of 4 x 5 x 3 m, placed at 100, 200, 10."""
    transform = {"scale": [1, 1, 1], "translate": [100, 200, 10]}
    return {"geometry": [{"lod": "1", **geometry}], "vertices": CORNERS, "transform": transform}


def test_a_solid_is_read_back_to_its_six_faces() -> None:
    faces = read_faces(make_body(type="Solid", boundaries=cube(0)))
    assert len(faces) == 6
    assert faces[1].path == (0, 1)
    assert faces[1].rings[0].tolist() == [[100, 200, 13], [104, 200, 13], [104, 205, 13], [100, 205, 13]]
    assert {face.lod for face in faces} == {"1"}


def test_vertices_without_transform_stay_as_they_are() -> None:
    assert read_vertices({"vertices": [[1.5, 2.5, 3.5]]}).tolist() == [[1.5, 2.5, 3.5]]
    assert place_vertices(np.array([[1.0, 2, 3]]), {"scale": [2, 2, 2], "translate": [1, 1, 1]}).tolist() == [
        [3, 5, 7]
    ]


def test_a_ring_that_repeats_its_first_vertex_is_read_without() -> None:
    [face] = read_faces(make_body(type="MultiSurface", boundaries=[[[0, 1, 2, 3, 0]]]))
    assert len(face.rings[0]) == 4


def test_a_plane_is_fitted_even_to_a_ring_that_crosses_itself() -> None:
    bow = np.array([(0, 0, 0), (4, 4, 0), (4, 0, 0), (0, 4, 0)], dtype=float)
    bow += np.array([5e5, 3e6, 10])
    line = np.array([(0, 0, 0), (1, 1, 1), (2, 2, 2)], dtype=float)
    axes, widths = fit_planes(np.concatenate([bow, line, bow[:, [0, 2, 1]]]), np.array([4, 3, 4]))
    assert np.abs(axes[0, :, 0]) == pytest.approx((0, 0, 1))
    assert np.abs(axes[2, :, 0]) == pytest.approx((0, 1, 0))
    assert axes.transpose(0, 2, 1) @ axes == pytest.approx(np.array([np.eye(3)] * 3))
    assert widths[0] > 1
    assert widths[1] == pytest.approx(0, abs=1e-6)


def test_the_footprint_of_a_box_is_its_plan_and_walls_add_nothing() -> None:
    faces = read_faces(make_body(type="Solid", boundaries=cube(0)))
    chosen = plan_of(faces, 1.0)
    assert len(chosen) == 2
    plan = draw_plan(chosen, 1.0)
    assert plan is not None
    assert plan.geom_type == "MultiPolygon"
    assert plan.area == pytest.approx(20)
    assert plan.bounds == (100, 200, 104, 205)


@pytest.mark.parametrize("lod", ["0", "2"])
def test_ground_surfaces_outweigh_an_overhanging_roof(lod: str) -> None:
    semantics = {"surfaces": [{"type": "GroundSurface"}, {"type": "RoofSurface"}], "values": [0, 1]}
    faces = read_faces(
        make_body(type="MultiSurface", lod=lod, boundaries=[[[0, 1, 2]], [[4, 5, 6, 7]]], semantics=semantics)
    )
    assert [face.semantics for face in faces] == ["GroundSurface", "RoofSurface"]
    plan = draw_plan(plan_of(faces, 1.0), 1.0)
    assert plan is not None
    assert plan.area == pytest.approx(10)


def test_a_courtyard_stays_a_hole() -> None:
    inner = [[1, 1, 0], [3, 1, 0], [3, 4, 0], [1, 4, 0]]
    body = make_body(type="MultiSurface", boundaries=[[[0, 1, 2, 3], [8, 9, 10, 11]]])
    body["vertices"] = CORNERS + inner
    plan = draw_plan(plan_of(read_faces(body), 1.0), 1.0)
    assert plan is not None
    assert plan.area == pytest.approx(14)
    assert len(plan.geoms[0].interiors) == 1


def test_lines_and_points_have_plans_and_a_lone_wall_has_none() -> None:
    lines = read_faces(make_body(type="MultiLineString", boundaries=[[0, 1, 2]]))
    points = read_faces(make_body(type="MultiPoint", boundaries=[0, 2]))
    wall = read_faces(make_body(type="MultiSurface", boundaries=[[[0, 1, 5, 4]]]))
    assert draw_plan(plan_of(lines, 1.0), 1.0).length == pytest.approx(9)  # type: ignore[union-attr]
    assert draw_plan(plan_of(points, 1.0), 1.0).geom_type == "MultiPoint"  # type: ignore[union-attr]
    assert draw_plan(plan_of(wall, 1.0), 1.0) is None


@pytest.mark.parametrize(("type", "boundaries"), [("MultiLineString", [[]]), ("MultiPoint", [])])
def test_lines_and_points_that_name_no_vertex_have_no_plan(type: str, boundaries: Any) -> None:
    assert plan_of(read_faces(make_body(type=type, boundaries=boundaries)), 1.0) == []


def test_the_plans_of_many_objects_are_those_of_each() -> None:
    boxes, level = cube(0), [[[4, 5, 6, 7]]]
    bodies = [
        make_body(type="Solid", boundaries=boxes),
        make_body(type="MultiLineString", boundaries=[[0, 1, 2]]),
        make_body(type="MultiSurface", boundaries=level),
        make_body(type="MultiPoint", boundaries=[0, 2]),
        make_body(type="Solid", boundaries=boxes),
    ]
    bodies[4]["transform"] = {"scale": [1, 1, 1], "translate": [900, 100, 10]}
    plans = [plan_of(read_faces(body), 1.0) for body in bodies]
    plans.insert(1, [])
    drawn = draw_plans(plans, 1.0)
    assert drawn == [draw_plan(plan, 1.0) for plan in plans]
    assert [plan and plan.bounds for plan in drawn[:3]] == [(100, 200, 104, 205), None, (100, 200, 104, 205)]
    assert drawn[5] is not None
    assert drawn[5].bounds == (900, 100, 904, 105)
    assert draw_plans([], 1.0) == []


def test_faces_of_too_few_points_have_no_plan() -> None:
    corners = np.array(CORNERS, dtype=float)
    for dimension in (1, 2):
        assert draw_plan([Face(0, "1", (), dimension, None, (corners[:1],))], 1.0) is None


def test_a_great_many_faces_are_united_alike_whether_they_fit_or_overlap() -> None:
    corners = [[x, y, 0] for x in range(13) for y in range(13)]
    squares = [
        [[x * 13 + y, x * 13 + y + 1, x * 13 + y + 14, x * 13 + y + 13]] for x in range(12) for y in range(12)
    ]
    for more in ([], [[[0, 12, 168, 156]]], squares[:1]):
        body = {
            "geometry": [{"type": "MultiSurface", "lod": "1", "boundaries": squares + more}],
            "vertices": corners,
        }
        plan = draw_plan(plan_of(read_faces(body), 1.0), 1.0)
        assert plan is not None
        assert (plan.area, len(plan.geoms), plan.bounds) == (144, 1, (0, 0, 12, 12))


def test_a_template_stands_where_its_instance_puts_it() -> None:
    matrix = [2, 0, 0, 1, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1]
    body = make_body(type="GeometryInstance", template=0, boundaries=[2], transformationMatrix=matrix)
    body["geometry-templates"] = {
        "templates": [{"type": "MultiSurface", "lod": "2", "boundaries": [[[0, 1, 2]]]}],
        "vertices-templates": [[0, 0, 0], [1, 0, 0], [0, 1, 0]],
    }
    [face] = read_faces(body)
    assert face.rings[0].tolist() == [[105, 205, 10], [107, 205, 10], [105, 207, 10]]
    assert face.lod == "2"


def test_plans_in_degrees_are_united_on_a_millimetre_grid_too() -> None:
    step = 1e-4
    body = make_body(type="Solid", boundaries=cube(0))
    body["transform"] = {"scale": [step, step, 1], "translate": [120, 30, 0]}
    plan = draw_plan(plan_of(read_faces(body), 111_320.0), 111_320.0)
    assert plan is not None
    assert plan.area == pytest.approx(20 * step**2, rel=1e-6)
    assert unite_plans([plan, plan], 111_320.0).equals(plan)  # type: ignore[union-attr]
    assert unite_plans([], 1.0) is None
