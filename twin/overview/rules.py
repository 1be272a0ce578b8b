"""Which layers have generalised rows, at which zooms, and how the lines of their legend divide them."""

from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When

from twin import published
from twin.layer import ANONYMOUS, Field, Layer, Sensitivity, layers
from twin.models import Published, Recorded

FARTHEST = 5
"""The least zoom with rows of its own; from farther away they are read too."""


def layers_over(kind: type[Recorded]) -> list[Layer]:
    """The layers that show rows of a table, declared or published."""
    if kind._meta.app_label != "published":
        return [layer for layer in layers if layer.model == kind.__name__]
    return [published.layer_of(Published.objects.get(pk=int(kind.__name__.removeprefix("D"))))]


def levels(layer: Layer) -> range:
    """The zooms that the layer has generalised rows of, from the nearest on; none where none are for all.

    Classes that follow from the rows would change with each of them.
    """
    by = divider(layer)
    rule = layer.generalisation
    if rule is None or not layer.geometry or ANONYMOUS not in layer.audience or layer.paint.ramp:
        return range(0)
    if by is not None and by.sensitivity is not Sensitivity.OPEN:
        return range(0)
    return range(min(rule.highest, layer.zooms[1]), max(layer.zooms[0], FARTHEST) - 1, -1)


def divider(layer: Layer) -> Field | None:
    """The field that the lines of the legend divide."""
    return next((field for field in layer.fields if field.name == layer.paint.by), None)


def line_of(layer: Layer) -> Any:
    """A row's line of the legend by number; the last is the rest."""
    field, classes = divider(layer), layer.paint.classes
    rest = Value(len(classes), IntegerField())
    if field is None or not classes:
        return rest
    if classes[0].least is None:
        cases = [
            When(**{f"{field.source}__in": one.values}, then=Value(number))
            for number, one in enumerate(classes)
        ]
        return Case(*cases, default=rest, output_field=IntegerField())
    steps = [
        When(**{f"{field.source}__gte": one.least}, then=Value(number))
        for number, one in reversed(list(enumerate(classes)))
    ]
    lesser = When(Q(**{f"{field.source}__isnull": False}), then=Value(0))
    return Case(*steps, lesser, default=rest, output_field=IntegerField())


def value_of(layer: Layer) -> list[str | None]:
    """What rows bear in the field, line by line, so that they are drawn as their members."""
    classes = layer.paint.classes
    return [str(one.values[0] if one.least is None else one.least) for one in classes] + [None]


def width_of(layer: Layer) -> list[float]:
    """How wide lines are drawn, line by line of the legend."""
    return [float(one.width or layer.paint.width) for one in (*layer.paint.classes, layer.paint.rest)]


def drawn_at(layer: Layer, zoom: int) -> list[int]:
    """The lines of the legend that are drawn at a zoom."""
    every = (*layer.paint.classes, layer.paint.rest)
    return [number for number, one in enumerate(every) if one.zoom <= zoom]
