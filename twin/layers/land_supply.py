"""Land parcels by how far they have come from plan to use."""

from spatial.text import Text
from twin.layer import ON_LOAD, Class, Generalisation, Group, Layer, Paint
from twin.layer.colours import DONE_TO_PLANNED, UNKNOWN
from twin.layer.land import FIELDS
from twin.layer.register import SUPPLY_STATES

LAYER = Layer(
    id="land-supply",
    title=Text("土地供应状态", "Land supply"),
    about=Text(
        "宗地由规划、供应、开工到竣工的进度；颜色越深，离竣工越远。",
        "How far parcels have come from plan over supply and construction to completion: the darker, the "
        "more is still to come.",
    ),
    group=Group.LAND_AND_HOUSING,
    order=39,
    model="Parcel",
    geometry=("polygon",),
    fields=FIELDS,
    paint=Paint(
        by="supply",
        classes=tuple(
            Class(values=(state,), title=title, colour=colour)
            for (state, title), colour in zip(SUPPLY_STATES.items(), reversed(DONE_TO_PLANNED), strict=True)
        ),
        rest=Class(values=(), title=Text("未说明", "Not told"), colour=UNKNOWN),
        outline="#7d7a86",
        outline_zoom=14,
        opacity=0.8,
    ),
    zooms=(11, 22),
    promise=ON_LOAD,
    generalisation=Generalisation(),
    visible=False,
)
