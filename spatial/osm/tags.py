"""OpenStreetMap tags to the neutral records: one element gives a record of each kind it is."""

from collections.abc import Iterator
from typing import Any

from shapely.geometry.base import BaseGeometry

from spatial import records
from spatial.osm.heights import Heights
from spatial.osm.kinds import KINDS, build_part, is_building, read_text
from spatial.osm.tiles import Feature
from spatial.records import CityObject, Issue, Severity
from spatial.units import read_kilometres_per_hour, read_number

# The tag that names a thing of no kind of its own, the most telling first.
MAIN = """
    building:part man_made power railway aeroway aerialway public_transport amenity leisure natural waterway
    historic tourism shop office craft healthcare emergency military telecom place boundary barrier
    traffic_calming traffic_sign entrance area:highway playground golf sport advertising kerb building
"""


def is_part(tags: dict[str, Any]) -> bool:
    """Whether the element is only a part of some building."""
    return "building:part" in tags and not is_building(tags)


def read_records(
    feature: Feature, footprint: BaseGeometry | None, heights: Heights, parent: str | None = None
) -> Iterator[CityObject | Issue]:
    """Every record the tags of `feature` tell of, after what is odd about them.

    `parent` is the building of which it is a part. An element of no kind, or a part of no building, gives
    a Generic, so that nothing is lost.
    """
    tags = feature.tags
    shared = _share(feature, footprint)
    found = [record for build in KINDS if (record := build(tags, shared, heights)) is not None]
    if parent is not None:
        found.insert(0, build_part(tags, shared, parent, heights))
    elif is_part(tags) or not found:
        found.insert(0, records.Generic(**shared, klass=_name_kind(tags)))
    yield from _doubt(feature, found, heights)
    yield from found


def _name_kind(tags: dict[str, Any]) -> str:
    key = next((key for key in MAIN.split() if key in tags), None)
    return min(tags) if key is None else f"{key}={tags[key]}"


def _share(feature: Feature, footprint: BaseGeometry | None) -> dict[str, Any]:
    tags = feature.tags
    return {
        "code": feature.code,
        "codes": (("wikidata", str(tags["wikidata"])),) if "wikidata" in tags else (),
        "footprint": footprint,
        "name": read_text(tags, "name"),
        "lod": "0",
        "cim_level": 1,
        "attributes": {**tags, "osm": feature.history},
    }


def _doubt(feature: Feature, found: list[CityObject], heights: Heights) -> Iterator[Issue]:
    """What is odd about the feature: its outline, or numbers that are none."""
    tags = feature.tags
    odd: list[str] = []
    if feature.flaw:
        message = f"The outline was not valid ({feature.flaw}) and was repaired."
        yield Issue(severity=Severity.WARNING, code="OUTLINE_REPAIRED", message=message, object=feature.code)
    for record in found:
        if isinstance(record, records.Building):
            odd += heights.of(tags).nonsense
        if isinstance(record, records.Road):
            odd += [key for key in ("lanes", "layer") if key in tags and read_number(str(tags[key])) is None]
            speed = str(tags.get("maxspeed", "none"))
            if speed[0:1].isdigit() and read_kilometres_per_hour(speed) is None:
                odd.append("maxspeed")
    for key in odd:
        yield Issue(
            severity=Severity.WARNING,
            code="NOT_A_MEASURE",
            message=f"“{tags[key]}” is no measure the twin can use; it stays among the attributes.",
            object=feature.code,
            position=key,
        )
