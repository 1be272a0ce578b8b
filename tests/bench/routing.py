"""Travel times from nodes to all nodes beside igraph: `python -m tests.bench.routing SAMPLES`.

SAMPLES is the folder of the samples; igraph must be installed beside the project (it is none of what the twin
needs). One thread, the same graphs in the same order of nodes, the two in turn; that they agree is checked.
Ours hands over a matrix of numbers, igraph lists of Python's. What is said of a contraction is its making,
which is done once for a graph.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from spatial.routing.graph import Graph, drive, walk
from spatial.routing.noding import node
from spatial.routing.travel import measure
from tests.bench.pairs import told
from tests.spatial.routing.cities import ASTANA, PORTO_ALEGRE, read_streets


def take(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of one run, and what it gave."""
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def make_igraph(graph: Graph) -> Any:
    """The same graph for igraph."""
    import igraph

    tail = np.repeat(np.arange(len(graph.xy)), np.diff(graph.indptr))
    found = igraph.Graph(n=len(graph.xy), edges=np.column_stack([tail, graph.indices]), directed=True)
    found.es["seconds"] = graph.seconds
    return found


def run(name: str, graph: Graph, sources: int, rounds: int) -> None:
    """Print milliseconds a source of each, and the ratios round by round."""
    other = make_igraph(graph)
    searching = replace(graph)
    made, _ = take(lambda: graph.hierarchy)
    rng = np.random.default_rng(6)
    ours, few, theirs = [], [], []
    for number in range(rounds + 1):
        nodes = rng.choice(len(graph.xy), sources, replace=False)
        swept, wanted = take(lambda nodes=nodes: measure(graph, nodes))
        searched, same = take(lambda nodes=nodes: measure(searching, nodes))
        listed, found = take(lambda nodes=nodes: other.distances(nodes.tolist(), weights="seconds"))
        reached = np.isfinite(wanted)
        for result in (np.array(found), same):
            assert (np.isfinite(result) == reached).all()
            assert np.allclose(result[reached], wanted[reached], rtol=1e-9, atol=1e-9)
        if number:
            ours.append(swept / sources * 1000)
            few.append(searched / sources * 1000)
            theirs.append(listed / sources * 1000)
    print(f"  {name}: {len(graph.xy)} nodes, {len(graph.seconds)} arcs, contracted in {made:.2f} s")
    for side, figures in (("swept", ours), ("searched", few), ("igraph", theirs)):
        print(f"    {side:<10} {told(figures)} ms a source")
    for side, figures in (("swept", ours), ("searched", few)):
        print(f"    igraph / {side:<10} {told([a / b for a, b in zip(theirs, figures, strict=True)])}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("samples", type=Path)
    parser.add_argument("--sources", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for sample in (PORTO_ALEGRE, ASTANA):
        network = node(read_streets(options.samples / sample, sample))
        print(f"{sample}: {network.repairs}")
        run("walking", walk(network), options.sources, options.rounds)
        run("driving", drive(network), options.sources, options.rounds)
