"""What is asked of a layer's features: which rows, in which order, told with which fields and geometry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from twin import access
from twin.api.boxes import BBOX, BBOX_CRS, CRS, meets
from twin.api.features import SKIP_GEOMETRY, ZOOM_LEVEL, Shape
from twin.api.sorting import SORTBY, Sort, find_order
from twin.doorway.comparing import comparable, equality
from twin.doorway.filtering import FILTERING, condition, find_filter
from twin.doorway.moments import AS_OF, DATETIME
from twin.doorway.parameters import Parameter
from twin.doorway.properties import PROPERTIES, refuse_strange
from twin.layer import Field, Layer

ROWS = (BBOX, BBOX_CRS, DATETIME, AS_OF, *FILTERING)
"""The parameters that choose rows, beside the fields themselves."""

MANNER = (CRS, ZOOM_LEVEL, SKIP_GEOMETRY, PROPERTIES)
"""The parameters of how a feature is told."""

ASKING = (*ROWS, *MANNER, SORTBY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question and its rows: those open to the viewer that meet every condition, in no order yet."""

    viewer: access.Viewer
    layer: Layer
    times: access.Times
    rows: QuerySet[Any]
    fields: tuple[Field, ...]
    shape: Shape
    order: tuple[Sort, ...] = ()


def accept(viewer: access.Viewer, layer: Layer, others: Iterable[Parameter]) -> list[Parameter]:
    """The parameters such a question takes beside others: its own, and each field that can be compared."""
    taken = [*ASKING, *others]
    return [*taken, *map(equality, comparable(access.columns(viewer, layer), taken))]


def ask(viewer: access.Viewer, layer: Layer, asked: Mapping[str, Any]) -> Query:
    """The question of the parameters' values; raises BadParameterError for what the layer cannot answer."""
    times = find_times(asked)
    return Query(
        viewer=viewer,
        layer=layer,
        times=times,
        rows=choose_rows(viewer, layer, times, asked),
        fields=find_fields(viewer, layer, asked),
        shape=find_shape(asked),
        order=find_order(asked[SORTBY.name], access.columns(viewer, layer)),
    )


def find_times(asked: Mapping[str, Any]) -> access.Times:
    """The two times asked for."""
    return access.Times(asked[DATETIME.name], asked[AS_OF.name])


def choose_rows(
    viewer: access.Viewer, layer: Layer, times: access.Times, asked: Mapping[str, Any]
) -> QuerySet[Any]:
    """The rows that meet every condition of a question."""
    rows, columns = access.rows(viewer, layer, times), access.columns(viewer, layer)
    if asked[BBOX.name] is not None:
        rows = rows.filter(meets(asked[BBOX.name], asked[BBOX_CRS.name], access.srid(layer)))
    named = {
        field.source: asked[field.name]
        for field in comparable(columns, ASKING)
        if asked.get(field.name) is not None
    }
    rows = rows.filter(**named)
    asked_filter = find_filter(asked)
    return rows.filter(condition(asked_filter, columns, access.srid(layer))) if asked_filter else rows


def find_fields(viewer: access.Viewer, layer: Layer, asked: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields that are told."""
    names, columns = asked[PROPERTIES.name], access.columns(viewer, layer)
    if names is None:
        return columns
    refuse_strange(PROPERTIES, names, [field.name for field in columns], "these features")
    return tuple(field for field in columns if field.name in names)


def find_shape(asked: Mapping[str, Any]) -> Shape:
    """How geometry is told."""
    return Shape(asked[CRS.name], asked[ZOOM_LEVEL.name], asked[SKIP_GEOMETRY.name])
