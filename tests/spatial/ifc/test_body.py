"""Triangles become a body as closed as they are, and a plan of what is no wall."""

import numpy as np
import pytest

from spatial.crs import parse
from spatial.ifc.body import STEP, close_shells, draw_footprint, join, make_body, measure_volume, split_shells
from spatial.ifc.shapes import Mesh, Triangles
from spatial.solids import Points, read_faces, read_vertices

CRS = parse("4549+5737")
EAST, NORTH = 518_000.0, 3_349_000.0


def box(at: tuple[float, float, float], size: float = 1.0) -> Mesh:
    """A cube of twelve triangles that look outward."""
    corners = np.array([[x, y, z] for z in (0, 1) for y in (0, 1) for x in (0, 1)], dtype=float)
    quads = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (1, 3, 7, 5), (3, 2, 6, 7), (2, 0, 4, 6)]
    triangles = [(a, b, c) for a, b, c, _ in quads] + [(a, c, d) for a, _, c, d in quads]
    return Mesh(corners * size + at, np.array(triangles, dtype=np.intp))


def kind_of(mesh: Mesh) -> str:
    """The type of geometry a mesh becomes."""
    kind: str = make_body(mesh, CRS).solid.body["geometry"][0]["type"]
    return kind


def test_a_closed_mesh_is_a_solid_with_its_coordinates_to_a_tenth_of_a_millimetre() -> None:
    mesh = box((EAST + 0.12344, NORTH, 5.5))
    body = make_body(mesh, CRS)
    [geometry] = body.solid.body["geometry"]
    assert (geometry["type"], geometry["lod"], body.solid.crs) == ("Solid", "3", "4549+5737")
    vertices = read_vertices(body.solid.body)
    assert np.abs(np.sort(vertices, axis=0) - np.sort(mesh.points, axis=0)).max() < STEP
    assert len(read_faces(body.solid.body)) == 12
    assert body.footprint is not None
    assert body.footprint.area == pytest.approx(1.0)
    assert (body.low, body.high) == (5.5, 6.5)


def test_corners_that_are_written_twice_are_one() -> None:
    mesh = box((EAST, NORTH, 0.0))
    loose = Mesh(mesh.points[mesh.triangles].reshape(-1, 3), np.arange(36).reshape(12, 3))
    assert kind_of(loose) == "Solid"


def test_a_mesh_that_looks_inward_is_turned() -> None:
    mesh = box((EAST, NORTH, 0.0))
    [shell] = close_shells(mesh.points, mesh.triangles[:, ::-1]) or []
    assert measure_volume(mesh.points, shell) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("meshes", "kind"),
    [
        ([box((0, 0, 0)), box((3, 0, 0))], "MultiSolid"),
        ([box((0, 0, 0)), Mesh(box((3, 0, 0)).points, box((3, 0, 0)).triangles[:-1])], "MultiSurface"),
        (
            [box((0, 0, 0), 4.0), Mesh(box((1, 1, 1)).points, box((1, 1, 1)).triangles[:, ::-1])],
            "MultiSurface",
        ),
        ([box((0, 0, 0)), box((0, 0, 0))], "MultiSurface"),
    ],
)
def test_pieces_are_solids_where_each_is_closed_and_none_is_a_hollow(meshes: list[Mesh], kind: str) -> None:
    assert kind_of(join(meshes)) == kind


def test_shells_are_told_apart_by_the_corners_they_share() -> None:
    both = join([box((0, 0, 0)), box((5, 0, 0))])
    assert [len(shell) for shell in split_shells(both.triangles, len(both.points))] == [12, 12]


def test_triangles_without_area_are_left_out() -> None:
    mesh = box((EAST, NORTH, 0.0))
    sliver: Triangles = np.array([[0, 1, 1]], dtype=np.intp)
    assert kind_of(Mesh(mesh.points, np.concatenate([mesh.triangles, sliver]))) == "Solid"


def test_a_wall_of_one_sheet_has_no_plan_and_a_roof_of_one_has() -> None:
    wall: Points = np.array([[0, 0, 0], [5, 0, 0], [5, 0, 3]], dtype=float)
    roof: Points = np.array([[0, 0, 3], [4, 0, 3], [0, 4, 5]], dtype=float)
    one: Triangles = np.array([[0, 1, 2]], dtype=np.intp)
    assert draw_footprint(Mesh(wall, one), 1.0, closed=False) is None
    plan = draw_footprint(Mesh(roof, one[:, ::-1]), 1.0, closed=False)
    assert plan is not None
    assert plan.area == pytest.approx(8.0)


def test_plan_and_body_keep_to_the_units_of_the_map() -> None:
    feet = parse("2229+5703")
    body = make_body(
        Mesh(box((0, 0, 0)).points / (feet.unit, feet.unit, 1.0), box((0, 0, 0)).triangles), feet
    )
    assert body.footprint is not None
    assert body.footprint.area == pytest.approx(1 / feet.unit**2, rel=0.001)
    assert (body.low, body.high) == (0.0, 1.0)
