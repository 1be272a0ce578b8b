"""Lines are cut into pieces between nodes, and pieces that say the same are found."""

import numpy as np

from spatial.routing.pieces import Pieces, cut, find_empty, find_repeats
from tests.spatial.routing.grids import at, line, streets


def test_a_line_is_cut_at_its_nodes_and_keeps_its_bends() -> None:
    xy = at((0, 0), (3, 0), (3, 4), (3, 9))
    nodes = np.array([0, 1, 2, 3])
    found = cut(xy, np.zeros(4, dtype=int), np.array([0.0, 3, 7, 12]), nodes, nodes != 1, np.array([7]))
    assert found.metres.tolist() == [7.0, 5.0]
    assert (found.tail.tolist(), found.head.tolist(), found.row.tolist()) == ([0, 2], [2, 3], [7, 7])
    assert found.lines[0].equals(line((0, 0), (3, 0), (3, 4)))


def test_a_piece_between_two_nodes_at_one_place_is_not_free() -> None:
    found = cut(
        at((0, 0), (0, 0)),
        np.zeros(2, dtype=int),
        np.zeros(2),
        np.arange(2),
        np.ones(2, bool),
        np.zeros(1, int),
    )
    assert found.metres.tolist() == [0.001]
    assert not find_empty(found).any()


def make(tail: list[int], head: list[int], *lines: object) -> Pieces:
    """Pieces of rows of their own."""
    shapes = np.array(lines, dtype=object)
    metres = np.array([shape.length for shape in lines])
    return Pieces(
        tail=np.array(tail), head=np.array(head), metres=metres, lines=shapes, row=np.arange(len(lines))
    )


def test_a_piece_from_a_node_to_itself_without_length_is_empty() -> None:
    found = make([0, 0], [0, 0], line((0, 0), (0, 0)), line((0, 0), (5, 5), (0, 0)))
    assert find_empty(found).tolist() == [True, False]


def test_a_copy_is_a_repeat_also_the_other_way_round() -> None:
    there, back = line((0, 0), (9, 0)), line((9, 0), (0, 0))
    pieces = make([0, 0, 1], [1, 1, 0], there, there, back)
    assert find_repeats(pieces, streets([there, there, back])).tolist() == [False, True, True]


def test_two_one_way_lines_against_each_other_are_no_repeats() -> None:
    there = line((0, 0), (9, 0))
    pieces = make([0, 0], [1, 1], there, there)
    assert not find_repeats(pieces, streets([there, there], oneway=[1, -1])).any()


def test_another_course_between_the_same_nodes_is_no_repeat() -> None:
    pieces = make([0, 0], [1, 1], line((0, 0), (5, 5), (10, 0)), line((0, 0), (5, -5), (10, 0)))
    assert not find_repeats(pieces, streets(pieces.lines.tolist())).any()
