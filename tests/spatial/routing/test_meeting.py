"""Vertices at one spot are one place, save on a bridge and below it."""

import numpy as np

from spatial.routing.meeting import find_meetings, find_nodes
from tests.spatial.routing.grids import at

NONE = np.empty((0, 2), dtype=int)


def meet(level: list[int], is_end: list[bool], ties: np.ndarray = NONE) -> list[int]:
    """The places of vertices that are all at one spot."""
    spot = at(*((0, 0) for _ in level))
    return find_meetings(spot, np.array(level), np.array(is_end), ties).tolist()


def test_lines_of_one_level_meet() -> None:
    assert len(set(meet([0, 0], [False, False]))) == 1


def test_a_bridge_does_not_meet_what_passes_below_it() -> None:
    assert len(set(meet([0, 1], [False, False]))) == 2


def test_a_bridge_that_ends_on_a_road_meets_it() -> None:
    assert len(set(meet([0, 1], [False, True]))) == 1


def test_tied_vertices_are_one_place_wherever_they_are() -> None:
    xy, flags = at((0, 0), (5, 0), (9, 0)), np.ones(3, dtype=bool)
    found = find_meetings(xy, np.zeros(3, dtype=int), flags, np.array([[0, 2]]))
    assert found[0] == found[2] != found[1]


def test_ends_and_places_of_several_vertices_are_nodes() -> None:
    found = find_nodes(np.array([0, 1, 2, 1, 3]), np.array([True, False, False, False, False]))
    assert found.tolist() == [True, True, False, True, False]
