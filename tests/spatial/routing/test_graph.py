"""The graphs of those who walk and those who drive."""

import numpy as np
import pytest

from spatial.errors import RefusedError
from spatial.routing.graph import drive, walk
from spatial.routing.noding import node
from tests.spatial.routing.grids import SLOW, find, grid, line, streets, walked


def test_every_side_of_a_grid_is_walked_both_ways_at_the_speed_given() -> None:
    graph = walked(grid(4))
    assert len(graph.seconds) == 48
    assert np.allclose(graph.seconds, 100.0) and np.allclose(graph.metres, 100.0)


def test_a_node_of_the_graph_knows_its_neighbours() -> None:
    graph = walked(grid(3))
    (middle,) = find(graph, (100, 100))
    around = graph.indices[graph.indptr[middle] : graph.indptr[middle + 1]]
    assert set(around) == set(find(graph, (100, 0), (0, 100), (200, 100), (100, 200)).tolist())


def test_a_one_way_street_is_driven_one_way_and_walked_both() -> None:
    for told, ahead in ((1, True), (-1, False)):
        network = node(streets([line((0, 0), (100, 0))], oneway=[told], speed=[36]))
        graph = drive(network)
        assert graph.ahead.tolist() == [ahead] and graph.seconds.tolist() == [10.0]
        assert len(walk(network).seconds) == 2


def test_a_speed_that_is_unknown_or_cannot_be_is_that_of_the_class_and_counted() -> None:
    lines = [line((0, y), (100, y)) for y in range(5)]
    graph = drive(node(streets(lines, speed=[np.nan, 0, -5, np.inf, 50])))
    assert (graph.classed, graph.unusable) == (4, 3)
    assert sorted(graph.forth.tolist()) == pytest.approx([7.2, 14.4, 14.4, 14.4, 14.4])


def test_arcs_lead_back_to_the_row_they_came_from() -> None:
    graph = drive(node(streets([line((0, 9), (5, 9)), line((0, 0), (100, 0))], oneway=[0, -1])))
    (tail,) = find(graph, (100, 0))
    arc = graph.indptr[tail]
    assert graph.row[graph.piece[arc]] == 1 and not graph.ahead[arc]


def test_the_quicker_of_two_ways_between_two_nodes_is_the_arc() -> None:
    graph = walked([line((0, 0), (100, 0)), line((0, 0), (50, 50), (100, 0))])
    assert len(graph.lengths) == 2 and graph.seconds.tolist() == [100.0, 100.0]


def test_nobody_walks_on_a_motorway_and_none_is_refused() -> None:
    network = node(streets(grid(3), klass="motorway"))
    with pytest.raises(RefusedError, match="look at their classes"):
        walk(network)
    assert len(drive(network).seconds) == 24


@pytest.mark.parametrize("speed", [0, -1, float("nan"), float("inf")])
def test_a_speed_of_walking_that_cannot_be_is_refused(speed: float) -> None:
    with pytest.raises(RefusedError, match="Nobody walks"):
        walk(node(streets(grid(2))), speed)


def test_arcs_turned_are_the_same_arcs() -> None:
    graph = drive(node(streets(grid(3), oneway=[1, -1, 1, -1, 1, -1])))
    indptr, indices, seconds = graph.inward
    tail = np.repeat(np.arange(9), np.diff(graph.indptr))
    turned = np.repeat(np.arange(9), np.diff(indptr))
    assert set(zip(tail, graph.indices, strict=True)) == set(zip(indices, turned, strict=True))
    assert len(seconds) == len(graph.seconds)


def test_parts_are_numbered_from_the_greatest() -> None:
    graph = walk(node(streets([line((900, 0), (950, 0)), *grid(3)])), SLOW)
    assert np.bincount(graph.component).tolist() == [9, 2]


def test_without_islands_only_what_can_come_back_is_kept() -> None:
    lines = [*grid(3), line((200, 200), (300, 200)), line((900, 0), (950, 0))]
    network = node(streets(lines, oneway=[0] * 6 + [1, 0]))
    graph = drive(network, islands=False)
    assert (len(graph.xy), graph.cut_off) == (9, 2)
    assert (len(drive(network).xy), drive(network).cut_off) == (12, 0)
    assert (len(walk(network, islands=False).xy), walk(network, islands=False).cut_off) == (10, 1)
