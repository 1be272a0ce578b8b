"""An aggregate as it is told: as JSON, as CSV for sheets, and as GeoJSON for maps."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from spatial.hexagons import outline
from spatial.text import Text
from twin.api.aggregation.groupings import GROUP_BY, Grouping, Places
from twin.api.aggregation.groups import Group, Groups, fields_of
from twin.api.aggregation.measures import COUNT, Measure
from twin.export.cells import BOM, disarm
from twin.layer import Field
from twin.runner.outlines import draw_zones

ATTRIBUTION = Text(
    "每个要素只计一次，归入其面上一点（point on surface）所在的区域；不在任何区域的要素自成一组，键为 null。",
    "Each feature counts once, in the area or cell in which a point on its surface lies; those in none are a "
    "group of their own, whose key is null.",
)
WITHOUT = Text(
    "“without” 为该字段无值的要素数；它们计入 count，不计入指标。",
    "“without” says how many features have no value of a field: they are counted, and measured they are not.",
)
NONE, HOW_MANY = Text("无", "None"), Text("要素数", "Features")


def tell(grouping: Grouping, measures: Sequence[Measure], groups: Groups, language: str) -> dict[str, Any]:
    """The body of an answer: what was asked, with titles and units, each group, and all features as one."""
    attribution = {"by": "point-on-surface", "about": ATTRIBUTION.in_(language)}
    return {
        GROUP_BY.name: [tell_key(grouping, name, language) for name in grouping.names],
        "measures": [
            {"name": COUNT, "title": HOW_MANY.in_(language), "field": None, "unit": None},
            *(tell_measure(one, language) for one in measures),
        ],
        **({"attribution": attribution} if grouping.places else {}),
        **({"nulls": WITHOUT.in_(language)} if measures else {}),
        "numberOfGroups": len(groups.each),
        "groups": [
            {**tell_keys(grouping, group, language), **tell_figures(group, measures)} for group in groups.each
        ],
        "total": tell_figures(groups.total, measures),
    }


def tell_key(grouping: Grouping, name: str, language: str) -> dict[str, Any]:
    """One of the things that are grouped by."""
    field = next((one for one in grouping.properties if one.name == name), None)
    if field:
        return {"name": name, "title": field.title.in_(language), "unit": field.unit}
    assert grouping.places is not None
    return {"name": name, "title": grouping.places.title.in_(language), "unit": None}


def tell_measure(measure: Measure, language: str) -> dict[str, Any]:
    """A measure with its title and unit."""
    field = measure.field
    title = measure.title(language)
    return {"name": measure.name, "title": title, "field": field.name, "unit": field.unit}


def tell_keys(grouping: Grouping, group: Group, language: str) -> dict[str, Any]:
    """The keys of a group and what they are called."""
    key, name = tell_place(grouping.places, group.place)
    keys = grouping.arrange(key, group.values)
    fields = zip(grouping.properties, group.values, strict=True)
    titles = grouping.arrange(name, [title_of(field, value, language) for field, value in fields])
    return {
        "keys": dict(zip(grouping.names, keys, strict=True)),
        "titles": {
            name: NONE.in_(language) if title is None else title
            for name, title in zip(grouping.names, titles, strict=True)
        },
    }


def tell_place(places: Places | None, place: Any) -> tuple[Any, str | None]:
    """The id and the name of an area, or a cell for both."""
    if place is None or places is None or places.zoning is None:
        return place, place
    zone = places.zoning.zones[place]
    return zone.id, zone.name


def title_of(field: Field, value: Any, language: str) -> str | None:
    """What a value is called: the words of a code, else the value itself."""
    if value is None:
        return None
    return field.values[value].in_(language) if value in field.values else str(value)


def tell_figures(group: Group, measures: Sequence[Measure]) -> dict[str, Any]:
    """How many features a group has, what is measured of them, and how many have no value to be measured."""
    known = zip(fields_of(measures), group.known, strict=True)
    return {
        COUNT: group.count,
        "values": {one.name: one.tell(value) for one, value in zip(measures, group.figures, strict=True)},
        "without": {field.name: group.count - number for field, number in known},
    }


def draw_places(grouping: Grouping, groups: Groups) -> dict[Any, dict[str, Any]]:
    """The shapes (GeoJSON, degrees) of the areas or cells of groups by their keys."""
    places = grouping.places
    if places and places.zoning:
        return draw_zones(places.zoning)
    cells = {group.place for group in groups.each} - {None}
    return {cell: {"type": "Polygon", "coordinates": [outline(cell)]} for cell in cells}


def flatten(told: Mapping[str, Any], group: Mapping[str, Any]) -> dict[str, Any]:
    """A group as one row: keys, their names, measures, and how many features have no value."""
    keys = {name: group["keys"][name] for name in (key["name"] for key in told[GROUP_BY.name])}
    return {
        **keys,
        **{f"{name}.title": title for name, title in group["titles"].items()},
        **({COUNT: group[COUNT]} if COUNT in group else {}),
        **group["values"],
        **{f"without:{name}": number for name, number in group.get("without", {}).items()},
        **({"reason": group["reason"]} if "reason" in group else {}),
    }


def write_csv(told: Mapping[str, Any]) -> bytes:
    """The groups as CSV (RFC 4180) that spreadsheets know for UTF-8; without keys all features as one."""
    groups = told["groups"] if told[GROUP_BY.name] else [{"keys": {}, "titles": {}, **told["total"]}]
    rows = [flatten(told, group) for group in groups]
    file = StringIO(newline="")
    writer = csv.writer(file)
    names = rows[0] if rows else [key["name"] for key in told[GROUP_BY.name]]
    writer.writerow(map(disarm, names))
    writer.writerows(map(disarm, row.values()) for row in rows)
    return (BOM + file.getvalue()).encode()


def write_geojson(told: Mapping[str, Any], shapes: Mapping[Any, Any], places: str) -> dict[str, Any]:
    """The groups as features, each with the shape of the area or cell that the key named `places` says."""
    return {
        "type": "FeatureCollection",
        **{name: value for name, value in told.items() if name != "groups"},
        "features": [
            {
                "type": "Feature",
                "geometry": shapes.get(group["keys"][places]),
                "properties": flatten(told, group),
            }
            for group in told["groups"]
        ],
    }
