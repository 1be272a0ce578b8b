"""Types and attributes of CityJSON become records; what is not understood stays an attribute."""

from typing import Any

import pytest

from spatial import records
from spatial.cityobjects.kinds import read_record, write_address
from spatial.cityobjects.shapes import Shape
from spatial.records import HeightSource

SHAPE = Shape(low=5.0, high=14.0, lods={"1.2", "2.2"})


def read(kind: str, attributes: Any = None, **more: Any) -> Any:
    """The record of one object."""
    return read_record("a", {"type": kind, "attributes": attributes, **more}, None, SHAPE).record


@pytest.mark.parametrize(
    ("kind", "record", "klass"),
    [
        ("Building", records.Building, None),
        ("BuildingPart", records.Building, None),
        ("BuildingRoom", records.Generic, "BuildingRoom"),
        ("Road", records.Road, None),
        ("Square", records.Road, "Square"),
        ("Track", records.Road, "Track"),
        ("Railway", records.Generic, "Railway"),
        ("WaterBody", records.Water, None),
        ("Waterway", records.Water, None),
        ("LandUse", records.LandUse, None),
        ("PlantCover", records.PlantCover, None),
        ("BridgePart", records.Bridge, "BridgePart"),
        ("Tunnel", records.Generic, "Tunnel"),
        ("+NoiseZone", records.Generic, "+NoiseZone"),
    ],
)
def test_each_type_has_its_kind(kind: str, record: type, klass: str | None) -> None:
    found = read(kind)
    assert type(found) is record
    assert found.klass == klass
    assert (found.lod, found.cim_level) == ("2.2", 3)


def test_known_attributes_are_taken_and_the_rest_kept_whole() -> None:
    found = read(
        "Building",
        {
            "name": "A",
            "class": "house",
            "function": ["shop", "flat"],
            "usage": "flat",
            "measuredHeight": 8,
            "storeysAboveGround": 3,
            "storeysBelowGround": 1,
            "yearOfConstruction": "1998",
            "yearOfDemolition": 2020,
            "extra": {"deep": [1, None]},
        },
    )
    assert (found.name, found.klass, found.function, found.usage) == ("A", "house", "shop, flat", "flat")
    assert (found.height, found.height_source, found.ground) == (8.0, HeightSource.MEASURED, 5.0)
    assert (found.storeys, found.storeys_below, found.year) == (3, 1, 1998)
    assert found.attributes == {
        "function": ["shop", "flat"],
        "yearOfDemolition": 2020,
        "extra": {"deep": [1, None]},
    }


def test_a_height_that_is_not_told_is_that_of_the_geometry() -> None:
    assert (read("Building").height, read("Building").height_source) == (9.0, HeightSource.MODEL)
    nothing = read_record("a", {"type": "Building"}, "b", Shape()).record
    assert isinstance(nothing, records.Building)
    assert (nothing.height, nothing.height_source, nothing.parent) == (None, None, "b")


@pytest.mark.parametrize(
    ("attributes", "odd"),
    [
        ({"measuredHeight": "tall"}, ["measuredHeight"]),
        ({"measuredHeight": True}, ["measuredHeight"]),
        ({"measuredHeight": -3}, ["measuredHeight"]),
        ({"storeysAboveGround": 1e300}, ["storeysAboveGround"]),
        ({"yearOfConstruction": "around 1900"}, ["yearOfConstruction"]),
        (["name"], ["attributes"]),
        ("name", ["attributes"]),
        (None, []),
    ],
)
def test_an_attribute_that_makes_no_sense_is_named_and_kept(attributes: Any, odd: list[str]) -> None:
    reading = read_record("a", {"type": "Building", "attributes": attributes}, None, SHAPE)
    assert reading.odd == odd
    kept = reading.record.attributes
    assert kept == (
        attributes if isinstance(attributes, dict) else {"attributes": attributes} if attributes else {}
    )


def test_a_triangulated_surface_is_terrain_with_its_heights() -> None:
    record = read("TINRelief", {"name": "hill"})
    assert isinstance(record, records.Terrain)
    assert (record.name, record.low, record.high, record.klass) == ("hill", 5.0, 14.0, None)


def test_links_of_what_is_no_building_stay_attributes() -> None:
    found = read("CityObjectGroup", children=["b"], parents=[])
    assert found.attributes == {"children": ["b"]}


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (None, None),
        ([], None),
        ("x", None),
        ([{"ThoroughfareName": "Main", "ThoroughfareNumber": 5, "Locality": "Delft"}], "Main 5, Delft"),
        ({"CountryName": "NL", "PostalCode": "2611", "LocalityName": "Delft"}, "2611, Delft, NL"),
        ([{"Locality": "A"}, {"Locality": "A"}, {"Locality": "B"}, 5], "A; B"),
        ([{"location": {"type": "MultiPoint"}}], None),
    ],
)
def test_an_address_becomes_one_line(address: Any, line: str | None) -> None:
    assert write_address(address) == line
