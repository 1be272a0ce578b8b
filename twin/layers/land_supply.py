"""Land parcels by how far they have come from plan to use."""

from spatial.text import Text
from twin.layer import ON_LOAD, Class, Group, Layer, Paint
from twin.layer.land import FIELDS, SUPPLY

COLOURS = {"planned": "#edf8fb", "supplied": "#b3cde3", "started": "#8c96c6", "completed": "#88419d"}

LAYER = Layer(
    id="land-supply",
    title=Text("土地供应状态", "Land supply"),
    about=Text(
        "宗地由规划、供应、开工到竣工的进度；颜色越深，进度越靠后（ColorBrewer BuPu）。",
        "How far parcels have come from plan over supply and construction to completion: the darker, the "
        "farther (ColorBrewer BuPu).",
    ),
    group=Group.LAND_AND_HOUSING,
    order=39,
    model="Parcel",
    geometry=("polygon",),
    fields=FIELDS,
    paint=Paint(
        by="supply",
        classes=tuple(
            Class(values=(state,), title=title, colour=COLOURS[state]) for state, title in SUPPLY.items()
        ),
        rest=Class(values=(), title=Text("未说明", "Not told"), colour="#e4e2dc"),
        outline="#7d7a86",
        opacity=0.8,
    ),
    zooms=(11, 22),
    promise=ON_LOAD,
    visible=False,
)
