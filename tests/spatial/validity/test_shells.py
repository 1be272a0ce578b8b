"""Shells are closed, two-sided and turned outwards, or the code of what they are not is told."""

from dataclasses import replace

import numpy as np

from spatial.solids import Face
from spatial.validity.shells import Shell, check_shells, name_vertices
from tests.spatial.validity.made import box, corners, turn


def codes(faces: list[Face]) -> list[str]:
    """The codes found."""
    return [finding.code[:3] for _, finding in check_shells(faces, 1.0)]


def test_a_box_is_sound() -> None:
    cube = box(corners(10.0))
    assert codes(cube) == []


def test_a_missing_side_leaves_a_gap() -> None:
    [(shell, finding)] = check_shells(box(corners())[:5], 1.0)
    assert shell == Shell(0, 0, (0,))
    assert finding.code == "302 SHELL_NOT_CLOSED"
    assert finding.position == "geometry[0].boundaries[0]"
    assert "4 edges" in finding.message


def test_three_sides_are_no_shell() -> None:
    assert codes(box(corners())[:3]) == ["301"]


def test_one_side_inside_out_is_told() -> None:
    cube = box(corners())
    assert codes([turn(cube[0]), *cube[1:]]) == ["307"]


def test_a_box_inside_out_is_told_and_a_hollow_is_meant_to_be() -> None:
    cube = box(corners())
    assert codes([turn(face) for face in cube]) == ["405"]
    hollow = [turn(face) for face in box(corners(2.0, (515_002.0, 3_349_002.0, 7.0)), shell=1)]
    assert codes([*cube, *hollow]) == []
    assert codes([*cube, *box(corners(2.0), shell=1)]) == ["405"]


def test_a_wall_within_stands_in_too_many_surfaces() -> None:
    cube = box(corners())
    assert codes([*cube, cube[2]]) == ["303"]


def test_two_bodies_in_one_shell_are_told() -> None:
    far = corners(10.0, (515_100.0, 3_349_000.0, 5.0))
    assert codes([*box(corners()), *box(far, first=6)]) == ["305"]


def test_vertices_a_millimetre_apart_are_told_apart_and_nearer_ones_are_not() -> None:
    points = corners()
    assert len(set(name_vertices(points, np.zeros(8, dtype=np.intp)).tolist())) == 8
    assert codes(box(points)) == []
    bent = box(points)
    bent[0] = Face(0, "1", (0, 0), 2, None, (bent[0].rings[0] + 0.0002,))
    assert codes(bent) == []
    bent[0] = Face(0, "1", (0, 0), 2, None, (bent[0].rings[0] + 0.05,))
    assert codes(bent) == ["302"]


def test_many_objects_are_told_apart() -> None:
    whole, open_ = box(corners()), box(corners())[:5]
    both = [replace(face, owner=number) for number, faces in enumerate((whole, open_)) for face in faces]
    assert [(shell.owner, finding.code[:3]) for shell, finding in check_shells(both, 1.0)] == [(1, "302")]


def test_surfaces_without_an_area_close_nothing_and_are_no_traceback() -> None:
    flat = [Face(0, "1", (0, place), 2, None, (corners()[:2],)) for place in range(6)]
    assert codes(flat) == ["405"] or codes(flat) == []
