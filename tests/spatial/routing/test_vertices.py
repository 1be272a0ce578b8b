"""The vertices of lines by columns."""

import numpy as np

from spatial.routing.vertices import list_vertices, number_spots
from tests.spatial.routing.grids import at, line


def test_vertices_know_their_line_their_metres_along_it_and_whether_they_end_it() -> None:
    found = list_vertices(np.array([line((0, 0), (3, 4), (3, 10)), line((3, 4), (9, 4))], dtype=object))
    assert found.part.tolist() == [0, 0, 0, 1, 1]
    assert found.along.tolist() == [0, 5, 11, 0, 6]
    assert found.is_end.tolist() == [True, False, True, True, True]
    assert found.spot[1] == found.spot[3] and len(set(found.spot.tolist())) == 4


def test_a_place_along_a_line_is_after_the_vertex_before_it_and_never_after_the_last() -> None:
    found = list_vertices(np.array([line((0, 0), (5, 0), (9, 0)), line((0, 9), (9, 9))], dtype=object))
    assert found.locate(np.array([0, 0, 0, 1]), np.array([0.0, 6.0, 9.0, 9.0])).tolist() == [0, 1, 1, 3]


def test_places_a_tenth_of_a_millimetre_apart_are_one_spot() -> None:
    spots = number_spots(at((0, 0), (0.0001, 0), (0.01, 0)))
    assert spots[0] == spots[1] != spots[2]
