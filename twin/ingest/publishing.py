"""From a table of any vector file to a layer of its own: described, given a table, filled like any load."""

import re
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import connection

from spatial.crs import Crs, agree_on_axes, declare, outside_city, parse
from spatial.errors import RefusedError
from spatial.format import Asked, Header
from spatial.tables import Row, Table
from twin.layer import EVERYONE, layers
from twin.models import Dataset, Published

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
WGS84 = 4326
LONGEST_ID = 120


def name_layer(name: str) -> str:
    """The layer id of a table: its name, with what an address cannot hold replaced by hyphens."""
    id = re.sub(r"[^\w.-]+", "-", name).strip("-.")[:LONGEST_ID]
    if not id:
        raise RefusedError(
            f"The table “{name}” has no name an address can hold; name its layer with --as NAME."
        )
    return id


def refuse_taken(id: str, dataset: str) -> None:
    """See that the id is free, or is that of an earlier edition of the same dataset."""
    row = Published.objects.filter(layer=id, removed__isnull=True).select_related("dataset").first()
    if id in layers.entries or (row and row.dataset.key != dataset):
        raise RefusedError(f"There is a layer “{id}” already; give this one another name with --as NAME.")


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
    away = outside_city(table.extent, source, city)
    return source, WGS84 if away else settings.TWIN_CRS


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
        if known.get(column.name, column.type) != column.type:
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


def arrange(row: Published, table: Table) -> list[int | None]:
    """For each column of the layer's table, where its value stands in the file's rows."""
    places = {column.name: index for index, column in enumerate(table.columns)}
    return [places.get(column["name"]) for column in row.columns]


def reorder(item: Any, places: list[int | None]) -> Any:
    """A row with its values in the order of the layer's columns."""
    if not isinstance(item, Row):
        return item
    return replace(item, values=tuple(None if at is None else item.values[at] for at in places))


def make_table(row: Published) -> None:
    """The table of rows and its indexes, under names of ours alone."""
    name = f"d{row.pk}"
    run(
        f"""
        CREATE TABLE {row.relation} (
            id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
            thing_id bigint NOT NULL, load_id bigint NOT NULL, openness smallint NOT NULL,
            valid daterange NOT NULL, recorded tstzrange NOT NULL, code text NOT NULL, digest bytea NOT NULL,
            footprint geometry(Geometry, {row.srid}), tile geometry(Geometry, 3857)
        )
        """
    )
    run(f"CREATE INDEX {name}_thing ON {row.relation} (thing_id, id)")
    run(f"CREATE INDEX {name}_load ON {row.relation} (load_id)")
    for column in ("tile", "footprint"):
        run(f"CREATE INDEX {name}_{column} ON {row.relation} USING gist ({column}) WHERE upper_inf(recorded)")


def run(sql: str) -> None:
    """One statement of ours."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
