"""The things of a layer as points, as an analysis asks for them by its inputs."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from spatial.analysis import FromLayer
from spatial.errors import UnknownEntryError
from spatial.inputs import BadInputError
from spatial.points import Points, read_kinds
from twin import access
from twin.access.rows import counted_as
from twin.layer import Field, Layer
from twin.runner.gathering import FLOAT, INTEGER, fetch, keep
from twin.runner.sql import Statement, compile
from twin.runner.statements import Ground, lay

FIGURES = ("integer", "number")
COLUMNS: dict[str, np.dtype[Any]] = {"zone": INTEGER, "x": FLOAT, "y": FLOAT, "count": FLOAT, "kind": INTEGER}
PLACED = (
    "SELECT coalesce((SELECT min(zones.zone) FROM zones WHERE zones.footprint && point "
    "AND ST_Intersects(zones.footprint, point)), -1) AS zone, ST_X(point) AS x, ST_Y(point) AS y, count, "
    "kind_asked AS kind FROM (SELECT ST_PointOnSurface(ST_Transform(footprint, {srid})) AS point, count, "
    "kind_asked FROM ({rows}) row) spot"
)


def find_layer(mark: FromLayer, taken: Mapping[str, Any], viewer: access.Viewer) -> Layer:
    """The layer an input names; raises BadInputError where the viewer has none of that id."""
    try:
        return access.layer(viewer, taken[mark.layer])
    except UnknownEntryError as error:
        raise BadInputError(mark.layer, f"The input “{mark.layer}” is the id of a layer. {error}") from None


def gather_points(mark: FromLayer, taken: Mapping[str, Any], ground: Ground) -> Points:
    """The layer's things, each where a point of its surface lies, in the order of their ids.

    Raises BadInputError for a layer, a class or a column that is not there for the viewer.
    """
    viewer = ground.reading.viewer
    layer = find_layer(mark, taken, viewer)
    rows = access.rows(viewer, layer, ground.times)
    known = {field.name: field for field in access.columns(viewer, layer)}
    rows = mark_kinds(rows, mark.classes, read_kinds(taken[mark.classes]), known, layer)
    named = taken[mark.count] if mark.count else ""
    counted = F(find_figure(str(mark.count), named, known, layer)) if named else RawSQL("1", ())
    told = compile(rows.order_by("thing_id").values("footprint", "kind_asked", count=counted))
    main = Statement(PLACED.format(rows=told.sql, srid=settings.TWIN_CRS), told.values)
    steps: dict[str, Statement] = {}
    laid = lay(main, ground, steps)
    keep(steps, ground)
    return Points(**fetch(laid, COLUMNS))


def mark_kinds(
    rows: QuerySet[Any], input: str, kinds: list[list[str]], known: Mapping[str, Field], layer: Layer
) -> QuerySet[Any]:
    """The rows of the kinds the input so called asks for, with the place of each one's; of none, all."""
    if not kinds:
        return rows.annotate(kind_asked=Value(-1))
    field = known.get("class")
    if field is None:
        raise BadInputError(input, f"The layer “{layer.id}” has no classes; leave “{input}” empty.")
    named = f"{field.source}__in"
    cases = [When(**{named: words}, then=Value(place)) for place, words in enumerate(kinds)]
    asked = rows.annotate(kind_asked=Case(*cases, default=Value(-1), output_field=IntegerField()))
    return asked.filter(kind_asked__gte=0)


def find_figure(input: str, name: str, known: Mapping[str, Field], layer: Layer) -> str:
    """The column of figures of that name."""
    figures = {field.name: field.source for field in known.values() if field.type in FIGURES}
    if name not in figures:
        listed = ", ".join(sorted(figures)) or "none"
        raise BadInputError(
            input,
            f"The layer “{layer.id}” has no figures “{name}”; leave “{input}” empty to count each thing "
            f"once, or give one of: {listed}.",
        )
    return figures[name]


def kind_of(mark: FromLayer, taken: Mapping[str, Any], viewer: access.Viewer) -> str:
    """What loads count the layer's rows as."""
    return counted_as(find_layer(mark, taken, viewer))
