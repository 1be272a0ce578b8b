"""A zone and a zoning: the areas figures are told by, and where they lie."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection

from spatial.figures import Places
from twin.runner.sql import Statement

CITY, ADMIN_AREAS = "city", "admin-areas"
NOWHERE = Statement("SELECT NULL::int AS zone, NULL::geometry AS footprint LIMIT 0")
POINTS = (
    "SELECT zone, ST_X(point), ST_Y(point), area, ST_X(degrees), ST_Y(degrees) "
    "FROM (SELECT zone, footprint, ST_PointOnSurface(footprint) AS point, ST_Area(footprint) AS area "
    "FROM (SELECT zone, ST_Transform(footprint, %s) AS footprint FROM ({shapes}) area) placed) found, "
    "ST_Transform(point, 4326) AS degrees ORDER BY zone"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """One area: its permanent id (that of a thing, if it is one), its code in its source and its name."""

    id: int | None
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Zoning:
    """Areas with the id they are quoted by; `kind` is what loads count them as, None for cells of a grid.

    `shapes` tells the place of each among `zones` and its footprint.
    """

    id: str = CITY
    zones: tuple[Zone, ...] = ()
    shapes: Statement = NOWHERE
    kind: str | None = None
    places: Places = field(default=Places(0))

    def locate(self) -> list[tuple[Any, ...]]:
        """A point within each zone (x, y; metres), its area (m²) and the point in degrees, in their order."""
        with connection.cursor() as cursor:
            query = POINTS.format(shapes=self.shapes.sql)
            cursor.execute(query, (settings.TWIN_CRS, *self.shapes.values))
            return [row[1:] for row in cursor.fetchall()]
