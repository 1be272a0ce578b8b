"""People by the cells of the H3 grid, as published."""

from spatial.text import Text
from twin.layer.people import make_people

LAYER = make_people(
    id="people-by-cell",
    order=37,
    title=Text("网格人口", "People by grid cell"),
    zones=Text("H3 八级网格", "cells of the H3 grid (resolution 8)"),
    form="cell",
)
