"""What a city object is: its CityJSON type and attributes to a neutral record; nothing of it is dropped."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spatial import records
from spatial.cityobjects.shapes import Shape
from spatial.records import CityObject, HeightSource

KINDS: dict[str, type[CityObject]] = {
    "Building": records.Building,
    "BuildingPart": records.Building,
    "Road": records.Road,
    "TransportSquare": records.Road,
    "Square": records.Road,
    "Track": records.Road,
    "WaterBody": records.Water,
    "Waterway": records.Water,
    "LandUse": records.LandUse,
    "PlantCover": records.PlantCover,
    "Bridge": records.Bridge,
    "BridgePart": records.Bridge,
    "TINRelief": records.Terrain,
}
# The rough bridge between levels of detail and CIM levels (ours, not a standard).
CIM_LEVELS = {"0": 1, "1": 2, "2": 3, "3": 4}
SHARED = {"name": "name", "class": "klass", "function": "function", "usage": "usage"}
COUNTS = {
    "storeysAboveGround": ("storeys", 0, 500),
    "storeysBelowGround": ("storeys_below", 0, 100),
    "yearOfConstruction": ("year", -5000, 9999),
}
TALLEST = 2000.0


@dataclass(slots=True)
class Reading:
    """A record, and the attributes that could not be understood and stayed among `attributes`."""

    record: CityObject
    odd: list[str]


def read_record(code: str, thing: dict[str, Any], parent: str | None, shape: Shape) -> Reading:
    """The record of an object whose geometry is `shape`; `parent` is the building it is part of.

    `thing` has `type`, `attributes`, `address`, `parents` and `children` as CityJSON writes them.
    """
    kind = KINDS.get(thing["type"], records.Generic)
    given = thing.get("attributes")
    rest = dict(given) if isinstance(given, dict) else {} if given is None else {"attributes": given}
    odd = ["attributes"] if "attributes" in rest and not isinstance(given, dict) else []
    fields: dict[str, Any] = dict(_take_texts(rest, kind is records.Generic))
    if kind is records.Building:
        fields |= _take_building(rest, thing, shape, odd) | {"parent": parent}
    elif kind is records.Generic:
        fields["klass"] = thing["type"]
    elif kind is records.Terrain:
        fields |= {"low": shape.low, "high": shape.high}
    if kind in (records.Road, records.Bridge) and thing["type"] != kind.__name__:
        fields.setdefault("klass", thing["type"])
    for link in ("parents", "children"):
        if thing.get(link) and kind is not records.Building:
            rest.setdefault(link, thing[link])
    if thing.get("address") is not None:
        rest.setdefault("address", thing["address"])
    lod = max(shape.lods, default=None)
    record = kind(
        code=code,
        footprint=shape.footprint,
        lod=lod,
        cim_level=CIM_LEVELS.get(lod[:1]) if lod else None,
        solid=shape.solid,
        attributes=rest,
        **fields,
    )
    return Reading(record, odd)


def _take_texts(rest: dict[str, Any], generic: bool) -> Iterator[tuple[str, str]]:
    """Name, class, function and usage, taken out of `rest` where they are texts.

    Of a list of texts one is made, and the list stays.
    """
    for key, name in SHARED.items():
        value = rest.get(key)
        if generic and name == "klass":
            continue
        if isinstance(value, str) and value:
            yield name, rest.pop(key)
        elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            yield name, ", ".join(value)


def _take_building(
    rest: dict[str, Any], thing: dict[str, Any], shape: Shape, odd: list[str]
) -> dict[str, Any]:
    fields: dict[str, Any] = {"ground": shape.low}
    for key, (name, least, most) in COUNTS.items():
        if rest.get(key) is not None:
            count = _read_count(rest[key])
            if count is None or not least <= count <= most:
                odd.append(key)
            else:
                fields[name] = count
                del rest[key]
    measured = rest.get("measuredHeight")
    if isinstance(measured, int | float) and measured is not True and 0 < measured < TALLEST:
        fields |= {"height": float(measured), "height_source": HeightSource.MEASURED}
        del rest["measuredHeight"]
    else:
        odd += ["measuredHeight"] if measured is not None else []
        if shape.low is not None and shape.high is not None and shape.high > shape.low:
            fields |= {"height": shape.high - shape.low, "height_source": HeightSource.MODEL}
    return fields | {"address": write_address(thing.get("address"))}


def _read_count(value: Any) -> int | None:
    if type(value) in (int, float) and value == int(value):
        return int(value)
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if len(text) < 6 and text.isascii() and text.isdigit() else None


def write_address(address: Any) -> str | None:
    """One line for an address of CityJSON 1.0 (an object) or later (a list of objects); None for none."""
    lines = []
    for one in address if isinstance(address, list) else [address]:
        if not isinstance(one, dict):
            continue
        parts = {key.lower(): str(value) for key, value in one.items() if isinstance(value, str | int)}
        street = " ".join(
            parts.pop(key) for key in ("thoroughfarename", "thoroughfarenumber") if key in parts
        )
        order = ("postalcode", "postcode", "localityname", "locality", "countryname", "country")
        known = [street, *(parts.pop(key) for key in order if key in parts)]
        lines.append(", ".join(part for part in (*known, *parts.values()) if part))
    return "; ".join(dict.fromkeys(line for line in lines if line)) or None
