"""Streets are checked as they are given, and taken apart into simple lines."""

import numpy as np
import pytest
import shapely

from spatial.errors import RefusedError
from spatial.routing.streets import lay, take_apart, tell_directions
from tests.spatial.routing.grids import line, streets


def test_degrees_are_refused() -> None:
    with pytest.raises(RefusedError, match="degrees; reproject"):
        streets([shapely.LineString([(120.1, 30.2), (120.2, 30.3)])])


def test_columns_of_another_length_are_refused() -> None:
    with pytest.raises(RefusedError, match="“speed” has 1 rows, but there are 2 lines"):
        streets([line((0, 0), (1, 0)), line((0, 0), (2, 0))], speed=[30])


def test_a_direction_that_is_none_is_refused() -> None:
    with pytest.raises(RefusedError, match="none of -1"):
        streets([line((0, 0), (1, 0))], oneway=[2])


def test_an_unknown_level_is_the_ground() -> None:
    assert streets([line((0, 0), (1, 0))], level=[np.nan]).level.tolist() == [0]


def test_parts_are_taken_apart_and_what_is_no_line_is_counted() -> None:
    two = shapely.MultiLineString([line((0, 0), (9, 0)), line((0, 5), (9, 5))])
    with np.errstate(invalid="ignore"):
        broken = shapely.LineString([(500000, np.nan), (500001, 2)])
    given = [two, shapely.Point(500000, 1), None, broken, line((0, 7), (9, 7)), shapely.LineString()]
    parts = take_apart(streets(given))
    assert parts.row.tolist() == [0, 0, 4]
    assert (parts.not_lines, parts.unreadable) == (3, 1)


def test_heights_are_left_aside() -> None:
    tall = shapely.LineString([(500000, 0, 3), (500009, 0, 4)])
    assert not shapely.has_z(take_apart(streets([tall])).lines).any()


@pytest.mark.parametrize("given", [[], [None], [shapely.Point(500000, 1)]])
def test_no_roads_are_refused(given: list[object]) -> None:
    with pytest.raises(RefusedError, match="no road with a usable line"):
        take_apart(lay(np.array(given, dtype=object), np.full(len(given), "residential", dtype=object)))


def test_directions_are_told_by_words_flags_roundabouts_and_motorways() -> None:
    words = ["yes", "-1", "no", None, None, True, False, "no", "reversible", None, "no"]
    kinds = [None, None, None, None, "roundabout", None, None, "roundabout", None, None, None]
    classes = ["residential"] * 9 + ["motorway"] * 2
    assert tell_directions(words, kinds, classes).tolist() == [1, -1, 0, 0, 1, 1, 0, 0, 0, 1, 0]
