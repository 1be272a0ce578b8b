"""Rows of a query as GeoJSON features, written one by one: what its text forms share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from orjson import Fragment

from twin.export.query import Query
from twin.export.reading import geojson, read

Told = tuple[dict[str, Any], list[Any], Any, Any]
"""A feature, the texts of its shapes beyond the first, and the days it was so from and until."""


@contextmanager
def write_features(query: Query, *srids: int) -> Iterator[Iterator[list[Told]]]:
    """Gives batches of features with `geometry` in the first of the systems; attributes are whole objects."""
    fields = query.told
    names, objects = (
        [field.name for field in fields],
        {field.name for field in fields if field.type == "object"},
    )

    def write(row: tuple[Any, ...]) -> Told:
        shapes, (id, *values, first, last) = row[: len(srids)], row[len(srids) :]
        places = [Fragment(shape) if shape and query.shaped else None for shape in shapes]
        properties = {
            name: Fragment(value) if value is not None and name in objects else value
            for name, value in zip(names, values, strict=True)
        }
        feature = {"type": "Feature", "id": id, "geometry": places[0], "properties": properties}
        return feature, places[1:], first, last

    with read(query, *map(geojson, srids)) as batches:
        yield ([write(row) for row in rows] for rows in batches)
