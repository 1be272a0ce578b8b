"""What a record says is written as its source said it: nothing more, nothing less."""

from dataclasses import fields
from typing import Any

import pytest

from spatial.cityobjects.kinds import read_record
from spatial.cityobjects.members import read_links, write_object
from spatial.cityobjects.shapes import Shape
from spatial.records import CityObject

SHAPE = Shape(low=5.0, high=14.0, lods={"1.2", "2.2"})
PLACED = {"geometry": [], "vertices": [[0, 0, 0]], "transform": {"scale": [1] * 3, "translate": [1, 2, 3]}}


def say(record: CityObject) -> dict[str, Any]:
    """A record as rows tell it: its fields by name, but for id and geometry."""
    named = {field.name for field in fields(record)} - {"code", "footprint", "solid"}
    return {name: getattr(record, name) for name in named}


@pytest.mark.parametrize(
    "thing",
    [
        {"type": "Building"},
        {
            "type": "Building",
            "attributes": {"measuredHeight": 8.5, "storeysAboveGround": 3, "class": "Building"},
        },
        {
            "type": "Building",
            "attributes": {"measuredHeight": "tall", "storeysAboveGround": -1, "name": None},
        },
        {"type": "Building", "attributes": {"function": ["shop", "flat"], "usage": "", "height": 7}},
        {"type": "BuildingPart", "attributes": {"yearOfConstruction": 1887, "storeysBelowGround": 0}},
        {"type": "Building", "geographicalExtent": [0, 0, 0, 1, 1, 1], "hugo": "ledoux", "+x": {"y": []}},
        {"type": "Road", "attributes": {"class": "residential", "lanes": 2, "ref": "A1"}},
        {"type": "Road", "attributes": {"class": "Road"}},
        {"type": "TransportSquare"},
        {"type": "BridgePart", "attributes": {"function": "foot"}},
        {"type": "Railway", "attributes": {"class": "tram", "name": "13"}},
        {"type": "+NoiseZone", "attributes": {"+noise": {"value": 5, "uom": "dB"}}},
        {"type": "GenericCityObject", "attributes": {"class": "GenericCityObject"}},
        {"type": "LandUse", "attributes": {"parents": "none", "cim_level": 7, "lod": "x", "codes": 1}},
        {"type": "CityObjectGroup", "children_roles": ["a"]},
    ],
)
def test_what_came_in_goes_out(thing: dict[str, Any]) -> None:
    body = {key: value for key, value in thing.items() if key != "attributes"} | PLACED
    record = read_record("a", thing, "b" if thing["type"] == "BuildingPart" else None, SHAPE).record
    assert write_object(type(record).__name__, say(record), body) == thing


@pytest.mark.parametrize("kind", ["Building", "Railway"])
def test_addresses_and_links_go_back_to_where_they_stood(kind: str) -> None:
    place = {"type": "MultiPoint", "lod": "1", "boundaries": [0]}
    address = [{"Locality": "Delft", "location": place}, {"Locality": "Delft"}]
    located = [
        address[0] | {"location": {"type": "MultiPoint", "coordinates": [[1.0, 2.0, 3.0]]}},
        address[1],
    ]
    links = {"parents": ["g"], "children": ["c", "d"]}
    record = read_record("a", {"type": kind, "address": located, **links}, None, SHAPE).record
    body = {"type": kind, "address": address, **links, **PLACED}
    assert write_object(type(record).__name__, say(record), body) == {"type": kind, "address": address}
    assert read_links(record.attributes, body) == links


def test_an_address_of_cityjson_1_is_a_list_now_and_a_members_group_has_children() -> None:
    body = {"type": "CityObjectGroup", "members": ["a"], "address": {"Locality": "Delft"}, **PLACED}
    assert write_object("Generic", {"klass": "CityObjectGroup"}, body) == {
        "type": "CityObjectGroup",
        "address": [{"Locality": "Delft"}],
    }
    assert read_links({}, body)["children"] == ["a"]


def test_a_number_written_as_a_text_goes_out_as_the_number_it_is() -> None:
    thing = {"type": "Building", "attributes": {"storeysAboveGround": "2"}}
    record = read_record("a", thing, None, SHAPE).record
    assert write_object("Building", say(record), thing | PLACED)["attributes"] == {"storeysAboveGround": 2}


def test_columns_that_cityjson_has_no_word_for_are_attributes() -> None:
    said = {
        "klass": "YS",
        "network": "PS",
        "depth": 1.5,
        "invert": None,
        "cim_level": 2,
        "lod": None,
        "valid_from": "2020-01-01",
        "codes": [("CJJ", "Y1")],
        "attributes": {"depth": "1500 mm"},
    }
    assert write_object("Node", said, {}) == {
        "type": "GenericCityObject",
        "attributes": {
            "depth": "1500 mm",
            "class": "YS",
            "network": "PS",
            "twin.depth": 1.5,
            "cim_level": 2,
            "valid_from": "2020-01-01",
            "kind": "Node",
            "codes": [{"scheme": "CJJ", "code": "Y1"}],
        },
    }


def test_an_estimated_height_is_no_measured_one() -> None:
    said = {
        "height": 9.0,
        "height_source": "assumed",
        "ground": 4.0,
        "address": "Main 5",
        "lod": "2.2",
        "cim_level": 3,
    }
    assert write_object("Building", said, {})["attributes"] == {
        "height": 9.0,
        "height_source": "assumed",
        "address": "Main 5",
    }
