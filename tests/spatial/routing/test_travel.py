"""Travel times to all nodes, by searches and by sweeps."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from spatial.errors import RefusedError
from spatial.routing import travel
from spatial.routing.graph import drive
from spatial.routing.noding import node
from spatial.routing.travel import measure, spread
from tests.spatial.routing.grids import find, grid, line, streets, walked


def test_times_on_a_grid_are_those_worked_out_by_hand() -> None:
    graph = walked(grid(4))
    start, *ends = find(graph, (0, 0), (0, 0), (100, 0), (300, 300), (100, 200))
    assert measure(graph, np.array([start]))[0, ends].tolist() == [0.0, 100.0, 600.0, 300.0]


def test_a_one_way_street_is_a_detour_back() -> None:
    lines = [line((0, 0), (100, 0)), line((100, 0), (100, 100), (0, 100), (0, 0))]
    graph = drive(node(streets(lines, oneway=[1, 0], speed=[3.6, 3.6])))
    one, other = find(graph, (0, 0), (100, 0))
    assert measure(graph, np.array([one]))[0, other] == 100.0
    assert measure(graph, np.array([other]))[0, one] == 300.0
    assert measure(graph, np.array([one]), inward=True)[0, other] == 300.0


def test_an_island_is_not_reached() -> None:
    graph = walked([*grid(3), line((900, 0), (950, 0))])
    (start,) = find(graph, (0, 0))
    times = measure(graph, np.array([start]))[0]
    assert np.isinf(times).sum() == 2 and np.isinf(times[find(graph, (900, 0))]).all()


@pytest.mark.parametrize("many", [1, 10**9])
def test_beyond_the_limit_is_inf_and_at_the_limit_is_not(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(travel, "MANY", many)
    graph = walked(grid(4))
    start, near, far = find(graph, (0, 0), (300, 0), (300, 100))
    times = measure(graph, np.array([start]), limit=300)[0]
    assert times[near] == 300 and np.isinf(times[far])


@pytest.mark.parametrize("inward", [False, True])
@pytest.mark.parametrize("limit", [500.0, np.inf])
def test_blocks_searches_and_sweeps_agree_with_dijkstra(
    inward: bool, limit: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(travel, "MANY", 100)
    graph = drive(node(streets(grid(12), oneway=[1, -1, 0] * 8, speed=[3.6, 7.2] * 12)))
    ways = csr_array((graph.seconds, graph.indices, graph.indptr), shape=(144, 144))
    wanted = dijkstra(ways.T.tocsr() if inward else ways, limit=limit)
    for block in (1, 7, 1000):
        assert np.allclose(measure(graph, np.arange(144), limit, inward, block), wanted, atol=1e-9)
    assert graph.is_contracted
    few = measure(graph, np.arange(5), limit, inward)
    assert np.allclose(few, wanted[:5], atol=1e-9)


def test_two_way_streets_are_as_long_back_and_no_detour_is_shorter() -> None:
    times = measure(walked([*grid(6), line((0, 0), (70, 80), (100, 100))]), np.arange(36))
    assert np.allclose(times, times.T)
    assert (times[:, None, :] <= times[:, :, None] + times[None] + 1e-9).all()


def test_blocks_come_with_the_number_of_their_first_place() -> None:
    graph = walked(grid(3))
    found = [
        (first, part.shape) for first, part in spread(graph, np.arange(9)[:, None], np.zeros((9, 1)), block=4)
    ]
    assert found == [(0, (4, 9)), (4, (4, 9)), (8, (1, 9))]


def test_what_cannot_be_asked_is_refused() -> None:
    graph = walked(grid(2))
    for limit in (0.0, -1.0, float("nan")):
        with pytest.raises(RefusedError, match="limit above 0"):
            measure(graph, np.array([0]), limit=limit)
    with pytest.raises(RefusedError, match="Node 9 is none of the 4"):
        measure(graph, np.array([9]))
    with pytest.raises(RefusedError, match="Blocks of 0"):
        measure(graph, np.array([0]), block=0)


def test_a_graph_that_is_contracted_is_swept_for_few_and_one_that_is_not_only_for_many() -> None:
    graph = walked(grid(12))
    searched = measure(graph, np.arange(20))
    assert not graph.is_contracted
    assert graph.hierarchy is not None
    assert np.allclose(measure(graph, np.arange(20)), searched, atol=1e-9)
