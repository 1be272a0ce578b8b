"""A building is drawn from its faces, near ones over far ones, coloured by what they are."""

import re

import numpy as np
import pytest
from shapely import MultiPolygon, Point, box

from spatial.drawings.axonometry import COLOURS, MANY, choose_level, draw_solid, extrude, normal_of, project
from spatial.solids import Face

HOUSE = extrude(MultiPolygon([box(0, 0, 10, 8)]), 6.0)


def fills(picture: str | None) -> list[tuple[int, ...]]:
    """The colours of the faces in the order they are drawn."""
    found = re.findall(r'fill="rgb\((\d+) (\d+) (\d+)\)"', picture or "")
    return [tuple(map(int, colour)) for colour in found]


def test_an_extruded_footprint_has_a_roof_and_a_wall_for_each_side() -> None:
    assert sorted(face.semantics or "" for face in HOUSE) == ["RoofSurface", *["WallSurface"] * 4]
    assert {float(ring[:, 2].max()) for face in HOUSE for ring in face.rings} == {6.0}


def test_a_courtyard_has_walls_too_and_its_roof_a_hole() -> None:
    faces = extrude(MultiPolygon([box(0, 0, 10, 8).difference(box(3, 3, 6, 6))]), 6.0)
    assert len(faces) == 9
    assert [len(face.rings) for face in faces if face.semantics == "RoofSurface"] == [2]


def test_without_a_height_the_footprint_lies_flat() -> None:
    [floor] = extrude(MultiPolygon([box(0, 0, 10, 8)]), 0.0)
    assert (floor.semantics, float(floor.rings[0][:, 2].max())) == (None, 0.0)


def test_the_roof_of_a_block_hides_its_far_walls() -> None:
    roofs = [red > 1.5 * green for red, green, _ in fills(draw_solid(HOUSE, "house"))]
    assert roofs.index(True) >= 2


def test_every_face_is_drawn_in_the_hue_of_its_surface() -> None:
    roof = [face for face in HOUSE if face.semantics == "RoofSurface"]
    [colour] = fills(draw_solid(roof, "roof"))
    shares = [shown / full for shown, full in zip(colour, COLOURS["RoofSurface"], strict=True)]
    assert max(shares) - min(shares) < 0.02


def test_there_is_nothing_to_draw_of_a_point() -> None:
    assert draw_solid(extrude(Point(1, 2), 3.0), "nothing") is None
    assert draw_solid([], "nothing") is None


def test_up_is_up_and_the_viewer_stands_in_the_south() -> None:
    ground, above, north = project(np.array([(0.0, 0, 0), (0, 0, 5), (0, 5, 0)]))
    assert above[1] > ground[1]
    assert north[1] > ground[1]
    assert north[2] < ground[2]


@pytest.mark.parametrize(("many", "level"), [(2, "2"), (MANY + 1, "1")])
def test_the_finest_level_is_drawn_that_is_not_too_much(many: int, level: str) -> None:
    ring = (np.array([(0.0, 0, 0), (1, 0, 0), (0, 1, 0)]),)
    faces = [Face(0, "1", (), 2, None, ring), *[Face(1, "2", (), 2, None, ring)] * many]
    assert {face.lod for face in choose_level(faces)} == {level}


def test_a_ring_without_area_faces_up() -> None:
    assert normal_of(np.zeros((3, 3))).tolist() == [0, 0, 1]
