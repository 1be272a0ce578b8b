"""Bridges stand where roads meet water, and nowhere else."""

import numpy as np
import shapely

from tests.spatial.generator.conftest import make_city


def test_every_bridge_carries_a_road_over_water_and_spans_it() -> None:
    city = make_city(20_000, 2)
    spans = np.array([bridge.footprint for bridge in city["Bridge"]])
    assert spans.size > 10
    for kind in ("Water", "Road"):
        tree = shapely.STRtree([one.footprint for one in city[kind]])
        assert len(set(tree.query(spans, predicate="intersects")[0].tolist())) == spans.size
    banks = [shapely.get_num_geometries(span.difference(water)) for span, water in over(city)]
    assert banks and min(banks) == 2


def over(city: dict[str, list]) -> list[tuple[shapely.Geometry, shapely.Geometry]]:  # type: ignore[type-arg]
    """Each bridge over the river with the river."""
    river = next(water.footprint for water in city["Water"] if water.klass == "river")
    return [(one.footprint, river) for one in city["Bridge"] if one.name]


def test_roads_that_end_at_the_river_have_no_bridge() -> None:
    city = make_city(20_000, 2)
    river = next(water.footprint for water in city["Water"] if water.klass == "river")
    spans = shapely.union_all([bridge.footprint for bridge in city["Bridge"]])
    for road in city["Road"]:
        if road.footprint.intersects(river):
            assert road.footprint.intersection(river).difference(spans.buffer(0.01)).length < 1
