"""What is asked of a layer's features: which rows, in which order, told with which fields and geometry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from twin import access
from twin.api.boxes import BBOX, BBOX_CRS, CRS, meets
from twin.api.features import SKIP_GEOMETRY, ZOOM_LEVEL, Shape
from twin.api.sorting import SORTBY, Sort, find_order
from twin.doorway.comparing import comparable, equality
from twin.doorway.filtering import FILTER, FILTERING, condition, find_filter
from twin.doorway.moments import AS_OF, DATETIME
from twin.doorway.parameters import Parameter, read
from twin.doorway.properties import PROPERTIES, refuse_strange
from twin.export import Query
from twin.layer import Field, Layer

ROWS = (BBOX, BBOX_CRS, DATETIME, AS_OF, *FILTERING)
"""The parameters that choose rows, beside the fields themselves."""

MANNER = (CRS, ZOOM_LEVEL, SKIP_GEOMETRY, PROPERTIES)
"""The parameters of how a feature is told."""

ASKING = (*ROWS, *MANNER, SORTBY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and its rows: those open to the viewer that meet every condition, in no order yet.

    `whole` says that nothing narrows the layer.
    """

    viewer: access.Viewer
    layer: Layer
    times: access.Times
    rows: QuerySet[Any]
    fields: tuple[Field, ...]
    shape: Shape
    order: tuple[Sort, ...] = ()
    whole: bool = False


def accept(viewer: access.Viewer, layer: Layer, others: Iterable[Parameter]) -> list[Parameter]:
    """The parameters such a question takes beside others: its own, and each field that can be compared."""
    taken = [*ASKING, *others]
    return [*taken, *map(equality, comparable(access.columns(viewer, layer), taken))]


def ask(
    viewer: access.Viewer, layer: Layer, asked: Mapping[str, Any], others: Iterable[Parameter]
) -> Question:
    """The question of the values of what `accept` gave.

    Raises BadParameterError for what the layer cannot answer.
    """
    times, columns, taken = find_times(asked), access.columns(viewer, layer), [*ASKING, *others]
    narrowed = asked[BBOX.name] is not None or asked[FILTER.name] is not None
    return Question(
        viewer=viewer,
        layer=layer,
        times=times,
        rows=choose_rows(access.rows(viewer, layer, times), layer, asked, columns, taken),
        fields=find_fields(viewer, layer, asked),
        shape=find_shape(asked),
        order=find_order(asked[SORTBY.name], columns),
        whole=not narrowed and not list_equal(asked, columns, taken),
    )


def ask_rows(viewer: access.Viewer, layer: Layer, given: QueryDict) -> Query:
    """The same of a query string without pages, as what goes out in files.

    Raises BadParameterError for what cannot be asked.
    """
    return make_query(ask(viewer, layer, read(given, accept(viewer, layer, ())), ()))


def make_query(question: Question) -> Query:
    """What goes out of a question in files."""
    return Query(
        viewer=question.viewer,
        layer=question.layer,
        rows=question.rows,
        fields=question.fields,
        times=question.times,
        srid=question.shape.system.srid,
        shaped=not question.shape.skipped,
        whole=question.whole,
    )


def find_times(asked: Mapping[str, Any]) -> access.Times:
    """The two times asked for."""
    return access.Times(asked[DATETIME.name], asked[AS_OF.name])


def choose_rows(
    rows: QuerySet[Any],
    layer: Layer,
    asked: Mapping[str, Any],
    fields: Sequence[Field],
    reserved: Iterable[Parameter],
) -> QuerySet[Any]:
    """The rows that meet every condition of a question, which may name these fields.

    A field of a `reserved` parameter's name is asked by a filter alone.
    """
    srid = access.srid(layer)
    rows = rows.filter(**list_equal(asked, fields, reserved))
    if asked[BBOX.name] is not None:
        rows = rows.filter(meets(asked[BBOX.name], asked[BBOX_CRS.name], srid))
    wanted = find_filter(asked)
    return rows if wanted is None else rows.filter(condition(wanted, fields, srid))


def list_equal(
    asked: Mapping[str, Any], fields: Sequence[Field], reserved: Iterable[Parameter]
) -> dict[str, Any]:
    """The values that columns must have, by the columns."""
    named = {field.source: asked.get(field.name) for field in comparable(fields, reserved)}
    return {source: value for source, value in named.items() if value is not None}


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
