"""Points are put on the nearest street within a limit."""

import numpy as np
import pytest

from spatial.errors import RefusedError
from spatial.routing.graph import drive
from spatial.routing.noding import node
from spatial.routing.snapping import snap
from tests.spatial.routing.grids import SLOW, at, grid, line, streets, walked


def test_a_point_is_on_the_nearest_street_with_the_time_to_its_ends() -> None:
    found = snap(walked([line((0, 0), (100, 0))]), at((30, 20)), 50, SLOW)
    assert (found.piece[0], found.along[0], found.off[0]) == (0, 30.0, 20.0)
    assert found.leaving[0].tolist() == found.arriving[0].tolist() == [50.0, 90.0]
    assert found.missed == 0


def test_a_one_way_street_is_left_ahead_and_come_to_from_behind() -> None:
    graph = drive(node(streets([line((0, 0), (100, 0))], oneway=[1], speed=[36])))
    found = snap(graph, at((30, 0)), 50)
    assert found.leaving[0].tolist() == [np.inf, pytest.approx(7.0)]
    assert found.arriving[0].tolist() == [pytest.approx(3.0), np.inf]
    assert found.turn().leaving[0].tolist() == found.arriving[0].tolist()


def test_a_point_at_the_end_of_a_one_way_street_is_at_its_node() -> None:
    graph = drive(node(streets([line((0, 0), (100, 0))], oneway=[1])))
    assert snap(graph, at((0, 0)), 50).leaving[0, 0] == 0


def test_points_too_far_or_nowhere_are_counted_and_not_placed() -> None:
    xy = np.concatenate([at((30, 51), (30, 49)), [[np.nan, 0], [np.inf, 0]]])
    found = snap(walked([line((0, 0), (100, 0))]), xy, 50, SLOW)
    assert found.piece.tolist() == [-1, 0, -1, -1] and found.missed == 3
    assert np.isnan(found.off[[0, 2, 3]]).all() and np.isinf(found.leaving[0]).all()


def test_no_points_are_no_fault() -> None:
    assert len(snap(walked(grid(2)), np.empty((0, 2)), 50).piece) == 0


@pytest.mark.parametrize("limit", [0, -5, float("nan"), float("inf")])
def test_a_limit_that_cannot_be_is_refused(limit: float) -> None:
    with pytest.raises(RefusedError, match="limit above 0"):
        snap(walked(grid(2)), at((0, 0)), limit)


def test_a_speed_that_cannot_be_is_refused() -> None:
    with pytest.raises(RefusedError, match="Nobody walks"):
        snap(walked(grid(2)), at((0, 0)), 50, speed=0)
