"""Water: rivers, lakes and ditches."""

from spatial.text import Text
from twin.layer import DETAIL, IDENTITY, ON_LOAD, Class, Group, Layer, Paint

LAYER = Layer(
    id="water",
    title=Text("水体", "Water"),
    about=Text("河流、湖泊与沟渠。", "Rivers, lakes and ditches."),
    group=Group.BASE,
    order=50,
    model="Water",
    geometry=("polygon", "line"),
    fields=(*IDENTITY, *DETAIL),
    paint=Paint(
        rest=Class(values=(), title=Text("水体", "Water"), colour="#a9cfe3", width=2.5),
        label="name",
        label_zoom=13,
    ),
    zooms=(8, 22),
    promise=ON_LOAD,
    search=("name",),
)
