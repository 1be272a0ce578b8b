"""Plant cover: woods, scrub and parks."""

from spatial.text import Text
from twin.layer import DETAIL, ON_LOAD, Class, Generalisation, Group, Layer, Paint, identify

CLASSES = {
    "park": Text("公园", "Park"),
    "garden": Text("花园", "Garden"),
    "wood": Text("树林", "Wood"),
    "forest": Text("森林", "Forest"),
    "scrub": Text("灌丛", "Scrub"),
    "grass": Text("草坪", "Grass"),
    "grassland": Text("草地", "Grassland"),
    "meadow": Text("草甸", "Meadow"),
    "heath": Text("荒原灌丛", "Heath"),
    "tree": Text("树", "Tree"),
    "tree_row": Text("行道树", "Tree row"),
}

LAYER = Layer(
    id="plant-cover",
    title=Text("植被", "Plant cover"),
    about=Text("林地、灌丛与公园。", "Woods, scrub and parks."),
    group=Group.BASE,
    order=55,
    model="PlantCover",
    geometry=("polygon", "line"),
    fields=(*identify({"class": CLASSES}), *DETAIL),
    paint=Paint(
        rest=Class(values=(), title=Text("植被", "Plants"), colour="#bfdcae", width=1.5),
        label="name",
        label_zoom=14,
    ),
    zooms=(10, 22),
    promise=ON_LOAD,
    generalisation=Generalisation(),
    search=("name",),
)
