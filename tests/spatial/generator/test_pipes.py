"""Pipes form networks: links end at nodes, lie at plausible depths, drains fall."""

import numpy as np
import pytest
import shapely

from spatial.generator.mains import MAINS
from spatial.generator.pipes import depths_at
from spatial.pipelines import CLASSES, check_codes
from spatial.records import Link, Node, VerticalKind
from tests.spatial.generator.conftest import City, make_city

SIZES = pytest.mark.parametrize(("buildings", "seed"), [(300, 1), (3000, 7), (20_000, 2)])


def nodes_of(city: City) -> dict[str, Node]:
    return {node.code: node for node in city["Node"] if isinstance(node, Node)}


def links_of(city: City) -> list[Link]:
    return [link for link in city["Link"] if isinstance(link, Link)]


@SIZES
def test_every_link_ends_at_its_nodes_and_every_node_has_a_link(buildings: int, seed: int) -> None:
    city = make_city(buildings, seed)
    nodes, links = nodes_of(city), links_of(city)
    assert len(nodes) == len(city["Node"])
    for link in links:
        start, end = nodes[link.start or ""], nodes[link.end or ""]
        assert start.klass == link.klass == end.klass
        assert link.footprint.coords[0] == start.footprint.coords[0]
        assert link.footprint.coords[-1] == end.footprint.coords[0]
    assert {code for link in links for code in (link.start, link.end)} == set(nodes)


@SIZES
def test_drains_fall_and_meet_the_inverts_of_their_nodes(buildings: int, seed: int) -> None:
    city = make_city(buildings, seed)
    nodes = nodes_of(city)
    drains = [link for link in links_of(city) if link.network == "PS"]
    assert drains
    for link in drains:
        start, end = nodes[link.start or ""], nodes[link.end or ""]
        assert (link.start_z, link.end_z) == (start.invert, end.invert)
        assert link.start_z > link.end_z
        assert 2.1 <= start.depth <= 4.3
        assert min(start.depth, end.depth) - link.diameter / 1000 >= 0.7, "GB 50014-2021 §5.3.7"
        assert start.depth == pytest.approx(start.ground - start.invert, abs=0.002)


def test_all_classes_are_there_in_known_codes(city: City) -> None:
    assert {link.network for link in links_of(city)} == set(CLASSES)
    assert [issue for record in (*city["Node"], *city["Link"]) for issue in check_codes(record)] == []


def test_depths_lie_in_the_range_of_their_class_and_agree_at_a_node(city: City) -> None:
    ranges = {main.klass: main for main in MAINS}
    met: dict[str | None, float | None] = {}
    for link in links_of(city):
        if link.vertical in (VerticalKind.COVER, VerticalKind.DEPTH):
            low, high = ranges[link.klass or ""].depths
            assert low <= link.start_z <= high and low <= link.end_z <= high
            for code, z in ((link.start, link.start_z), (link.end, link.end_z)):
                assert met.setdefault(code, z) == z
        elif link.vertical is None:
            assert (link.burial, link.start_z, link.end_z) == ("JK", None, None)
    assert len({round(float(depth), 2) for depth in depths_at(MAINS[0], np.random.rand(50, 2) * 9)}) > 5


def test_no_drain_crosses_the_river_and_no_pipe_runs_under_a_building(city: City) -> None:
    river = next(water.footprint for water in city["Water"] if water.klass == "river")
    lines = np.array([link.footprint for link in links_of(city) if link.network == "PS"])
    assert not shapely.intersects(lines, river).any()
    shapes = [building.footprint for building in city["Building"]]
    pipes = np.array([link.footprint for link in links_of(city)])
    assert shapely.STRtree(shapes).query(pipes, predicate="intersects")[0].size == 0
