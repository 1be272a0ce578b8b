"""From the classes found in a layer's figures to its paint and words, for the doors that draw or tell it."""

from dataclasses import replace
from itertools import pairwise

from spatial.classification import Classification
from spatial.text import Text
from twin.layer import Class, Field, Layer


def grade(layer: Layer, found: Classification | None) -> Layer:
    """The layer with the classes found in its rows, told why in its description; as it is without a ramp."""
    paint = layer.paint
    if not paint.ramp or found is None:
        return layer
    [field] = (field for field in layer.fields if field.name == paint.by)
    colours = spread(paint.ramp, len(found.bounds))
    words = (
        *(between(field, low, high) for low, high in pairwise(found.bounds)),
        above(field, found.bounds[-1]),
    )
    classes = tuple(
        Class(values=(), least=bound, title=title, colour=colour)
        for bound, title, colour in zip(found.bounds, words, colours, strict=True)
    )
    about = Text(f"{layer.about.zh}{found.told.zh}", f"{layer.about.en} {found.told.en}")
    return replace(layer, about=about, paint=replace(paint, classes=classes))


def spread(ramp: tuple[str, ...], count: int) -> tuple[str, ...]:
    """So many colours of the ramp, from its first to its last."""
    if count == 1:
        return (ramp[len(ramp) // 2],)
    return tuple(ramp[round(at * (len(ramp) - 1) / (count - 1))] for at in range(count))


def between(field: Field, low: float, high: float) -> Text:
    """The numbers of a class as its line of the legend says them; whole ones by their last."""
    if field.type == "integer":
        return same(f"{low:,.0f}" if high - low == 1 else f"{low:,.0f}–{high - 1:,.0f}", field)
    return same(f"{low:,g} – {high:,g}", field)


def above(field: Field, low: float) -> Text:
    """The numbers of the last class."""
    return same(f"≥ {low:,g}", field)


def same(figures: str, field: Field) -> Text:
    """Figures, the same in both languages; any unit but a percentage is told by the layer's description."""
    told = f"{figures} %" if field.unit == "%" else figures
    return Text(told, told)
