"""Storeys, spaces and elements of a building model as records, at the levels 5 to 7 of a CIM (CJJ/T 315)."""

from typing import Any

from spatial import records
from spatial.ifc.gathering import Gathered
from spatial.ifc.properties import find_area
from spatial.ifc.structure import STOREY, is_any
from spatial.ifc.thing import Thing
from spatial.records import CityObject

INNER, ELEMENT, PIECE = 5, 6, 7
SPATIAL = ("IfcSpatialStructureElement", "IfcSpatialElement")
# Parts and fasteners: what IFC 4 calls element components, and IFC 2x3 partly building element components.
PIECES = ("IfcElementComponent", "IfcBuildingElementComponent")


def find_level(thing: Thing) -> int:
    """The CIM level of a storey or space (5), an element (6), a part or fastener (7)."""
    if is_any(thing.product, SPATIAL):
        return INNER
    return PIECE if is_any(thing.product, PIECES) else ELEMENT


def gathers(thing: Thing) -> bool:
    """Whether a thing without a shape of its own has that of what it holds: a storey, a stair, a roof."""
    return thing.product.is_a(STOREY) or not is_any(thing.product, SPATIAL)


def make_component(thing: Thing, gathered: Gathered, square: float, unit: float) -> CityObject:
    """The record of a thing within a building, or of one that stands on the site by itself.

    `square` is square metres per unit of area of the file, `unit` metres per unit of the map.
    """
    fields = thing.fields() | {"klass": thing.product.is_a(), "cim_level": find_level(thing)}
    low, high = _find_heights(thing, gathered)
    if thing.body is None and gathers(thing):
        enclosed = thing.product.is_a(STOREY)
        fields["footprint"] = gathered.draw_enclosed(unit) if enclosed else gathered.draw_plan(unit)
    if thing.place.whole is None:
        return records.Generic(**fields)
    return records.Component(
        **fields,
        building=thing.place.whole,
        storey=thing.place.storey,
        within=thing.place.within,
        elevation=low,
        height=None if low is None or high is None or high <= low else high - low,
        area=_find_area(thing, fields, square, unit),
    )


def _find_heights(thing: Thing, gathered: Gathered) -> tuple[float | None, float | None]:
    if thing.body is not None:
        return thing.body.low, thing.body.high
    return (gathered.low, gathered.high) if gathers(thing) else (None, None)


def _find_area(thing: Thing, fields: dict[str, Any], square: float, unit: float) -> float | None:
    """The area as the file has it; that of a space's own plan where it does not say."""
    told = find_area(thing.attributes, square)
    if told is None and thing.body is not None and thing.product.is_a("IfcSpace") and fields["footprint"]:
        return float(fields["footprint"].area) * unit**2
    return told
