"""Water: rivers, lakes and ditches."""

from spatial.text import Text
from twin.layer import DETAIL, ON_LOAD, Class, Generalisation, Group, Layer, Paint, identify

CLASSES = {
    "water": Text("水面", "Water"),
    "wetland": Text("湿地", "Wetland"),
    "river": Text("河流", "River"),
    "riverbank": Text("河道", "River bank"),
    "stream": Text("溪流", "Stream"),
    "canal": Text("运河或渠道", "Canal"),
    "ditch": Text("沟渠", "Ditch"),
    "drain": Text("排水沟", "Drain"),
    "lake": Text("湖泊", "Lake"),
    "pond": Text("池塘", "Pond"),
    "reservoir": Text("水库", "Reservoir"),
    "basin": Text("蓄水池", "Basin"),
}

LAYER = Layer(
    id="water",
    title=Text("水体", "Water"),
    about=Text("河流、湖泊与沟渠。", "Rivers, lakes and ditches."),
    group=Group.BASE,
    order=50,
    model="Water",
    geometry=("polygon", "line"),
    fields=(*identify({"class": CLASSES, "function": CLASSES}), *DETAIL),
    paint=Paint(
        rest=Class(values=(), title=Text("水体", "Water"), colour="#a9cfe3", width=2.5),
        label="name",
        label_zoom=13,
    ),
    zooms=(8, 22),
    promise=ON_LOAD,
    generalisation=Generalisation(highest=12),
    search=("name",),
)
