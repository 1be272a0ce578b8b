"""What an analysis is given of the twin: tables, where the zones lie, the day, and things of layers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from spatial.analysis import Analysis
from spatial.inputs import list_layers, list_needed, list_tables
from twin.runner.gathering import gather, gather_zones, kinds_of
from twin.runner.points import gather_points, kind_of
from twin.runner.statements import Ground
from twin.runner.streets import gather_streets
from twin.runner.tables import TABLES

TODAY, SYSTEM, ZONES, STREETS = "today", "system", "zones", "streets"
MADE: dict[str, Callable[[type[Any], Ground], Any]] = {
    TODAY: lambda columns, ground: timezone.localdate(),
    SYSTEM: lambda columns, ground: settings.TWIN_CRS,
    ZONES: gather_zones,
    STREETS: gather_streets,
}
"""What is no table of rows: the day, the twin's system (EPSG), where the zones lie, the streets as graphs."""

NEVER_EMPTY = {TODAY, SYSTEM, ZONES}


@dataclass(frozen=True, slots=True)
class Arguments:
    """Arguments by name, None for those the inputs do not ask for; the kinds of rows they are drawn from.

    `empty` says that one of them has no rows: what is worked out of nothing is not nought.
    """

    given: dict[str, Any]
    kinds: set[str]
    empty: bool


def is_personal(analysis: Analysis, taken: Mapping[str, Any]) -> bool:
    """Whether it is drawn from rows about people with these inputs."""
    tables = [table for table, _ in list_tables(analysis, taken).values()]
    return any(TABLES[table].personal for table in tables if table not in MADE)


def gather_arguments(
    analysis: Analysis, taken: Mapping[str, Any], ground: Ground, pause: Callable[[float], None]
) -> Arguments:
    """All that the analysis is given with these inputs; `pause` is called as `run` says."""
    given: dict[str, Any] = dict.fromkeys([*list_tables(analysis), *list_layers(analysis)])
    tables, layers = list_tables(analysis, taken), list_layers(analysis, taken)
    steps = len(tables) + len(layers) + 1
    for at, (name, (table, columns)) in enumerate(tables.items()):
        pause(at / steps)
        given[name] = MADE[table](columns, ground) if table in MADE else gather(table, columns, ground)
    for at, (name, mark) in enumerate(layers.items(), len(tables)):
        pause(at / steps)
        given[name] = gather_points(mark, taken, ground)
    pause((steps - 1) / steps)
    held = [name for name, (table, _) in tables.items() if table not in NEVER_EMPTY]
    needed = list_needed(analysis) & {*held, *layers}
    named = {table for table, _ in tables.values()}
    kinds = kinds_of(sorted(named)) | ({"road"} if STREETS in named else set())
    kinds |= {kind_of(mark, taken, ground.reading.viewer) for mark in layers.values()}
    return Arguments(given, kinds, any(is_empty(given[name]) for name in needed))


def is_empty(table: Any) -> bool:
    """Whether a table has no rows, or is not there at all."""
    if is_dataclass(table) and not hasattr(table, "__len__"):
        table = getattr(table, fields(table)[0].name)
    return table is None or not len(table)
