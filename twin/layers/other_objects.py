"""Other objects: whatever else a source holds, under its own class."""

from spatial.text import Text
from twin.layer import DETAIL, IDENTITY, ON_LOAD, Class, Group, Layer, Paint

LAYER = Layer(
    id="other-objects",
    title=Text("其他城市对象", "Other objects"),
    about=Text("来源中的其他对象，保留其自身类别。", "Whatever else a source holds, under its own class."),
    group=Group.CITY,
    order=30,
    model="Generic",
    geometry=("polygon", "line", "point"),
    fields=(*IDENTITY, *DETAIL),
    paint=Paint(
        rest=Class(values=(), title=Text("其他", "Other"), colour="#b58fa8", width=1.5),
    ),
    zooms=(14, 22),
    promise=ON_LOAD,
    visible=False,
)
