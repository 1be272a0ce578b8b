"""What CityJSON 2.0 calls a city object: from a kind, and what it says, back to its type."""

import re
from collections.abc import Mapping
from typing import Any

GENERIC, GROUP = "GenericCityObject", "CityObjectGroup"
# Second-level types, which must have a parent (CityJSON 2.0.1 §2.1).
OWNED = {
    *(f"Bridge{part}" for part in ("Part", "Installation", "ConstructiveElement", "Room", "Furniture")),
    *(f"Building{part}" for part in ("Part", "Installation", "ConstructiveElement", "Furniture", "Room")),
    *("BuildingStorey", "BuildingUnit"),
    *(
        f"Tunnel{part}"
        for part in ("Part", "Installation", "ConstructiveElement", "HollowSpace", "Furniture")
    ),
}
TYPES = OWNED | {
    *("Bridge", "Building", "CityFurniture", GROUP, GENERIC, "LandUse", "OtherConstruction", "PlantCover"),
    *("Railway", "Road", "SolitaryVegetationObject", "TINRelief", "TransportSquare", "Tunnel", "WaterBody"),
    "Waterway",
}
# Types of CityJSON 1.0 that have another name since.
RENAMED = {"BridgeConstructionElement": "BridgeConstructiveElement"}
EXTENSION = re.compile(r"\+[A-Z]\w+")
OF_KIND = {
    "Building": "Building",
    "Road": "Road",
    "Water": "WaterBody",
    "LandUse": "LandUse",
    "PlantCover": "PlantCover",
    "Bridge": "Bridge",
}
# Where an object is drawn by its plan: which types may be lines, which points.
DRAWN = {"MultiLineString": {"Road", "WaterBody", GENERIC}, "MultiPoint": {GENERIC}}


def is_type(name: str) -> bool:
    """Whether a city object may be called so: by CityJSON, or by an extension."""
    return name in TYPES or name in RENAMED or bool(EXTENSION.search(name))


def choose_type(kind: str, fields: Mapping[str, Any], body: Mapping[str, Any]) -> str:
    """The type the source gave, else that of the kind; generic for kinds CityJSON does not know."""
    given, klass = body.get("type"), fields.get("klass")
    if isinstance(given, str):
        return RENAMED.get(given, given)
    if kind == "Generic" and klass and is_type(klass):
        return str(klass)
    drawn = {one["type"] for one in body.get("geometry") or []}
    if kind == "Terrain" and drawn == {"CompositeSurface"}:
        return "TINRelief"
    type = OF_KIND.get(kind, GENERIC)
    if any(type not in DRAWN.get(one, {type}) for one in drawn):
        return GENERIC
    return "BuildingPart" if kind == "Building" and fields.get("parent") is not None else type


def is_class_of(klass: Any, kind: str, type: str) -> bool:
    """Whether a class is only the type, noted for want of a class: see `read_record`."""
    stands_for = kind == "Generic" or (kind in ("Road", "Bridge") and type != kind)
    return bool(stands_for and RENAMED.get(klass, klass) == type)


def settle_type(thing: dict[str, Any]) -> None:
    """Let an object whose parent is not there be one that needs none: a part its whole, all else generic."""
    type = thing["type"]
    if type not in OWNED or thing.get("parents"):
        return
    if type.endswith("Part"):
        thing["type"] = type.removesuffix("Part")
    else:
        thing["type"] = GENERIC
        thing["attributes"] = {"class": type} | thing.get("attributes", {})
