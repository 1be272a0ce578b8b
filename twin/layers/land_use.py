"""Land use: areas by what their land is for."""

from spatial.text import Text
from twin.layer import DETAIL, IDENTITY, ON_LOAD, Class, Group, Layer, Paint

LAYER = Layer(
    id="land-use",
    title=Text("土地利用", "Land use"),
    about=Text("按用途划分的用地。", "Areas by what their land is used for."),
    group=Group.BASE,
    order=60,
    model="LandUse",
    geometry=("polygon",),
    fields=(*IDENTITY, *DETAIL),
    paint=Paint(
        by="class",
        classes=(
            Class(values=("residential",), title=Text("居住用地", "Residential"), colour="#f3e6d3"),
            Class(values=("commercial", "retail"), title=Text("商业用地", "Commercial"), colour="#f3d9d5"),
            Class(
                values=("industrial", "garages", "railway", "quarry", "landfill"),
                title=Text("工业交通用地", "Industrial and transport"),
                colour="#e2e3ea",
            ),
            Class(
                values=("construction", "brownfield", "greenfield"),
                title=Text("在建与待建", "Under or awaiting construction"),
                colour="#eadfca",
            ),
            Class(
                values=("grass", "forest", "meadow", "recreation_ground", "village_green", "orchard"),
                title=Text("绿地林地", "Green and woodland"),
                colour="#d3e6c4",
            ),
            Class(
                values=("farmland", "farmyard", "allotments", "farm"),
                title=Text("农用地", "Farmland"),
                colour="#edf0cf",
            ),
        ),
        rest=Class(values=(), title=Text("其他用地", "Other use"), colour="#e9e6df"),
        label="name",
        label_zoom=15,
    ),
    zooms=(9, 22),
    promise=ON_LOAD,
)
