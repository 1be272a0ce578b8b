"""What a tile of a low zoom reads in the place of features."""

from typing import Any

from django.db.models import BigIntegerField, F, FloatField, QuerySet
from django.db.models.functions import Cast

from twin.layer import Layer
from twin.models import Overview
from twin.overview.rules import divider, levels

NUMBERS: dict[str, Any] = {"integer": BigIntegerField, "number": FloatField}


def rows(layer: Layer, zoom: int) -> QuerySet[Overview, Any] | None:
    """What of the layer everyone sees today at this zoom, by `id`, `tile`, `count`, `importance` and, under
    the layer's name for it, the field that its classes divide; None where features are to be read.

    Each row's `tile` lies on the grid of a tile of the zoom, unless that is farther than the farthest.
    """
    made = levels(layer)
    if not made or zoom > made[0]:
        return None
    level = max(zoom, made[-1])
    found = Overview.objects.filter(layer=layer.id, level=level)
    field = divider(layer)
    if field is None or not layer.paint.classes:
        return found.values("id", "tile", "count", "importance")
    number = NUMBERS.get(field.type)
    value: Any = Cast("value", number()) if number else F("value")
    return found.values("id", "tile", "count", "importance", **{field.name: value})
