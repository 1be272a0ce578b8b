"""Groups by the cells of the H3 grid: points are read part by part, numbers to measure kept as arrays."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from spatial.hexagons import index
from twin.api.aggregation.counting import POINT, choose
from twin.api.aggregation.groupings import Grouping
from twin.api.aggregation.groups import BY_COUNT, Group, Groups, check_number, fields_of
from twin.api.aggregation.limits import hurry
from twin.api.aggregation.measures import MEASURES, Measure
from twin.doorway.problems import BadParameterError

POINTS = (
    "SELECT ST_X(point), ST_Y(point), {columns} FROM (SELECT counted.*, ST_Transform({point}, 4326) AS point "
    "FROM ({rows}) AS counted OFFSET 0) AS placed"
)
BATCH = 20_000
MOST_NUMBERS = 15_000_000
"""Numbers kept at once, of 8 bytes each."""


def count_cells(
    rows: QuerySet[Any], grouping: Grouping, measures: Sequence[Measure], order: str, deadline: float
) -> Groups:
    """The groups of rows by the cell in which a point on their surface lies, and properties."""
    import numpy as np

    fields = fields_of(measures)
    keys: dict[tuple[Any, ...], int] = {}
    groups, numbers = array("i"), array("d")
    for batch in read_points(rows, grouping, measures):
        hurry(deadline)
        assert grouping.places is not None
        cells = index(((x, y) for x, y, *_ in batch if x is not None), grouping.places.resolution)
        for x, _y, *rest in batch:
            key = (None if x is None else next(cells), *rest[: len(grouping.properties)])
            groups.append(keys.setdefault(key, len(keys)))
        check_number(len(keys))
        if fields:
            part = np.array([row[len(row) - len(fields) :] for row in batch], dtype=np.float64)
            numbers.frombytes(part.tobytes())
        if len(numbers) > MOST_NUMBERS:
            raise BadParameterError(
                MEASURES.name,
                "These are more numbers than can be measured by cells at once; measure fewer fields, or give "
                "a bbox or filter that leaves fewer features.",
            )
    table = np.frombuffer(numbers, dtype=np.float64).reshape(len(groups), len(fields))
    of = np.frombuffer(groups, dtype=np.int32)
    ranked = np.argsort(of, kind="stable")
    ends = np.searchsorted(of[ranked], np.arange(len(keys) + 1))
    each = [measure_group(key, table[ranked[ends[at] : ends[at + 1]]], measures) for key, at in keys.items()]
    each.sort(key=lambda group: rank(group, order))
    return Groups(each, measure_group((None,) * (len(grouping.properties) + 1), table, measures))


def read_points(
    rows: QuerySet[Any], grouping: Grouping, measures: Sequence[Measure]
) -> Iterator[list[tuple[Any, ...]]]:
    """Longitude, latitude, properties and numbers of the rows, some thousands at a time."""
    fields = fields_of(measures)
    chosen = choose(rows, grouping.properties, fields)
    columns = [f"k{at}" for at in range(len(grouping.properties))] + [f"v{at}" for at in range(len(fields))]
    sql = POINTS.format(columns=", ".join(columns) or "NULL", point=POINT, rows=chosen.sql)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, chosen.values)
        while batch := cursor.fetchmany(BATCH):
            yield batch


def measure_group(key: tuple[Any, ...], table: Any, measures: Sequence[Measure]) -> Group:
    """A group of its numbers, a row a feature and a column a field; a number that is missing is NaN."""
    import numpy as np

    names = [field.name for field in fields_of(measures)]
    columns = [column[~np.isnan(column)] for column in table.T]
    return Group(
        place=key[0],
        values=key[1:],
        count=len(table),
        known=tuple(len(column) for column in columns),
        figures=tuple(measure.of(columns[names.index(measure.field.name)]) for measure in measures),
    )


def rank(group: Group, order: str) -> tuple[Any, ...]:
    """The place of a group among the others, as the database would have it."""
    keys = [(key is None, "" if key is None else key) for key in (group.place, *group.values)]
    return (-group.count if order == BY_COUNT else 0, *keys)
