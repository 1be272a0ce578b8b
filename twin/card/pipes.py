"""The pipelines under a site and beside it, by the audience of their layers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from shapely import from_wkb

from spatial.text import Text
from twin.access import Viewer, rows_together
from twin.card.card import Pipe, Pipes
from twin.layer import Layer
from twin.models import Link
from twin.together import Answers, Row

REACH = 5.0
MANY = 60
FIELDS = (
    *("thing_id", "code", "network", "klass", "material", "diameter", "width", "height"),
    *("vertical", "start_z", "end_z", "footprint"),
)


def ask_pipes(viewer: Viewer, shown: Sequence[Layer], place: RawSQL) -> dict[str, QuerySet[Any, Any]]:
    """The question which pipelines of the viewer's layers are within reach of a footprint, nearest first."""
    layers = by_network(shown)
    if not layers:
        return {}
    near = rows_together(viewer, list(layers.values())).filter(footprint__dwithin=(place, REACH))
    near = near.annotate(distance=Distance("footprint", place)).order_by("distance", "id")
    return {"pipes": near.values(*FIELDS, "distance")[: MANY + 1]}


def tell_pipes(shown: Sequence[Layer], answers: Answers, revisions: Mapping[str, Row]) -> Pipes:
    """The pipelines as the answers tell them; the revision of their kind, whether there are any at all."""
    revision = revisions.get(str(Link._meta.model_name))
    layers, held = by_network(shown), bool(revision and revision["rows"])
    rows = answers.get("pipes", ())
    near = tuple(describe(layers[row["network"]], row) for row in rows[:MANY])
    return Pipes(open=bool(layers), held=held or bool(near), reach=REACH, near=near, more=len(rows) > MANY)


def by_network(shown: Sequence[Layer]) -> dict[str, Layer]:
    """The layers of pipelines by the network they show."""
    return {layer.where["network"]: layer for layer in shown if layer.model == Link.__name__}


def describe(layer: Layer, row: Row) -> Pipe:
    """One pipeline; what the source does not say stays unknown."""
    words = {field.name: field.values for field in layer.fields}
    by_class = {value: one.colour for one in layer.paint.classes for value in one.values}
    material = words["material"].get(row["material"] or "")
    return Pipe(
        thing=row["thing_id"],
        layer=layer.id,
        network=layer.title,
        klass=words["class"].get(row["klass"] or ""),
        colour=by_class.get(row["klass"], layer.paint.rest.colour),
        code=row["code"],
        section=write_section(row),
        material=material or (Text(row["material"], row["material"]) if row["material"] else None),
        vertical=row["vertical"],
        levels=(row["start_z"], row["end_z"]),
        distance=row["distance"].m,
        line=from_wkb(row["footprint"].wkb.tobytes()),
    )


def write_section(row: Row) -> str | None:
    """The section in millimetres: Φ300, or width x height."""
    if row["diameter"] is not None:
        return f"Φ{row['diameter']:g}"
    if row["width"] is not None and row["height"] is not None:
        return f"{row['width']:g} × {row['height']:g}"
    return None
