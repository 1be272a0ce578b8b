"""What an OpenStreetMap element is: one builder a kind of record, from its tags."""

from typing import Any

from spatial import records
from spatial.osm import places
from spatial.osm.heights import Heights
from spatial.osm.places import words
from spatial.records import CityObject
from spatial.units import read_kilometres_per_hour, read_number

WATER = frozenset({"water", "wetland", "bay", "strait", "spring", "hot_spring"})
COURSES = words("river riverbank stream tidal_channel canal ditch drain brook fairway dock pressurised")
PLANTS = {
    "natural": words("wood scrub grassland tree_row heath shrubbery tree fell moor"),
    "leisure": frozenset({"park", "garden", "nature_reserve"}),
}
FUNCTIONS = ("amenity", "shop", "office", "tourism", "healthcare", "leisure", "craft")


def is_building(tags: dict[str, Any]) -> bool:
    """Whether the element is a building of its own, not only a part of one."""
    return bool(tags.get("building", "no") != "no")


def _building(tags: dict[str, Any], shared: dict[str, Any], heights: Heights) -> CityObject | None:
    if not is_building(tags):
        return None
    height = heights.of(tags)
    klass = str(tags["building"])
    outlined = height.source is not None and height.source is not records.HeightSource.ASSUMED
    return records.Building(
        **{**shared, "cim_level": 2 if outlined else 1},
        klass=None if klass == "yes" else klass,
        function=next((str(tags[key]) for key in FUNCTIONS if key in tags), None),
        usage=read_text(tags, "building:use"),
        height=height.metres,
        height_source=height.source,
        storeys=height.storeys,
        storeys_below=_whole(tags.get("building:levels:underground"), 50),
        year=_year(tags.get("start_date")),
        address=_address(tags),
    )


def build_part(tags: dict[str, Any], shared: dict[str, Any], parent: str, heights: Heights) -> CityObject:
    """The part of a building (`building:part`) as a Building under `parent`; nothing of it is assumed."""
    height = heights.of(tags)
    klass = str(tags["building:part"])
    told = height.source is not records.HeightSource.ASSUMED
    return records.Building(
        **shared,
        parent=parent,
        klass=None if klass == "yes" else klass,
        height=height.metres if told else None,
        height_source=height.source if told else None,
        storeys=height.storeys,
    )


def _road(tags: dict[str, Any], shared: dict[str, Any], _: Heights) -> CityObject | None:
    if "highway" not in tags:
        return None
    oneway = {"yes": True, "true": True, "1": True, "-1": True, "no": False, "false": False, "0": False}
    speed = read_kilometres_per_hour(str(tags.get("maxspeed", "")))
    return records.Road(
        **shared,
        klass=str(tags["highway"]),
        ref=read_text(tags, "ref"),
        oneway=oneway.get(str(tags.get("oneway"))),
        lanes=_whole(tags.get("lanes"), 50),
        maxspeed=round(speed) if speed is not None and 0 < speed < 500 else None,
        level=_level(tags),
    )


def _level(tags: dict[str, Any]) -> int | None:
    layer = read_number(str(tags.get("layer", "")))
    if layer is not None and abs(layer) <= 10:
        return int(layer)
    if tags.get("bridge", "no") != "no":
        return 1
    return -1 if tags.get("tunnel", "no") != "no" else None


def _land(tags: dict[str, Any], shared: dict[str, Any], _: Heights) -> CityObject | None:
    return records.LandUse(**shared, klass=str(tags["landuse"])) if "landuse" in tags else None


def _water(tags: dict[str, Any], shared: dict[str, Any], _: Heights) -> CityObject | None:
    for key, values in (("waterway", COURSES), ("natural", WATER)):
        if tags.get(key) in values:
            return records.Water(**shared, klass=str(tags[key]), function=read_text(tags, "water"))
    return None


def _plants(tags: dict[str, Any], shared: dict[str, Any], _: Heights) -> CityObject | None:
    klass = next((str(tags[key]) for key, values in PLANTS.items() if tags.get(key) in values), None)
    return records.PlantCover(**shared, klass=klass) if klass else None


def _bridge(tags: dict[str, Any], shared: dict[str, Any], _: Heights) -> CityObject | None:
    return records.Bridge(**shared, klass="bridge") if tags.get("man_made") == "bridge" else None


def _place(tags: dict[str, Any], shared: dict[str, Any], _: Heights) -> CityObject | None:
    klass = places.place(tags)
    if klass is None:
        return None
    function = read_text(tags, "healthcare") or read_text(tags, "social_facility")
    return records.Place(**_as_point(shared), klass=klass, function=function, address=_address(tags))


def _address_record(tags: dict[str, Any], shared: dict[str, Any], _: Heights) -> CityObject | None:
    if "addr:housenumber" not in tags:
        return None
    own = {key: value for key, value in tags.items() if key.startswith("addr:")}
    point = {**_as_point(shared), "name": None, "codes": (), "attributes": own}
    return records.Address(
        **point,
        street=read_text(tags, "addr:street") or read_text(tags, "addr:place"),
        housenumber=str(tags["addr:housenumber"]),
        postcode=read_text(tags, "addr:postcode"),
        locality=read_text(tags, "addr:city"),
    )


def _area(tags: dict[str, Any], shared: dict[str, Any], _: Heights) -> CityObject | None:
    klass = places.area(tags)
    if klass is None:
        return None
    return records.AdminArea(**shared, klass=klass, admin_level=_whole(tags.get("admin_level"), 15))


KINDS = (_building, _road, _land, _water, _plants, _bridge, _place, _address_record, _area)


def _as_point(shared: dict[str, Any]) -> dict[str, Any]:
    footprint = shared["footprint"]
    point = footprint if footprint is None or footprint.geom_type == "Point" else footprint.point_on_surface()
    return {**shared, "footprint": point}


def read_text(tags: dict[str, Any], key: str) -> str | None:
    """The tag's value as text; None where the tag is absent."""
    return str(tags[key]) if key in tags else None


def _address(tags: dict[str, Any]) -> str | None:
    line = [
        read_text(tags, "addr:street") or read_text(tags, "addr:place"),
        read_text(tags, "addr:housenumber"),
    ]
    first = " ".join(part for part in line if part)
    return (
        ", ".join(part for part in (first, read_text(tags, "addr:city")) if part) or None if line[1] else None
    )


def _whole(value: Any, most: int) -> int | None:
    number = None if value is None else read_number(str(value))
    return int(number) if number is not None and 0 <= number <= most else None


def _year(value: Any) -> int | None:
    year = str(value)[:4]
    return int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None
