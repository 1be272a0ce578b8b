"""Rows in outline: what decides with whom they go out and on which grid, without their geometry."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import BooleanField, F, Func, IntegerField, QuerySet, TextField, Value

from spatial.cityobjects.members import read_links
from spatial.cityobjects.types import GROUP
from twin.access.rows import model_of
from twin.layer import Layer

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A row as it is planned: `whole` is the thing it is a part of, `parents` and `children` are codes.

    `crs` is the system of its kept body and `transform` that body's as JSON; both None without coordinates.
    `size` is about how many bytes its body takes.
    """

    layer: str
    row: int
    thing: int
    dataset: int
    load: int
    code: str
    whole: int | None
    parents: list[str]
    children: list[str]
    group: bool
    crs: str | None
    transform: bytes | None
    templated: bool
    size: int

    @property
    def owned(self) -> bool:
        """Whether it says that it belongs to another object."""
        return self.whole is not None or bool(self.parents)


class OfBody(Func):
    """Something told by a row's kept body, null where it has none."""

    def __init__(self, template: str, kind: Any) -> None:
        super().__init__(F("shape__body"), template=template, output_field=kind)


HEAD = OfBody(
    "(%(expressions)s - '{geometry,vertices,appearance,geometry-templates}'::text[])::text", TextField()
)
PLACED = OfBody("(%(expressions)s -> 'vertices' <> '[]'::jsonb)", BooleanField())
TEMPLATED = OfBody("(%(expressions)s ? 'geometry-templates')", BooleanField())
SIZE = OfBody("pg_column_size(%(expressions)s)", IntegerField())


def sketch(rows: QuerySet[Any], layer: Layer) -> Iterator[Sketch]:
    """The rows of a layer in outline, in the order they were written, read as they are asked for."""
    parted = "parent" in {column.name for column in model_of(layer)._meta.concrete_fields}
    found = rows.order_by("id").values_list(
        *("id", "thing_id", "thing__dataset_id", "load_id", "code", "klass"),
        F("parent_id") if parted else Value(None, IntegerField()),
        *("attributes__parents", "attributes__children", "shape__crs"),
        *(HEAD, PLACED, TEMPLATED, SIZE),
    )
    for row, thing, dataset, load, code, klass, whole, *told in found.iterator(chunk_size=CHUNK):
        parents, children, crs, head, placed, templated, size = told
        body = orjson.loads(head) if head else {}
        links = read_links({"parents": parents, "children": children}, body)
        yield Sketch(
            layer=layer.id,
            row=row,
            thing=thing,
            dataset=dataset,
            load=load,
            code=code,
            whole=whole,
            parents=links["parents"],
            children=links["children"],
            group=(body.get("type") or klass) == GROUP,
            crs=crs if placed else None,
            transform=orjson.dumps(body.get("transform")) if placed else None,
            templated=bool(templated),
            size=size or 0,
        )
