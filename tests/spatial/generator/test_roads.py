"""Roads of every rank, joined where they meet."""

import shapely

from tests.spatial.generator.conftest import City


def test_roads_are_of_every_rank_and_named(city: City) -> None:
    ranks = {road.klass for road in city["Road"]}
    assert ranks >= {"residential", "tertiary", "secondary", "primary"}
    assert all(road.footprint.length > 0 for road in city["Road"])
    assert {road.klass for road in city["Road"] if not road.name} == {"service", "footway"}
    assert len({road.code for road in city["Road"]}) == len(city["Road"])


def test_the_network_of_roads_hangs_together(city: City) -> None:
    lines = [road.footprint.buffer(0.01) for road in city["Road"]]
    parts = shapely.get_parts(shapely.union_all(lines))
    assert max(part.area for part in parts) > 0.97 * sum(part.area for part in parts)
