"""The pipelines under a site and beside it, by the audience of their layers."""

from collections.abc import Sequence
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import GEOSGeometry
from shapely import from_wkb

from spatial.text import Text
from twin.access import Viewer, rows_together
from twin.card.card import Pipe, Pipes
from twin.layer import Layer
from twin.models import Link, Revision

REACH = 5.0
MANY = 60


def find_pipes(viewer: Viewer, shown: Sequence[Layer], place: GEOSGeometry) -> Pipes:
    """The pipelines of the viewer's layers within reach of a footprint, nearest first."""
    layers = {layer.where["network"]: layer for layer in shown if layer.model == Link.__name__}
    if not layers:
        return Pipes(open=False, held=are_held(), reach=REACH)
    found = (
        rows_together(viewer, list(layers.values()))
        .filter(footprint__dwithin=(place, REACH))
        .annotate(distance=Distance("footprint", place))
        .order_by("distance", "id")
    )
    rows = list(found[: MANY + 1])
    near = tuple(describe(layers[row.network], row) for row in rows[:MANY])
    held = bool(near) or are_held()
    return Pipes(open=True, held=held, reach=REACH, near=near, more=len(rows) > MANY)


def are_held() -> bool:
    """Whether the twin has any data of pipelines, open to whomever."""
    return Revision.objects.filter(kind=Link._meta.model_name, rows__gt=0).exists()


def describe(layer: Layer, row: Any) -> Pipe:
    """One pipeline; what the source does not say stays unknown."""
    words = {field.name: field.values for field in layer.fields}
    by_class = {value: one.colour for one in layer.paint.classes for value in one.values}
    material = words["material"].get(row.material or "")
    return Pipe(
        thing=row.thing_id,
        layer=layer.id,
        network=layer.title,
        klass=words["class"].get(row.klass or ""),
        colour=by_class.get(row.klass, layer.paint.rest.colour),
        code=row.code,
        section=write_section(row),
        material=material or (Text(row.material, row.material) if row.material else None),
        vertical=row.vertical,
        levels=(row.start_z, row.end_z),
        distance=row.distance.m,
        line=from_wkb(row.footprint.wkb.tobytes()),
    )


def write_section(row: Any) -> str | None:
    """The section in millimetres: Φ300, or width x height."""
    if row.diameter is not None:
        return f"Φ{row.diameter:g}"
    if row.width is not None and row.height is not None:
        return f"{row.width:g} × {row.height:g}"
    return None
