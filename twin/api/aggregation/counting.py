"""Groups counted and measured by the database in one statement: by properties, and by areas."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import F, FloatField, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, NullIf

from twin.api.aggregation.groupings import Grouping, Places
from twin.api.aggregation.groups import BY_COUNT, MOST, Group, Groups, check_number, fields_of
from twin.api.aggregation.measures import Measure
from twin.layer import Field
from twin.runner.sql import Statement, compile

DEGREES = 4326
COUNTED = "WITH counted AS NOT MATERIALIZED ({rows})"
PLACED = (
    ", zone AS MATERIALIZED (SELECT zone, {area} AS area, {reach} AS reach FROM ({shapes}) AS shape), "
    # An area that others lie over counts for what no area of a lesser id has.
    "placed AS MATERIALIZED (SELECT counted.id, min(zone.zone) AS zone FROM zone JOIN counted "
    "ON counted.{reached} && zone.reach AND ST_Intersects(zone.area, {point}) GROUP BY counted.id)"
)
# The map's square ends before the poles, and no city lies beyond it.
REACH_OF_DEGREES = (
    "ST_Transform(ST_MakeEnvelope(ST_XMin(box), least(greatest(ST_YMin(box), -85), 85), "
    "ST_XMax(box), least(greatest(ST_YMax(box), -85), 85), 4326), 3857)"
)
SHAPED = (
    "SELECT zone, footprint::geometry AS footprint, box3d(footprint::geometry) AS box FROM ({shapes}) AS a"
)
POINT = "ST_PointOnSurface(counted.footprint)"


def plain(column: str) -> Func:
    """A column of shapes as it is: Django would read it as bytes, by which no index finds anything."""
    return Func(F(column), template="%(expressions)s", output_field=TextField())


def choose(rows: QuerySet[Any], properties: Sequence[Field], fields: Sequence[Field]) -> Statement:
    """Rows with their id, shape and place on the map, properties as k0 … and numbers to measure as v0 …."""
    numbers = {
        f"v{at}": NullIf(Cast(field.source, FloatField()), Cast(Value("NaN"), FloatField()))
        for at, field in enumerate(fields)
    }
    keys = {f"k{at}": F(field.source) for at, field in enumerate(properties)}
    shapes = {"footprint_": plain("footprint"), "tile_": plain("tile")}
    chosen = compile(rows.order_by().values("id", **shapes, **keys, **numbers))
    sql = f"SELECT c.*, footprint_ AS footprint, tile_ AS tile FROM ({chosen.sql}) AS c"
    return Statement(sql, chosen.values)


def count_groups(
    rows: QuerySet[Any], srid: int, grouping: Grouping, measures: Sequence[Measure], order: str
) -> Groups:
    """The groups of rows with shapes in EPSG:`srid`, by properties and, if any, the areas of a zoning."""
    fields = fields_of(measures)
    chosen = choose(rows, grouping.properties, fields)
    sql, values = COUNTED.format(rows=chosen.sql), chosen.values
    keys = [f"k{at}" for at in range(len(grouping.properties))]
    origin = "counted"
    if grouping.places:
        placed = place(grouping.places, srid)
        sql, values = sql + placed.sql, values + placed.values
        keys, origin = ["placed.zone", *keys], "counted LEFT JOIN placed ON placed.id = counted.id"
    columns = [f"v{[field.name for field in fields].index(measure.field.name)}" for measure in measures]
    told = [
        f"grouping({keys[0]})" if keys else "1",
        *keys,
        "count(*)",
        *(f"count(v{at})" for at in range(len(fields))),
        *(measure.sql(column) for measure, column in zip(measures, columns, strict=True)),
    ]
    sets = f"({', '.join(keys)}), ()" if keys else "()"
    first = [f"{len(keys) + 2} DESC"] if order == BY_COUNT else []
    ranks = ["1 DESC", *first, *(str(at) for at in range(2, len(keys) + 2))]
    sql += (
        f" SELECT {', '.join(told)} FROM {origin} GROUP BY GROUPING SETS ({sets}) "
        f"ORDER BY {', '.join(ranks)} LIMIT {MOST + 2}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        total, *found = cursor.fetchall()
    check_number(len(found))
    read = [make_group(row[1:], grouping, len(fields)) for row in (total, *found)]
    return Groups(read[1:], read[0])


def place(places: Places, srid: int) -> Statement:
    """The area of each row of `counted` that has one, by a point on the row's surface.

    Rows and areas are in one CRS, or those of the two that are in degrees meet the others there.
    """
    assert places.zoning is not None
    shapes = places.zoning.shapes
    by_degrees = places.srid == DEGREES != srid
    sql = PLACED.format(
        shapes=SHAPED.format(shapes=shapes.sql),
        area="footprint" if by_degrees else f"ST_Transform(footprint, {srid})",
        reach=REACH_OF_DEGREES if by_degrees else f"ST_Transform(footprint, {srid})",
        reached="tile" if by_degrees else "footprint",
        point=f"ST_Transform({POINT}, {DEGREES})" if by_degrees else POINT,
    )
    return Statement(sql, shapes.values)


def make_group(row: Sequence[Any], grouping: Grouping, fields: int) -> Group:
    """A group of a row of the answer."""
    start = 1 if grouping.places else 0
    end = start + len(grouping.properties)
    count, *rest = row[end:]
    return Group(
        place=row[0] if start else None,
        values=tuple(row[start:end]),
        count=count,
        known=tuple(rest[:fields]),
        figures=tuple(rest[fields:]),
    )
