"""Published datasets as layers: models and layers made from the rows that describe them, live at once."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps.registry import Apps
from django.contrib.gis.db import models
from django.db import connection

from spatial.text import Text
from twin.layer import Class, Field, Generalisation, Group, Layer, Paint, Sensitivity
from twin.models import Published, Recorded

PREFIX = "published."
FIELDS: dict[str, tuple[Any, str, str | None]] = {
    "string": (models.TextField, "string", None),
    "integer": (models.BigIntegerField, "integer", None),
    "number": (models.FloatField, "number", None),
    "boolean": (models.BooleanField, "boolean", None),
    "date": (models.DateField, "string", "date"),
    "time": (models.TimeField, "string", "time"),
    "datetime": (models.DateTimeField, "string", "date-time"),
    "object": (models.JSONField, "object", None),
}
COLOURS = ("#3f7fbf", "#b5532a", "#5b8c3a", "#8a4f9e", "#b08a1e", "#2f8f8b", "#a8456b", "#5f6b7a")
PROMISE = Text("随新版本发布更新", "Renewed with each edition published")
STATE = (
    "SELECT coalesce(sum(id * 4096 + edition * 2 + (removed IS NOT NULL)::int), 0)::bigint "
    "FROM twin_published"
)
"""What gives a number that is another one whenever something is published, described anew or taken away."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The published layers by id, and the number that STATE gave when they were read."""

    state: int
    layers: dict[str, Layer]


@lru_cache(maxsize=1)
def recall() -> Shelf:
    """What is published as this process last read it: for who sees by STATE whether it still is.

    `recall.cache_clear()` has it be read again.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        [state] = cursor.fetchone()
    return Shelf(state, published())


def published() -> dict[str, Layer]:
    """The published layers by id, as they are described at this moment."""
    return {row.layer: layer_of(row) for row in Published.objects.filter(removed__isnull=True).order_by("id")}


def find(id: str) -> Layer | None:
    """The published layer of that id, if there is one; an id that cannot be stored has none."""
    if "\0" in id:
        return None
    row = Published.objects.filter(layer=id, removed__isnull=True).first()
    return layer_of(row) if row else None


def model_named(name: str) -> type[Recorded]:
    """The model of a published layer, by the name the layer gives it."""
    pk, edition = map(int, name.removeprefix(PREFIX).split("."))
    return make_model(pk, edition)


def model_of(row: Published) -> type[Recorded]:
    """The model of the rows a description is of."""
    return make_model(row.pk, row.edition)


@lru_cache(maxsize=512)
def make_model(pk: int, edition: int) -> type[Recorded]:
    """A model in an app registry of its own, made once for each edition of the description."""
    row = Published.objects.get(pk=pk)
    columns: dict[str, Any] = {
        f"c{index}": FIELDS[column["type"]][0](null=True) for index, column in enumerate(row.columns, 1)
    }
    meta = type("Meta", (), {"apps": Apps(), "app_label": "published", "db_table": row.relation})
    content = {
        "__module__": __name__,
        "Meta": meta,
        "footprint": models.GeometryField(srid=row.srid, null=True, spatial_index=False),
        **columns,
    }
    made: type[Recorded] = type(f"D{pk}", (Recorded,), content)
    return made


def layer_of(row: Published) -> Layer:
    """The layer a description is of; for nobody once it is taken away."""
    title = Text(row.title_zh, row.title_en)
    colour = COLOURS[row.pk % len(COLOURS)]
    return Layer(
        id=row.layer,
        title=title,
        about=Text(row.about or row.title_zh, row.about or row.title_en),
        group=Group.PUBLISHED,
        order=1000 + row.pk,
        model=f"{PREFIX}{row.pk}.{row.edition}",
        geometry=tuple(row.geometry),
        fields=tuple(field_of(index, column) for index, column in enumerate(row.columns, 1)),
        paint=Paint(
            rest=Class(values=(), title=title, colour=colour, width=2), outline=colour, area_opacity=0.35
        ),
        zooms=(0, 22),
        promise=PROMISE,
        generalisation=Generalisation() if row.overview else None,
        audience=frozenset() if row.removed else frozenset(row.audience),
        mixed=False,
        abridged=row.abridged,
    )


def field_of(index: int, column: dict[str, Any]) -> Field:
    """A column of the file as a field of the layer."""
    _, type, format = FIELDS[column["type"]]
    sensitivity = Sensitivity(column.get("sensitivity", Sensitivity.OPEN))
    return Field(
        name=column["name"],
        title=Text(column.get("zh") or column["name"], column.get("en") or column["name"]),
        type=type,
        format=format,
        unit=column.get("unit"),
        column=f"c{index}",
        sensitivity=sensitivity,
        in_tile=sensitivity is not Sensitivity.PERSONAL,
    )
