"""From a table of any vector file to a layer of its own: described, given a table, filled like any load."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import connection

from spatial.crs import Crs, agree_on_axes, agree_on_earth, declare, outside, outside_city, parse
from spatial.errors import RefusedError
from spatial.format import Asked, Header
from spatial.records import Issue, Severity
from spatial.tables import Column, Lot, Table
from spatial.vector.cells import Odd, fit
from twin import marks
from twin.layer import EVERYONE, layers
from twin.models import Dataset, Published, Recorded
from twin.models.version import CLEARANCE

TYPES = {
    "string": "text",
    "integer": "bigint",
    "number": "double precision",
    "boolean": "boolean",
    "date": "date",
    "time": "time",
    "datetime": "timestamptz",
    "object": "jsonb",
}
# What a column of the first type takes of the second: JSON has no times, and 12.0 may be written 12.
NARROWER = {("number", "integer"), ("time", "string")}
WGS84 = 4326
LONGEST_ID = 120
FEW = 20_000
"""A table of so many rows is drawn as it is from afar too, with all its fields."""


def name_layer(name: str) -> str:
    """The layer id of a table: its name, with what an address cannot hold replaced by hyphens."""
    id = re.sub(r"[^\w.-]+", "-", name).strip("-.")[:LONGEST_ID]
    if not id:
        raise RefusedError(
            f"The table “{name}” has no name an address can hold; name its layer with --as NAME."
        )
    return id


def refuse_taken(table: Table, id: str, dataset: str) -> None:
    """See that the id is free, or is that of an earlier edition of the same dataset."""
    row = Published.objects.filter(layer=id, removed__isnull=True).select_related("dataset").first()
    if id in layers.entries or (row and row.dataset.key != dataset):
        raise RefusedError(
            f"There is a layer “{id}” already; load this one under another name: --table “{table.name}” "
            "--as NAME."
        )


def place(table: Table, asked: Asked) -> tuple[Crs, int]:
    """The CRS of a table's coordinates, and that of its rows: the twin's where it lies there, else 4326.

    Raises RefusedError where the numbers tell that its axes are exchanged or its zone is another.
    """
    if not table.geometry:
        return parse(WGS84), WGS84
    source = declare(Header(crs=table.crs), asked)
    if table.extent is None:
        return source, settings.TWIN_CRS
    city = parse(settings.TWIN_CRS)
    agree_on_axes(table.extent, source, city, asked)
    agree_on_earth(table.extent, source)
    away = outside_city(table.extent, source, city)
    return source, WGS84 if away else settings.TWIN_CRS


def remark(table: Table, source: Crs, srid: int) -> Iterator[Issue]:
    """What is to be noticed of where a table lies as a whole."""
    if table.extent is None or srid != WGS84:
        return
    if outside(table.extent, source):
        message = (
            f"Some of it lies outside the area of {source.name} ({source.code}); where that is not so, give "
            "--crs EPSG:n or mend the rows."
        )
        yield Issue(severity=Severity.WARNING, code="OUTSIDE_SYSTEM", message=message, position=table.name)
        return
    message = "It does not lie in the city alone, so it is kept in degrees (EPSG:4326)."
    yield Issue(severity=Severity.INFO, code="OUTSIDE_CITY", message=message, position=table.name)


def describe(table: Table, id: str, dataset: Dataset, key: str | None, srid: int) -> Published:
    """The describing row of a layer: a new one with its table, or the former one grown by new columns."""
    row = Published.objects.filter(layer=id, removed__isnull=True).first()
    if row is None:
        row = Published.objects.create(
            dataset=dataset,
            layer=id,
            table=table.name,
            title_zh=table.title,
            title_en=table.title,
            columns=[],
            key=key,
            srid=srid,
            geometry=list(table.geometry),
            audience=sorted(EVERYONE),
            overview=table.total is None or table.total > FEW,
        )
        make_table(row)
    if row.srid != srid and table.extent is not None:
        raise RefusedError(
            f"The layer “{id}” is kept in EPSG:{row.srid}, and this edition does not lie there; "
            "publish it under another name with --as NAME."
        )
    return grow(row, table)


def grow(row: Published, table: Table) -> Published:
    """Give the table the columns it lacks; a column that has changed its type is refused."""
    known = {column["name"]: column["type"] for column in row.columns}
    for column in table.columns:
        if column.name in known and not fits(column, known[column.name]):
            raise RefusedError(
                f"The column “{column.name}” was {known[column.name]} and is {column.type} now; "
                "publish this edition under another name with --as NAME."
            )
    fresh = [column for column in table.columns if column.name not in known]
    kinds = sorted({*row.geometry, *table.geometry})
    if fresh or kinds != sorted(row.geometry):
        for index, column in enumerate(fresh, len(row.columns) + 1):
            run(f"ALTER TABLE {row.relation} ADD c{index} {TYPES[column.type]}")
        row.columns = [*row.columns, *({"name": column.name, "type": column.type} for column in fresh)]
        row.geometry = kinds
        row.edition += 1
        row.save()
    return row


def name_columns(row: Published) -> dict[str, str]:
    """What each column of the layer's table is called in the file."""
    return {f"c{index}": column["name"] for index, column in enumerate(row.columns, 1)}


