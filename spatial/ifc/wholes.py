"""Buildings and other facilities of a model as records: plan, skin and heights from what they hold."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from spatial import records
from spatial.crs import Crs
from spatial.ifc.body import LOD, join, make_solid
from spatial.ifc.properties import find_value, make_plain
from spatial.ifc.shapes import MOST
from spatial.ifc.storeys import Holder, count_storeys
from spatial.records import CityObject, HeightSource

if TYPE_CHECKING:
    import ifcopenshell

# A building with its skin in detail; what is inside it are components of levels 5 to 7.
LEVEL = 4
# Metres that the ground a file tells may lie beneath the lowest part of the building.
SLACK = 1.0

_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
ADDRESS = ("AddressLines", "PostalBox", "Town", "Region", "PostalCode", "Country")


def make_whole(whole: Holder, storeys: Sequence[Holder], unit: float, crs: Crs) -> CityObject:
    """The record of a building with its storeys, or of a bridge, a road or another facility.

    `unit` is metres per unit of the file.
    """
    thing, gathered, zero = whole.thing, whole.gathered, whole.elevation
    fields = thing.fields()
    if thing.body is None:
        enclosed = thing.product.is_a("IfcBuilding")
        fields["footprint"] = gathered.draw_enclosed(crs.unit) if enclosed else gathered.draw_plan(crs.unit)
    if thing.body is None and gathered.skin and not is_too_large(whole):
        fields |= {"solid": make_solid(join(gathered.skin), crs), "lod": LOD}
    fields |= {"klass": make_plain(thing.product.ObjectType) or None, "cim_level": LEVEL}
    if thing.product.is_a("IfcBridge"):
        return records.Bridge(**fields)
    if thing.product.is_a("IfcRoad"):
        return records.Road(**fields)
    if not thing.product.is_a("IfcBuilding"):
        return records.Generic(**fields | {"klass": thing.product.is_a()})
    above, below = count_storeys(storeys, zero)
    ground = _find_ground(whole, above, unit)
    high = gathered.high if thing.body is None else thing.body.high
    height = None if high is None else high - ground
    return records.Building(
        **fields | {"function": _find_use(thing.attributes)},
        parent=thing.place.whole,
        ground=ground,
        height=height if height and height > 0 else None,
        height_source=HeightSource.MEASURED if height and height > 0 else None,
        storeys=len(above) or None,
        storeys_below=len(below) if storeys else None,
        year=_find_year(thing.attributes),
        address=write_address(thing.product),
    )


def is_too_large(whole: Holder) -> bool:
    """Whether a building's skin has more triangles than are kept of one thing."""
    return sum(len(mesh.triangles) for mesh in whole.gathered.skin) > MOST


def _find_ground(whole: Holder, above: Sequence[Holder], unit: float) -> float:
    """The ground as the file tells it, where that can be; else the floor of the lowest storey above.

    Some files count ElevationOfTerrain from the sea, as IFC has it, some from the building's own zero.
    """
    low, high = whole.gathered.low, whole.gathered.high
    told = getattr(whole.thing.product, "ElevationOfTerrain", None)
    if isinstance(told, int | float) and low is not None and high is not None:
        for level in (told * unit, whole.elevation + told * unit):
            if low - SLACK <= level <= high:
                return level
    return min((one.elevation for one in above), default=whole.elevation if low is None else low)


def _find_use(attributes: dict[str, Any]) -> str | None:
    use = find_value(attributes, "OccupancyType")
    return use if isinstance(use, str) and use else None


def _find_year(attributes: dict[str, Any]) -> int | None:
    found = _YEAR.search(str(find_value(attributes, "YearOfConstruction") or ""))
    return int(found[1]) if found else None


def write_address(building: "ifcopenshell.entity_instance") -> str | None:
    """The postal address of a building, else that of its site, in one line."""
    from ifcopenshell.util.element import get_parent

    site = get_parent(building)
    for address in (getattr(building, "BuildingAddress", None), getattr(site, "SiteAddress", None)):
        if address is not None:
            parts = [make_plain(getattr(address, name, None)) for name in ADDRESS]
            lines = [line for part in parts for line in (part if isinstance(part, list) else [part])]
            if text := ", ".join(str(line).strip() for line in lines if line and str(line).strip()):
                return text
    return None
