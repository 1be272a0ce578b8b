"""Hazard zones of i-UR: water bodies that are floods by depth ranks, and areas prone to landslides."""

from typing import Any

from spatial.citygml.attributes import as_dicts, is_explained, say, say_known, to_date
from spatial.citygml.codelists import CodeLists
from spatial.citygml.fields import Remark, take_fields
from spatial.citygml.ranks import AREAS, DEPTH_LIST, DEPTHS, DISASTERS, SPECIAL, rank_in, read_depths
from spatial.citygml.things import Thing
from spatial.citygml.values import Code
from spatial.cityobjects.shapes import Shape
from spatial.records import CityObject, HazardZone, Severity

RISKS = "floodingRiskAttribute"
LANDSLIDES = "SedimentDisasterProneArea"
# Kinds of hazard of the twin by the middle of the data type's name.
FLOODS = {
    "RiverFlooding": "flood",
    "ReservoirFlooding": "flood",
    "InlandFlooding": "waterlogging",
    "Tsunami": "other",
    "HighTide": "other",
}


def make_hazard(thing: Thing, shape: Shape, lists: CodeLists, remark: Remark) -> list[CityObject]:
    """The zones a thing is: one for each rank it has; nothing for a thing that is no hazard."""
    if thing.name == ("urf", LANDSLIDES):
        return [_make_landslide(thing, shape, remark)]
    if thing.name != ("wtr", "WaterBody"):
        return []
    risks = as_dicts(thing.attributes.get(RISKS))
    return [_make_flood(thing, shape, risk, place, lists, remark) for place, risk in enumerate(risks, 1)]


def _make_flood(
    thing: Thing, shape: Shape, risk: dict[str, Any], place: int, lists: CodeLists, remark: Remark
) -> CityObject:
    """A flood by one of its ranks. A water body has one area a rank, so its area is kept as one."""
    kind = str(risk.get("type", RISKS)).removeprefix("WaterBody").removesuffix("RiskAttribute")
    told = next((name for name in ("rank", "rankOrg") if name in risk), None)
    value = risk.get(told) if told else None
    fields = take_fields(thing, shape)
    if place > 1:
        fields["code"] = f"{thing.code}-{place}"
    scenario = [say_known(risk.get("description")), say(risk.get("scale"))]
    return HazardZone(
        **fields,
        klass=kind,
        hazard=FLOODS.get(kind, "other"),
        scenario=" ".join(str(part) for part in scenario if part) or None,
        **_read_rank(value, kind, told, lists, remark),
    )


def _read_rank(value: Any, kind: str, told: str | None, lists: CodeLists, remark: Remark) -> dict[str, Any]:
    """Grade, rank and depths: by the list beside the file, else by the standard's own list of river ranks."""
    if told is None:
        return {}
    scheme = f"{kind}RiskAttribute_{told}"
    code = value["code"] if is_explained(value) else str(value)
    standard = f"{scheme}.xml" == DEPTH_LIST
    meanings = lists.find(f"{scheme}.xml") or (DEPTHS if standard else {})
    grade = value["name"] if is_explained(value) else meanings.get(code, code)
    depths = read_depths(grade) if grade != code else None
    if depths is None:
        message = f"What the codes of {scheme} mean is not told; they stay grades without order or depth."
        remark(Severity.WARNING, "RANK_UNKNOWN", message)
        return {"scheme": scheme, "grade": grade}
    if not is_explained(value):
        remark(
            Severity.INFO, "RANK_BY_STANDARD", f"The ranks of {scheme} were read by the standard's own list."
        )
    return {
        "scheme": scheme,
        "grade": grade,
        "rank": rank_in(meanings | {code: grade}, code),
        "depth_from": depths[0],
        "depth_to": depths[1],
    }


def _make_landslide(thing: Thing, shape: Shape, remark: Remark) -> CityObject:
    fields = take_fields(thing, shape)
    rest = fields["attributes"]
    area, disaster = rest.get("areaType"), rest.get("disasterType")
    grade = AREAS.get(area, area) if isinstance(area, Code) else say(area)
    scenario = DISASTERS.get(disaster, disaster) if isinstance(disaster, Code) else say(disaster)
    if isinstance(area, Code) and area in AREAS:
        message = "The file's lists of areas and disasters are not there; the standard's own were used."
        remark(Severity.INFO, "AREA_BY_STANDARD", message)
    if fields["name"] is None and isinstance(rest.get("zoneName"), str):
        fields["name"] = rest["zoneName"]
    if isinstance(rest.get("zoneNumber"), str):
        fields["codes"] = (*fields["codes"], ("zoneNumber", rest["zoneNumber"]))
    return HazardZone(
        **fields,
        klass=LANDSLIDES,
        hazard="landslide",
        scenario=str(scenario) if scenario else None,
        scheme="土砂災害防止法",
        grade=str(grade) if grade else None,
        rank=None if grade not in AREAS.values() else 2 if SPECIAL in grade else 1,
        valid_from=to_date(rest.get("validFrom")),
    )
