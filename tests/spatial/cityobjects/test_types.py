"""Types are those of CityJSON 2.0 and of extensions; a kind that has none is generic."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spatial.cityobjects.kinds import KINDS
from spatial.cityobjects.types import OWNED, TYPES, choose_type, is_class_of, is_type, settle_type

SURFACES = {"geometry": [{"type": "MultiSurface"}]}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        *((name, True) for name in ("Building", "BuildingRoom", "+NoiseZone", "BridgeConstructionElement")),
        *((name, False) for name in ("building", "GnericCityObject", "+lower", "Square")),
    ],
)
def test_a_type_is_known_by_name_or_as_an_extensions(name: str, known: bool) -> None:
    assert is_type(name) == known


def test_the_types_are_those_of_the_schema(sample: Callable[[str], Path]) -> None:
    path = sample("conformance/cjval-cases/schemas/20/cityobjects.schema.json")
    schema = {name: one for name, one in json.loads(path.read_text()).items() if name[0] not in "$_t"}
    del schema["ExtensionObject"]
    assert set(schema) == TYPES
    needed = {name: str([part.get("required") for part in one["allOf"]]) for name, one in schema.items()}
    assert {name for name, members in needed.items() if "parents" in members} == OWNED


@pytest.mark.parametrize("name", sorted(set(KINDS) - {"Square"}))
def test_a_type_that_a_body_names_comes_back(name: str) -> None:
    kind = KINDS[name].__name__
    assert choose_type(kind, {"klass": "other"}, {"type": name}) == name


@pytest.mark.parametrize(
    ("kind", "fields", "body", "type"),
    [
        ("Building", {}, SURFACES, "Building"),
        ("Building", {"parent": 5}, SURFACES, "BuildingPart"),
        ("Building", {}, {"geometry": [{"type": "MultiPoint"}]}, "GenericCityObject"),
        ("Road", {}, {"geometry": [{"type": "MultiLineString"}]}, "Road"),
        ("Water", {}, SURFACES, "WaterBody"),
        ("PlantCover", {}, {"geometry": [{"type": "MultiLineString"}]}, "GenericCityObject"),
        ("Generic", {"klass": "Railway"}, SURFACES, "Railway"),
        ("Generic", {"klass": "shed"}, SURFACES, "GenericCityObject"),
        ("Terrain", {}, {"geometry": [{"type": "CompositeSurface"}]}, "TINRelief"),
        ("Terrain", {}, SURFACES, "GenericCityObject"),
        ("Node", {}, {"geometry": [{"type": "MultiPoint"}]}, "GenericCityObject"),
        ("Bridge", {}, {"type": "BridgeConstructionElement"}, "BridgeConstructiveElement"),
    ],
)
def test_a_kind_without_a_type_of_its_own_gets_one(
    kind: str, fields: dict[str, Any], body: dict[str, Any], type: str
) -> None:
    assert choose_type(kind, fields, body) == type


@pytest.mark.parametrize(
    ("klass", "kind", "type", "noted"),
    [
        ("Railway", "Generic", "Railway", True),
        ("TransportSquare", "Road", "TransportSquare", True),
        ("Road", "Road", "Road", False),
        ("Building", "Building", "Building", False),
        ("BridgeConstructionElement", "Generic", "BridgeConstructiveElement", True),
    ],
)
def test_a_class_that_is_only_the_type_is_told_from_one_the_source_gave(
    klass: str, kind: str, type: str, noted: bool
) -> None:
    assert is_class_of(klass, kind, type) == noted


def test_without_its_parent_a_part_is_a_whole_and_a_room_generic() -> None:
    part, room = {"type": "BuildingPart"}, {"type": "BuildingRoom", "attributes": {"area": 5}}
    kept = {"type": "BuildingRoom", "parents": ["a"]}
    for thing in (part, room, kept):
        settle_type(thing)
    assert part == {"type": "Building"}
    assert room == {"type": "GenericCityObject", "attributes": {"class": "BuildingRoom", "area": 5}}
    assert kept["type"] == "BuildingRoom"
