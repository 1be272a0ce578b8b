"""What every record of an extension has of its thing, and how its maker speaks of what it finds."""

from collections.abc import Callable
from typing import Any

from spatial.citygml.attributes import list_codes
from spatial.citygml.codelists import CodeLists
from spatial.citygml.things import Thing
from spatial.cityobjects.kinds import CIM_LEVELS
from spatial.cityobjects.shapes import Shape
from spatial.records import CityObject, Severity

# Makes records of a thing; the remark it may make is told once for the whole file.
Remark = Callable[[Severity, str, str], None]
Maker = Callable[[Thing, Shape, CodeLists, Remark], list[CityObject]]


def take_fields(thing: Thing, shape: Shape) -> dict[str, Any]:
    """The fields of any city object; what is no field stays among the attributes."""
    rest = dict(thing.attributes)
    name = rest.pop("name") if isinstance(rest.get("name"), str) else None
    if thing.addresses:
        rest["address"] = thing.addresses
    lod = max(shape.lods, default=None)
    return {
        "code": thing.code,
        "footprint": shape.footprint,
        "name": name,
        "lod": lod,
        "cim_level": CIM_LEVELS.get(lod[:1]) if lod else None,
        "solid": shape.solid,
        "codes": list_codes(rest),
        "attributes": rest,
    }
