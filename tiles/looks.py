"""Looks of the map: by day, by night, on paper; map and legend are recoloured by one rule."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from spatial.text import Text
from tiles.colour import contrast, is_known, lighten, luminance, mix
from twin.layer import Group, Layer, Paint


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A ground and what stands on it.

    What stands out against the ground by day does so in this look, in the same order: a contrast of k by day
    becomes `least` k^`spread`, where `least` is `marks`, or `areas` for the areas of the base map, which
    are to stay behind. Zero leaves them as they are by day. `casing` edges lines in the place of their own.
    `solid` draws what is translucent by day as it looks on the bare ground, and beneath what is solid: inks
    mix to mud.
    """

    id: str
    title: Text
    ground: str
    ink: str
    halo: str
    selected: str
    areas: float = 0.0
    marks: float = 0.0
    spread: float = 1.0
    casing: str | None = None
    solid: bool = False


LIGHT = Look(
    id="light",
    title=Text("日间", "Light"),
    ground="#f6f4ef",
    ink="#3b4350",
    halo="#ffffff",
    selected="#0b6bcb",
)
DARK = Look(
    id="dark",
    title=Text("夜间", "Dark"),
    ground="#15191e",
    ink="#e4e8ec",
    halo="#0c0f12",
    selected="#6db8ff",
    areas=1.12,
    marks=3.05,
    spread=0.5,
    casing="#0c0f12",
)
PRINT = Look(
    id="print",
    title=Text("打印", "Print"),
    ground="#ffffff",
    ink="#000000",
    halo="#ffffff",
    selected="#0b6bcb",
    areas=1.02,
    marks=1.5,
    spread=0.85,
    solid=True,
)
LOOKS = {look.id: look for look in (LIGHT, DARK, PRINT)}


def dress(layer: Layer, look: Look) -> Layer:
    """The layer with its paint in that look."""
    if not look.marks:
        return layer
    behind = layer.group == Group.BASE and layer.geometry[0] == "polygon"
    known = "polygon" not in layer.geometry
    paint = recolour(layer.paint, look, look.areas if behind else look.marks, known)
    return replace(layer, paint=replace(paint, outline=edge(layer, look, paint.outline)))


def recolour(paint: Paint, look: Look, least: float, known: bool) -> Paint:
    """A paint in that look; `least` is what its faintest colour stands out by, `known` those to be kept."""

    def seen(colour: str) -> str:
        return set_apart(thin(colour) if thin else colour, look, least, known)

    thin = thinner(paint, look) if look.solid else None
    return replace(
        paint,
        classes=tuple(replace(one, colour=seen(one.colour)) for one in paint.classes),
        rest=replace(paint.rest, colour=seen(paint.rest.colour)),
        outline=paint.outline and set_apart(paint.outline, look, least),
        opacity=1.0 if look.solid else paint.opacity,
        area_opacity=1.0 if look.solid and paint.area_opacity else paint.area_opacity,
    )


def edge(layer: Layer, look: Look, outline: str | None) -> str | None:
    """The colour of outlines: dots are cut out of what they lie on, lines have the look's own casing."""
    if outline is None:
        return None
    if "point" in layer.geometry:
        return look.halo
    return look.casing if look.casing and "line" in layer.geometry else outline


def thinner(paint: Paint, look: Look) -> Callable[[str], str] | None:
    """What makes a colour as pale as its opacity makes it on the bare ground; nothing where it has none."""
    opacity = paint.area_opacity or paint.opacity
    if opacity >= 1:
        return None
    return lambda colour: mix(colour, look.ground, opacity) if is_known(colour) else colour


def set_apart(colour: str, look: Look, least: float, known: bool = False) -> str:
    """The colour as far from this look's ground as the rule says, lighter than a dark one, else darker.

    One by which a line or a dot is known, such as a standard's, is kept where it stands out by `least`.
    """
    if not is_known(colour):
        return colour
    if known and contrast(colour, look.ground) >= least:
        return colour
    wanted = least if known else least * contrast(colour, LIGHT.ground) ** look.spread
    ground = luminance(look.ground) + 0.05
    darker = max(0.0, ground / wanted - 0.05)
    return lighten(colour, darker if ground > 0.5 else min(1.0, ground * wanted - 0.05))
