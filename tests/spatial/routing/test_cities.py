"""Two real cities: what their streets are repaired to, and travel times beside other libraries'."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from spatial.routing.graph import Graph, drive, walk
from spatial.routing.isochrones import draw
from spatial.routing.noding import Network, node
from spatial.routing.pairs import fill_matrix
from spatial.routing.snapping import snap
from spatial.routing.streets import take_apart
from spatial.routing.travel import measure
from tests.spatial.routing.cities import ASTANA, PORTO_ALEGRE, read_streets

Sample = Callable[[str], Path]


@pytest.fixture(scope="module", params=[PORTO_ALEGRE, ASTANA])
def network(request: pytest.FixtureRequest, sample: Sample) -> Network:
    """The network of a city."""
    return node(read_streets(sample(request.param), request.param))


@pytest.fixture(scope="module", params=[walk, drive])
def graph(request: pytest.FixtureRequest, network: Network) -> Graph:
    """Its graph, of those who walk or drive."""
    return request.param(network)


def test_nearly_all_of_a_city_is_one_part_and_all_metres_are_kept(network: Network) -> None:
    found = network.repairs
    given = shapely.length(take_apart(network.streets).lines).sum()
    assert found.greatest > 0.98 * found.nodes
    assert found.metres == pytest.approx(given, rel=0.001)


def test_sweeps_are_dijkstra_to_the_billionth(graph: Graph) -> None:
    size = len(graph.xy)
    nodes = np.random.default_rng(1).choice(size, 80, replace=False)
    ways = csr_array((graph.seconds, graph.indices, graph.indptr), shape=(size, size))
    for inward, arcs in ((False, ways), (True, ways.T.tocsr())):
        found, wanted = measure(graph, nodes, inward=inward), dijkstra(arcs, indices=nodes)
        reached = np.isfinite(wanted)
        assert (np.isfinite(found) == reached).all()
        assert np.allclose(found[reached], wanted[reached], rtol=1e-9, atol=1e-9)


def test_times_are_those_of_igraph(graph: Graph) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is none of what the twin needs")
    tail = np.repeat(np.arange(len(graph.xy)), np.diff(graph.indptr))
    other = igraph.Graph(n=len(graph.xy), edges=np.column_stack([tail, graph.indices]), directed=True)
    nodes = np.random.default_rng(2).choice(len(graph.xy), 70, replace=False)
    wanted = np.array(other.distances(nodes.tolist(), weights=graph.seconds.tolist()))
    found = measure(graph, nodes)
    reached = np.isfinite(wanted)
    assert (np.isfinite(found) == reached).all()
    assert np.allclose(found[reached], wanted[reached], rtol=1e-9, atol=1e-9)


def test_the_order_of_the_roads_changes_no_travel_time(sample: Sample) -> None:
    streets = read_streets(sample(PORTO_ALEGRE), PORTO_ALEGRE)
    order = np.random.default_rng(3).permutation(len(streets.lines))
    turned = type(streets)(
        lines=streets.lines[order],
        klass=streets.klass[order],
        oneway=streets.oneway[order],
        speed=streets.speed[order],
        level=streets.level[order],
    )
    one, other = (drive(node(given)) for given in (streets, turned))
    assert (one.xy == other.xy).all() and (one.indices == other.indices).all()
    assert np.allclose(one.seconds, other.seconds, rtol=1e-9)
    places = np.random.default_rng(4).choice(len(one.xy), 100, replace=False)
    times = [fill_matrix(graph, *[snap(graph, one.xy[places] + 3.0, 300)] * 2) for graph in (one, other)]
    assert np.allclose(*times, rtol=1e-9, equal_nan=True)


def test_a_quarter_of_an_hour_on_foot_reaches_no_farther_than_the_crow(network: Network) -> None:
    graph = walk(network)
    (start,) = np.flatnonzero(graph.component == 0)[[5000]]
    near, far = draw(graph, snap(graph, graph.xy[[start]], 10), [5, 15], width=25)
    assert near.area < far.area < np.pi * (15 * 5000 / 60 + 25) ** 2
    assert near.polygon.difference(far.polygon).area < 1e-6