def fits(column: Column, type: str) -> bool:
    """Whether a file's column goes into the layer's of that type; JSON tells whole numbers only as such."""
    return column.untold or column.type == type or (type, column.type) in NARROWER


def arrange(stream: Iterator[Any], row: Published, table: Table) -> Iterator[Any]:
    """What a file yields, its rows' values in the order and of the types of the layer's columns."""
    places = {column.name: index for index, column in enumerate(table.columns)}
    types = {column.name: column.type for column in table.columns}
    order = [
        (places.get(name), None if types.get(name) == type else type)
        for name, type in ((column["name"], column["type"]) for column in row.columns)
    ]
    if order == [(index, None) for index in range(len(table.columns))]:
        return stream
    return chain.from_iterable(reorder(item, order) if isinstance(item, Lot) else (item,) for item in stream)


def reorder(lot: Lot, places: list[tuple[int | None, str | None]]) -> Iterator[Lot | Issue]:
    """The rows with the columns that stand at these places, brought to these types; the faults first."""
    columns = [[None] * len(lot) if at is None else bring_to(lot.columns[at], type) for at, type in places]
    odd: dict[int, Odd] = {}
    for column in columns:
        for row, value in enumerate(column):
            if isinstance(value, Odd):
                odd.setdefault(row, value)
    for row, value in sorted(odd.items()):
        yield Issue(
            severity=Severity.ERROR,
            code="VALUE_NOT_UNDERSTOOD",
            message=value.message,
            object=lot.codes[row],
        )
    yield replace(lot, columns=columns).without(set(odd))


def bring_to(column: Sequence[Any], type: str | None) -> Sequence[Any]:
    """Values as a column of that type keeps them; None where they are of it already."""
    return column if type is None else [fit(value, type) for value in column]


def make_table(row: Published) -> None:
    """The table of rows, under names of ours alone; its indexes are built when it is filled."""
    run(
        f"""
        CREATE TABLE {row.relation} (
            id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
            thing_id bigint NOT NULL, load_id bigint NOT NULL, openness smallint NOT NULL,
            valid daterange NOT NULL, recorded tstzrange NOT NULL, code text NOT NULL, digest bytea NOT NULL,
            footprint geometry(Geometry, {row.srid}), tile geometry(Geometry, 3857),
            clearance double precision GENERATED ALWAYS AS ({CLEARANCE % {"expressions": "tile"}}) STORED
        )
        """
    )
    marks.watch(row.relation)


def index_table(kind: type[Recorded]) -> None:
    """The indexes of a table of rows, built at once over what its first load brought."""
    name, table = kind.__name__.lower(), kind._meta.db_table
    run(f"CREATE INDEX IF NOT EXISTS {name}_thing ON {table} (thing_id, id)")
    run(f"CREATE INDEX IF NOT EXISTS {name}_load ON {table} (load_id)")
    run(
        f"CREATE INDEX IF NOT EXISTS {name}_begun ON {table} USING brin "
        "(lower(recorded) timestamptz_minmax_multi_ops) WITH (autosummarize = true)"
    )
    run(f"CREATE INDEX IF NOT EXISTS {name}_ended ON {table} (upper(recorded)) WHERE NOT upper_inf(recorded)")
    for column in ("tile", "footprint"):
        run(
            f"CREATE INDEX IF NOT EXISTS {name}_{column} ON {table} USING gist ({column}) "
            "WHERE upper_inf(recorded)"
        )


def run(sql: str) -> None:
    """One statement of ours."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
