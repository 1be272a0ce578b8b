"""The members of a city object as CityJSON 2.0 writes them, from what a row says: the way back of kinds."""

from collections.abc import Mapping
from typing import Any

from spatial.cityobjects.addresses import place_addresses
from spatial.cityobjects.kinds import CIM_LEVELS, COUNTS, SHARED, write_address
from spatial.cityobjects.types import GENERIC, GROUP, choose_type, is_class_of
from spatial.records import HeightSource

LINKS = ("parents", "children")
# What of a kept body is written by others, or is no member of the object.
KEPT_APART = {"type", "geometry", "vertices", "transform", "appearance", "geometry-templates", "address"}
# Fields that have a place of their own in CityJSON, or are derived from the geometry.
PLACED = {*SHARED.values(), "attributes", "codes", "lod", "cim_level", "parent"}
OF_BUILDINGS = {*(field for field, _, _ in COUNTS.values()), "height", "height_source", "ground", "address"}
OF_TERRAIN = {"low", "high"}

Said = Mapping[str, Any]
Body = dict[str, Any]


def read_links(attributes: Said, body: Body) -> dict[str, list[str]]:
    """The ids of an object's `parents` and `children`, as its body or else its attributes name them."""
    named = {}
    for link in LINKS:
        ids = body.get(link) or attributes.get(link)
        if link == "children" and not ids and body.get("type") == GROUP:
            ids = body.get("members")  # so they were called in CityJSON 1.0
        sound = isinstance(ids, list) and all(isinstance(one, str) for one in ids)
        named[link] = ids if isinstance(ids, list) and sound else []
    return named


def write_object(kind: str, fields: Said, body: Body) -> dict[str, Any]:
    """The object as CityJSON 2.0 writes it, but for geometry and links.

    `kind` is the name of a record's class and `fields` what the record says; `body` is its kept body, empty
    where it has none. What its source did not say, but was derived from the geometry, is left out.
    """
    type = choose_type(kind, fields, body)
    left_out = {*KEPT_APART, *LINKS, *(["members"] if type == GROUP else [])}
    thing = {"type": type, **{key: value for key, value in body.items() if key not in left_out}}
    if attributes := write_attributes(kind, fields, body, type):
        thing["attributes"] = attributes
    if (address := body.get("address")) is not None:
        thing["address"] = address if isinstance(address, list) else [address]
    return thing


def write_attributes(kind: str, fields: Said, body: Body, type: str) -> dict[str, Any]:
    """The attributes: those the source gave, under its own names, then what columns say."""
    attributes = _give_back(fields.get("attributes") or {}, body)
    for key, field in SHARED.items():
        if fields.get(field) is not None and not (key == "class" and is_class_of(fields[field], kind, type)):
            attributes.setdefault(key, fields[field])
    left = PLACED | (OF_BUILDINGS if kind == "Building" else OF_TERRAIN if body.get("geometry") else set())
    columns = {name: value for name, value in fields.items() if name not in left}
    if kind == "Building":
        columns |= _write_building(fields, body)
    if fields.get("cim_level") != CIM_LEVELS.get((fields.get("lod") or "")[:1]):
        columns["cim_level"] = fields.get("cim_level")
    if type == GENERIC and kind != "Generic":
        columns["kind"] = kind
    if fields.get("codes"):
        columns["codes"] = [{"scheme": scheme, "code": code} for scheme, code in fields["codes"]]
    for name, value in columns.items():
        if value is not None:
            attributes[f"twin.{name}" if name in attributes else name] = value
    return attributes


def _give_back(attributes: Said, body: Body) -> dict[str, Any]:
    """The attributes without those the reader copied there from other members of the object."""
    copies: dict[str, Any] = {link: ids for link, ids in read_links(attributes, body).items() if ids}
    if body.get("address") is not None and "address" in attributes:
        copies["address"] = place_addresses(body)
    return {key: value for key, value in attributes.items() if key not in copies or value != copies[key]}


def _write_building(fields: Said, body: Body) -> dict[str, Any]:
    """What a building's columns say that its source stated, or that was estimated for want of a model."""
    told = {key: fields.get(field) for key, (field, _, _) in COUNTS.items()}
    source = fields.get("height_source")
    if source == HeightSource.MEASURED:
        told["measuredHeight"] = fields.get("height")
    elif source != HeightSource.MODEL:
        told |= {"height": fields.get("height"), "height_source": source}
    stated = body.get("address") or (fields.get("attributes") or {}).get("address")
    if fields.get("address") != write_address(stated):
        told["address"] = fields.get("address")
    return told
