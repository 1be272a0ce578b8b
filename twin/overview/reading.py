"""What a tile of a low zoom reads in the place of features."""

from typing import Any

from django.db.models import BigIntegerField, F, FloatField, QuerySet
from django.db.models.functions import Cast

from twin.layer import Layer
from twin.models import Overview, Sheet
from twin.overview import sheets
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


def sheet_rows(layer: Layer, zoom: int) -> QuerySet[Any, dict[str, Any]] | None:
    """The sheets of a layer that everyone may see, by `x`, `y` and `reach`: what is `told` of their rows, and
    the `shapes` at this zoom; None where there are none."""
    if zoom not in sheets.ZOOMS or not sheets.are_kept(layer):
        return None
    found: QuerySet[Any, Any] = Sheet.objects.filter(layer=layer.id)
    return found.values("x", "y", "reach", "told", shapes=F(f"shapes{zoom}"))


def sheet_keys(layer: Layer) -> list[str]:
    """The names of the columns of a layer's sheets."""
    return [field.name for field in sheets.fields(layer)]
