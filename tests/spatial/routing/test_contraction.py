"""Graphs are contracted, save where it would not pay."""

import numpy as np
from scipy.sparse import csr_array

from spatial.routing.contraction import CORE, contract
from tests.spatial.routing.grids import grid, line, walked


def test_the_ranks_are_a_permutation_the_core_the_last() -> None:
    graph = walked(grid(20))
    assert graph.hierarchy is not None
    assert sorted(graph.hierarchy.rank.tolist()) == list(range(400))
    assert len(graph.hierarchy.core) < 150


def test_a_long_street_with_dead_ends_comes_down_to_its_core() -> None:
    street = line(*((x, 0) for x in range(0, 3000, 10)))
    graph = walked([street, *(line((x, 0), (x, 50)) for x in range(0, 3000, 10))])
    assert graph.hierarchy is not None and len(graph.hierarchy.core) <= CORE
    assert max(len(up.slots) for up, _ in graph.hierarchy.layers) <= 2


def test_a_graph_smaller_than_the_core_and_one_without_arcs_have_no_layers() -> None:
    for size in (1, CORE, 3 * CORE):
        found = contract(np.zeros(size + 1, dtype=int), np.empty(0, dtype=int), np.empty(0))
        assert found is not None and found.layers == ()
        assert found.spread(np.array([[0]]), np.zeros((1, 1)))[0, 0] == 0


def test_a_tangle_in_which_everything_is_near_everything_is_not_contracted() -> None:
    rng = np.random.default_rng(5)
    tail = np.repeat(np.arange(8000), 6)
    graph = csr_array((np.ones(48000), (tail, rng.integers(0, 8000, 48000))), shape=(8000, 8000))
    graph.sum_duplicates()
    assert contract(graph.indptr, graph.indices, graph.data) is None
