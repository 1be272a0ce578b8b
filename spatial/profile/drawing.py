"""Lines that only name the points they run between, as surveys list them: drawn from one to the other."""

from collections.abc import Mapping
from typing import Any, TypeGuard

from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from spatial.errors import RefusedError
from spatial.profile.identity import find_key, name_row
from spatial.profile.rules import Profile, TableMap
from spatial.tables import Row, Table

Pairs = list[tuple[Table, TableMap]]
Points = dict[str, Point]


def find_points(pairs: Pairs, plan: TableMap, profile: Profile) -> Points:
    """The points of the table that `plan` says its lines run between, by their ids; none where it says none.

    Raises RefusedError where the profile does not map that table, or it has no points.
    """
    if plan.between is None:
        return {}
    for table, other in pairs:
        if table.name == plan.between and "point" in table.geometry:
            rows = (row for row in table.rows(find_key(other)) if isinstance(row, Row))
            return {name_row(table, other, row): row.footprint for row in rows if is_point(row.footprint)}
    raise RefusedError(
        f"{profile.name} draws lines between the points of “{plan.between}”, but maps no such table; add it."
    )


def is_point(shape: BaseGeometry | None) -> TypeGuard[Point]:
    """Whether a shape is one point."""
    return isinstance(shape, Point)


def draw(row: Row, fields: Mapping[str, Any], points: Points) -> BaseGeometry | None:
    """A row's own course, else the line between its two points; None where one is unknown or both are one."""
    start, end = fields.get("start"), fields.get("end")
    if row.footprint is not None or start not in points or end not in points:
        return row.footprint
    line = LineString([points[start], points[end]])
    return line if line.length else None
