"""A contracted graph gives the times that searches give."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from spatial.routing.contraction import contract
from spatial.routing.graph import drive
from spatial.routing.hierarchy import Hierarchy, make_sweep
from spatial.routing.noding import node
from tests.spatial.routing.grids import grid, streets


def make(seed: int, size: int = 400, arcs: int = 1300) -> csr_array:
    """A graph of one-way arcs at random, some of whose nodes nothing reaches."""
    rng = np.random.default_rng(seed)
    tail = rng.integers(0, size, arcs)
    head = (tail + rng.integers(1, 12, arcs)) % size
    graph = csr_array((rng.uniform(1, 100, arcs), (tail, head)), shape=(size, size))
    graph.sum_duplicates()
    return graph


def contracted(graph: csr_array) -> Hierarchy:
    """The hierarchy of a graph for which it pays."""
    found = contract(graph.indptr, graph.indices, graph.data)
    assert found is not None
    return found


def assert_same(found: np.ndarray, wanted: np.ndarray) -> None:
    """Equal to 1e-9, and unreachable alike."""
    assert (np.isfinite(found) == np.isfinite(wanted)).all()
    reached = np.isfinite(wanted)
    assert np.allclose(found[reached], wanted[reached], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_times_are_those_of_dijkstra_along_and_against_the_arcs(seed: int) -> None:
    graph = make(seed)
    hierarchy = contracted(graph)
    assert hierarchy.layers
    nodes = np.arange(0, 400, 7)
    start = np.zeros((len(nodes), 1))
    assert_same(hierarchy.spread(nodes[:, None], start), dijkstra(graph, indices=nodes))
    turned = dijkstra(graph.T.tocsr(), indices=nodes)
    assert_same(hierarchy.turn().spread(nodes[:, None], start), turned)


def test_a_place_between_two_nodes_starts_from_both() -> None:
    graph = make(1)
    hierarchy = contracted(graph)
    found = hierarchy.spread(np.array([[3, 9], [-1, 9]]), np.array([[5.0, 2.0], [np.inf, 2.0]]))
    one, other = dijkstra(graph, indices=[3, 9])
    assert_same(found, np.stack([np.minimum(one + 5, other + 2), other + 2]))


def test_a_grid_of_one_way_streets_is_exact() -> None:
    graph = drive(node(streets(grid(20), oneway=[1, -1] * 20)))
    wanted = dijkstra(csr_array((graph.seconds, graph.indices, graph.indptr), shape=(400, 400)))
    assert graph.hierarchy is not None and graph.is_contracted
    assert_same(graph.hierarchy.spread(np.arange(400)[:, None], np.zeros((400, 1))), wanted)


def test_a_sweep_takes_the_least_of_several_arcs_into_a_node() -> None:
    times = np.array([[5.0], [1.0], [9.0], [np.inf]])
    sweep = make_sweep(
        np.array([0, 1, 0]), np.array([2, 2, 3]), np.array([1.0, 2, 3]), np.array([10.0, 10, 10])
    )
    sweep.run(times, turned=False)
    assert times[:, 0].tolist() == [5, 1, 3, 8]
    sweep.run(times, turned=True)
    assert times[:, 0].tolist() == [5, 1, 3, 8]
