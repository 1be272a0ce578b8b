"""Plant cover: woods, scrub and parks."""

from spatial.text import Text
from twin.layer import DETAIL, IDENTITY, ON_LOAD, Class, Group, Layer, Paint

LAYER = Layer(
    id="plant-cover",
    title=Text("植被", "Plant cover"),
    about=Text("林地、灌丛与公园。", "Woods, scrub and parks."),
    group=Group.BASE,
    order=55,
    model="PlantCover",
    geometry=("polygon", "line"),
    fields=(*IDENTITY, *DETAIL),
    paint=Paint(
        rest=Class(values=(), title=Text("植被", "Plants"), colour="#bfdcae", width=1.5),
        label="name",
        label_zoom=14,
    ),
    zooms=(10, 22),
    promise=ON_LOAD,
    search=("name",),
)
