"""Bridges: outlines of bridges."""

from spatial.text import Text
from twin.layer import DETAIL, IDENTITY, ON_LOAD, Class, Group, Layer, Paint

LAYER = Layer(
    id="bridges",
    title=Text("桥梁", "Bridges"),
    about=Text("桥梁的轮廓。", "Outlines of bridges."),
    group=Group.CITY,
    order=20,
    model="Bridge",
    geometry=("polygon", "line"),
    fields=(*IDENTITY, *DETAIL),
    paint=Paint(
        rest=Class(values=(), title=Text("桥梁", "Bridge"), colour="#b7b0a6", width=3),
        label="name",
        label_zoom=15,
    ),
    zooms=(13, 22),
    promise=ON_LOAD,
    search=("name",),
)
