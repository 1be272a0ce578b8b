"""The rows of a query as Arrow tables, a batch at a time, for whoever writes files of columns."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from twin.export.columns import Column, plain
from twin.export.query import Query
from twin.export.reading import read, wkb

GEOMETRY = "geometry"
Rows = list[tuple[Any, ...]]


def write_schema(columns: Sequence[Column], language: str, shaped: bool) -> Any:
    """The Arrow schema of columns, with their titles and units, after a column of well-known binary."""
    import pyarrow

    types = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "date-time": pyarrow.timestamp("ms", tz="UTC"),
    }
    shape = [pyarrow.field(GEOMETRY, pyarrow.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})]
    return pyarrow.schema(
        [
            *(shape if shaped else []),
            *(
                pyarrow.field(
                    column.name,
                    types.get(column.kind, pyarrow.string()),
                    metadata={"title": column.field.title.in_(language), "unit": column.field.unit or ""},
                )
                for column in columns
            ),
        ]
    )


def tabulate(
    query: Query, columns: Sequence[Column], schema: Any, count: Callable[[int], None]
) -> Iterator[Any]:
    """Record batches of that schema; `count` is told how many rows have been handed on."""
    import pyarrow

    shapes = [wkb(query)] if GEOMETRY in schema.names[:1] and query.shaped else []
    kinds = [*("" for _ in shapes), *(column.kind for column in columns)]
    done = 0
    with read(query, *shapes) as batches:
        for rows in batches:
            columned = zip(kinds, zip(*rows, strict=True), schema.types, strict=True)
            values = [
                pyarrow.array([hold(kind, value) for value in cells], type) for kind, cells, type in columned
            ]
            yield pyarrow.record_batch(values, schema=schema)
            done += len(rows)
            count(done)


def hold(kind: str, value: Any) -> Any:
    """A value as Arrow takes it, a shape as bytes."""
    return bytes(value) if isinstance(value, memoryview) else plain(kind, value)
