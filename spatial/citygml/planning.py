"""Zones of i-UR's urban planning (urf): use districts and other areas of a plan in force."""

from typing import Any

from spatial.citygml.attributes import say, to_date, to_metres, to_number
from spatial.citygml.codelists import CodeLists
from spatial.citygml.fields import Remark, take_fields
from spatial.citygml.things import Thing
from spatial.cityobjects.shapes import Shape
from spatial.records import CityObject, PlanningZone, Severity

COVERAGE = ("buildingCoverageRate", "maximumBuildingCoverageRate")
FLOOR_AREA = ("floorAreaRate", "maximumFloorAreaRate")
HEIGHT = ("maximumBuildingHeight",)
# A ratio this high is none: such figures are shares of a hundred, as Japanese plans write them (容積率 60 %).
PERCENT_ABOVE = {"coverage": 1.0, "floor_area_ratio": 20.0}


def make_zone(thing: Thing, shape: Shape, lists: CodeLists, remark: Remark) -> list[CityObject]:
    """Any thing of the planning vocabulary as a zone; nothing for another thing."""
    if thing.name.vocabulary != "urf":
        return []
    fields = take_fields(thing, shape)
    rest = fields["attributes"]
    zone: dict[str, Any] = {
        "coverage": _read_share(rest, COVERAGE, "coverage", remark),
        "floor_area_ratio": _read_share(rest, FLOOR_AREA, "floor_area_ratio", remark),
        "height_limit": next((metres for name in HEIGHT if (metres := to_metres(rest.get(name)))), None),
    }
    first, last = to_date(rest.get("validFrom")), to_date(rest.get("validTo"))
    for name in ("function", "usage"):
        values = rest.pop(name, None)
        told = [str(say(value)) for value in (values if isinstance(values, list) else [values]) if value]
        fields[name] = ", ".join(told) or None
    return [
        PlanningZone(
            **fields,
            **zone,
            klass=thing.name.local,
            valid_from=first,
            valid_to=last if first is None or last is None or last > first else None,
        )
    ]


def _read_share(rest: dict[str, Any], names: tuple[str, ...], of: str, remark: Remark) -> float | None:
    """A share or ratio, which a percentage (told by its size) becomes; its figure stays an attribute."""
    for name in names:
        number = to_number(rest.get(name))
        if number is None or number <= 0:
            continue
        if number > PERCENT_ABOVE[of]:
            remark(Severity.INFO, "READ_AS_PERCENT", f"{name} is read as a percentage: 200 as a ratio of 2.")
            number /= 100
        return number
    return None
