"""Each kind of record is built from the tags that make it."""

from typing import Any

import pytest
from shapely import box

from spatial import records
from spatial.osm.heights import Heights
from spatial.osm.kinds import KINDS, build_part, is_building, read_text

SHARED: dict[str, Any] = {"code": "way-1", "footprint": box(0, 0, 2, 2), "attributes": {}}


def build(tags: dict[str, Any]) -> dict[type, Any]:
    """The records of one element by their type."""
    found = [record for kind in KINDS if (record := kind(tags, SHARED, Heights([]))) is not None]
    return {type(record): record for record in found}


def test_a_school_is_a_building_a_place_and_an_address() -> None:
    tags = {
        "building": "yes",
        "amenity": "school",
        "addr:housenumber": "5/1",
        "addr:street": "Abai",
        "start_date": "1987-09",
    }
    found = build(tags)
    assert set(found) == {records.Building, records.Place, records.Address}
    building = found[records.Building]
    assert (building.klass, building.function, building.year) == (None, "school", 1987)
    assert building.address == "Abai 5/1"
    assert found[records.Place].footprint.geom_type == "Point"
    assert found[records.Address].housenumber == "5/1"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"oneway": "yes", "lanes": "2", "maxspeed": "60"}, (True, 2, 60, None)),
        ({"oneway": "no", "lanes": "2;3", "maxspeed": "walk"}, (False, None, None, None)),
        ({"maxspeed": "30 mph", "tunnel": "yes"}, (None, None, 48, -1)),
        ({"bridge": "yes", "layer": "2"}, (None, None, None, 2)),
        ({"bridge": "viaduct"}, (None, None, None, 1)),
        ({"lanes": "99999999999999999999"}, (None, None, None, None)),
    ],
)
def test_a_road_tells_direction_lanes_speed_and_level(
    tags: dict[str, str], expected: tuple[Any, ...]
) -> None:
    road = build({"highway": "primary", **tags})[records.Road]
    assert (road.oneway, road.lanes, road.maxspeed, road.level) == expected


@pytest.mark.parametrize(
    ("tags", "kind", "klass"),
    [
        ({"landuse": "forest"}, records.LandUse, "forest"),
        ({"natural": "water"}, records.Water, "water"),
        ({"waterway": "river"}, records.Water, "river"),
        ({"natural": "wood"}, records.PlantCover, "wood"),
        ({"leisure": "park"}, records.PlantCover, "park"),
        ({"man_made": "bridge"}, records.Bridge, "bridge"),
        ({"boundary": "administrative", "admin_level": "6"}, records.AdminArea, "administrative"),
    ],
)
def test_land_water_plants_bridges_and_areas_are_told_apart(
    tags: dict[str, str], kind: type, klass: str
) -> None:
    found = build(tags)
    assert set(found) == {kind}
    assert found[kind].klass == klass


def test_what_is_marked_as_no_building_is_none() -> None:
    assert not is_building({"building": "no"})
    assert build({"building": "no"}) == {}
    assert read_text({"name": 5}, "name") == "5"


def test_a_part_has_its_parent_and_no_assumed_height() -> None:
    heights = Heights([{"building": "yes", "building:levels": "3"}])
    part = build_part({"building:part": "yes"}, SHARED, "way-9", heights)
    assert isinstance(part, records.Building)
    assert (part.parent, part.height, part.height_source) == ("way-9", None, None)
