"""All checks together: nothing in a sound network, each planted fault in a great one, and in little time."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import process_time

import numpy as np
import pytest

from spatial.format import Asked, formats
from spatial.records import CityObject
from spatial.topology.checking import check_topology
from spatial.topology.columns import Links, Network, Nodes, Words, gather, join
from tests.streets import find, make_street

SIDE = 500
PATIENCE = 20.0


def fill(size: int, word: str | None) -> Words:
    """A column of one word."""
    return np.full(size, word, dtype=object)


def make_grid(side: int) -> Network:
    """A grid of streets as columns: side x side nodes, links to the east and to the north."""
    x, y = (part.ravel() for part in np.meshgrid(np.arange(side), np.arange(side), indexing="ij"))
    number = np.arange(side * side).reshape(side, side)
    tail = np.concatenate([number[:-1].ravel(), number[:, :-1].ravel()])
    head = np.concatenate([number[1:].ravel(), number[:, 1:].ravel()])
    places, lines = x.size, tail.size
    codes = np.array([f"n{at}" for at in range(places)], dtype=object)
    xy = np.column_stack([x, y]) * 50.0
    nodes = Nodes(
        codes=codes, xy=xy, network=fill(places, "PS"), klass=fill(places, "YS"),
        function=fill(places, None), ground=np.full(places, 6.0), invert=np.full(places, 4.0),
        depth=np.full(places, 2.0),
    )  # fmt: skip
    links = Links(
        codes=np.array([f"l{at}" for at in range(lines)], dtype=object), starts=codes[tail], ends=codes[head],
        first=xy[tail], last=xy[head], length=np.full(lines, 50.0), network=fill(lines, "PS"),
        function=fill(lines, None), burial=fill(lines, None), vertical=fill(lines, "elevation"),
        start_z=np.full(lines, 4.0), end_z=np.full(lines, 4.0),
    )  # fmt: skip
    return join(nodes, links)


def test_a_sound_network_gives_nothing() -> None:
    assert find(make_street()) == []
    assert find([]) == []


def test_faults_planted_in_a_great_network_are_all_found_and_nothing_else() -> None:
    network = make_grid(SIDE)
    nodes, links = network.nodes, network.links
    chance = np.random.default_rng(7)
    spots = chance.choice(len(links.codes), 60, replace=False)
    wells = chance.choice(len(nodes.codes), 20, replace=False)
    links.ends[spots[:20]] = "nowhere"
    links.first[spots[20:40]] += 3.0
    links.start_z[spots[40:]] = 3.0
    nodes.depth[wells] = 2.5
    expected = Counter(
        [
            *(("DANGLING_LINK", links.codes[at]) for at in spots[:20]),
            *(("LINK_OFF_NODE", links.codes[at]) for at in spots[20:40]),
            *(("LINK_BELOW_NODE", links.codes[at]) for at in spots[40:]),
            *(("HEIGHTS_DISAGREE", nodes.codes[at]) for at in wells),
        ]
    )
    begun = process_time()
    found = Counter((issue.code, issue.object) for issue in check_topology(join(nodes, links)))
    assert process_time() - begun < PATIENCE
    assert found == expected


@pytest.mark.parametrize(
    ("id", "name", "unit", "codes"),
    [
        ("epanet", "pipes/wntr/ky4.inp", 1200 / 3937, {"NODES_AT_ONE_PLACE": 2, "ZERO_LENGTH": 2}),
        ("swmm", "pipes/bellinge-swmm/bellinge_small.inp", 1.0, {}),
        ("pandapipes", "pipes/schutterwald-gas/gas_net_schutterwald_1bar.json", 1.0, {}),
    ],
)
def test_real_networks_have_the_faults_that_were_looked_at(
    id: str, name: str, unit: float, codes: dict[str, int], sample: Callable[[str], Path]
) -> None:
    read = formats[id].read
    assert read
    rows = (row for row in read(sample(name), Asked()) if isinstance(row, CityObject))
    assert Counter(issue.code for issue in check_topology(gather(rows, unit))) == codes
