"""Ends that stop short of a line join it, and crossings are cut."""

import numpy as np
import pytest

from spatial.routing.mending import add_up, cut_crossings, join_ends
from spatial.routing.vertices import list_vertices
from tests.spatial.routing.grids import NORTH, line


def given(*lines: object) -> tuple[np.ndarray, np.ndarray]:
    """Lines and their levels, all on the ground."""
    return np.array(lines, dtype=object), np.zeros(len(lines), dtype=int)


def test_an_end_short_of_a_line_cuts_it_at_its_foot() -> None:
    lines, level = given(line((0, 0), (100, 0)), line((40, 0.3), (40, 50)))
    cuts, gaps, apart = join_ends(lines, level, list_vertices(lines), 0.5)
    assert cuts.part.tolist() == [0] and cuts.along.tolist() == [40.0]
    assert cuts.xy[0, 1] == NORTH
    assert cuts.ties.tolist() == [[2, 4]]
    assert gaps.tolist() == [pytest.approx(0.3)] and apart == 0


def test_an_end_near_a_vertex_joins_that() -> None:
    lines, level = given(line((0, 0), (40.1, 0), (100, 0)), line((40, 0.2), (40, 50)))
    cuts, _, _ = join_ends(lines, level, list_vertices(lines), 0.5)
    assert len(cuts.part) == 0 and cuts.ties.tolist() == [[3, 1]]


def test_an_end_beyond_the_tolerance_stays() -> None:
    lines, level = given(line((0, 0), (100, 0)), line((40, 0.6), (40, 50)))
    cuts, gaps, _ = join_ends(lines, level, list_vertices(lines), 0.5)
    assert len(cuts.ties) == len(gaps) == 0


def test_an_end_near_a_line_of_another_level_is_counted_and_left() -> None:
    lines, _ = given(line((0, 0), (100, 0)), line((40, 0.3), (40, 50)))
    cuts, _, apart = join_ends(lines, np.array([0, 1]), list_vertices(lines), 0.5)
    assert len(cuts.ties) == 0 and apart == 1


def test_ends_of_different_levels_join_each_other() -> None:
    lines, _ = given(line((0, 0), (100, 0)), line((100.2, 0), (200, 0)))
    cuts, _, apart = join_ends(lines, np.array([0, 1]), list_vertices(lines), 0.5)
    assert sorted(map(sorted, cuts.ties.tolist())) == [[1, 2], [1, 2]] and apart == 0


def test_a_crossing_cuts_both_lines_at_one_point() -> None:
    lines, level = given(line((0, 50), (100, 50)), line((30, 0), (30, 100)))
    cuts = cut_crossings(level, list_vertices(lines))
    assert cuts.part.tolist() == [0, 1] and cuts.along.tolist() == [30.0, 50.0]
    assert (cuts.xy[0] == cuts.xy[1]).all() and cuts.ties.tolist() == [[4, 5]]


def test_lines_of_different_levels_are_not_cut() -> None:
    lines, _ = given(line((0, 50), (100, 50)), line((30, 0), (30, 100)))
    assert len(cut_crossings(np.array([0, 1]), list_vertices(lines)).part) == 0


def test_a_line_through_a_vertex_of_another_is_cut_there() -> None:
    lines, level = given(line((0, 50), (30, 50), (100, 50)), line((30, 0), (30, 100)))
    cuts = cut_crossings(level, list_vertices(lines))
    assert set(cuts.part.tolist()) == {1} and set(cuts.along.tolist()) == {50.0}
    assert {first for first, _ in cuts.ties.tolist()} == {1}


def test_cuts_added_up_are_numbered_anew() -> None:
    lines, level = given(line((0, 50), (100, 50)), line((30, 0), (30, 100)), line((60, 50.2), (60, 90)))
    vertices = list_vertices(lines)
    joined, _, _ = join_ends(lines, level, vertices, 0.5)
    both = add_up(vertices, joined, cut_crossings(level, vertices))
    assert both.ties.tolist() == [[4, 6], [7, 8]] and both.part.tolist() == [0, 0, 1]
