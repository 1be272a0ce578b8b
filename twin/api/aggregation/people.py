"""Aggregates of layers about people: what was published of them by declared zonings, and nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any

from spatial.hexagons import outline
from spatial.inputs import BadInputError
from spatial.text import Text
from twin import access
from twin.access.people import PROTECTED, Declared, Figures, declared_figures, protected_counts
from twin.api.aggregation.groupings import GROUP_BY, refuse
from twin.doorway.parameters import Parameter
from twin.doorway.problems import BadParameterError
from twin.layer.people import REASONS
from twin.runner.outlines import draw_zones
from twin.runner.zone import ADMIN_AREAS, Zoning
from twin.runner.zoning import divide

PERSONS, CITY = "persons", "city"
AREAS, GRID = "admin-", "h3-"
TITLE = Text("人数", "Persons")
WORDS = {
    "city": Text("全市", "The whole city"),
    "unknown": Text("不明", "Not known"),
    "outside": Text("不在任何分区", "In no zone"),
    "all": Text("合计", "All"),
    "age": Text("年龄", "Age"),
    "hukou": Text("户籍", "Household registration"),
    "local": Text("本地", "Local"),
    "elsewhere": Text("外地", "Elsewhere"),
}
Shapes = dict[Any, dict[str, Any]]


def read_declared(
    text: str | None, asked: Iterable[str], allowed: Iterable[Parameter]
) -> tuple[str, str | None]:
    """The declared zoning and dimension that are grouped by.

    Raises BadParameterError for any other grouping and any condition: of two answers that differ by one
    house, by an area moved a little, the difference would tell of those who live there.
    """
    declared = declared_figures()
    said = tell_declared(declared)
    free = {parameter.name for parameter in allowed}
    for name in asked:
        if name not in free:
            raise BadParameterError(name, f"{said} Leave “{name}” out: they are told whole, unconditioned.")
    zoning, comma, dimension = (text or CITY).partition(",")
    if text is None and not declared.zonings:
        return CITY, None
    if zoning not in declared.zonings or (comma and dimension not in declared.dimensions):
        raise refuse(f"{said} Give one zoning and, after a comma, one dimension.")
    return zoning, dimension or None


def tell_declared(declared: Declared) -> str:
    """By what figures about people are told, as a sentence."""
    if not declared.zonings:
        return "No figures about people are published yet; `manage.py people publish` does."
    dimensions = [name for name in declared.dimensions if name != PERSONS]
    return (
        f"Figures about people are told as published together, by the declared zonings "
        f"({', '.join(declared.zonings)}) and dimensions ({', '.join(dimensions)}) alone."
    )


def tell_people(viewer: access.Viewer, zoning: str, dimension: str | None, language: str) -> dict[str, Any]:
    """The published figures of a zoning by a dimension, as the body of an answer."""
    declared = declared_figures()
    if not declared.zonings:
        return {**tell_groups([], zoning, None, None, language), "note": tell_declared(declared)}
    published = protected_counts(zoning)
    named = name_zones(viewer, zoning)
    groups = [
        {
            "keys": {zoning: zone, **({dimension: category} if dimension else {})},
            "titles": {
                zoning: named.get(zone) or word(zone, language),
                **({dimension: word(category, language)} if dimension else {}),
            },
            "values": {PERSONS: count},
            "reason": REASONS[PROTECTED].in_(language) if count is None else None,
        }
        for zone, figures in published.zones.items()
        for category, count in figures[dimension or PERSONS].items()
    ]
    whole: Mapping[str, Figures] = protected_counts(CITY).zones
    told = {"moment": published.moment, "edition": published.edition, "k": published.k}
    return {
        **tell_groups(groups, zoning, dimension, whole[CITY][PERSONS]["all"], language),
        "publication": told,
    }


def tell_groups(
    groups: list[dict[str, Any]], zoning: str, dimension: str | None, total: int | None, language: str
) -> dict[str, Any]:
    """Groups of persons with what they are grouped by and how many there are in all."""
    return {
        GROUP_BY.name: [
            {"name": zoning, "title": word(zoning, language)},
            *([{"name": dimension, "title": word(dimension, language)}] if dimension else []),
        ],
        "measures": [{"name": PERSONS, "title": TITLE.in_(language), "field": PERSONS, "unit": None}],
        "numberOfGroups": len(groups),
        "groups": groups,
        "total": {"values": {PERSONS: total}},
    }


def word(name: str, language: str) -> str:
    """What a zoning, zone, dimension or category is called; its own id where it has no name."""
    return WORDS[name].in_(language) if name in WORDS else name


def find_areas(viewer: access.Viewer, zoning: str) -> Zoning:
    """The administrative areas of a zoning as they are now; none where it has none, or they are gone."""
    if not zoning.startswith(AREAS):
        return Zoning()
    layer = access.layer(viewer, ADMIN_AREAS)
    try:
        return divide(viewer, access.NOW, layer, int(zoning.removeprefix(AREAS)))
    except BadInputError:
        return Zoning()


def name_zones(viewer: access.Viewer, zoning: str) -> dict[str, str]:
    """What the areas of a zoning are called, by the ids they are published under."""
    return {str(zone.id): zone.name for zone in find_areas(viewer, zoning).zones}


def draw_people(viewer: access.Viewer, zoning: str, zones: Iterable[str]) -> Shapes:
    """The shapes of the zones that have one (GeoJSON), by the ids they are published under."""
    if zoning.startswith(GRID):
        cells = [zone for zone in zones if not zone.isalpha()]
        return {cell: {"type": "Polygon", "coordinates": [outline(cell)]} for cell in cells}
    areas = find_areas(viewer, zoning)
    return {str(id): shape for id, shape in draw_zones(areas).items()} if areas.zones else {}
