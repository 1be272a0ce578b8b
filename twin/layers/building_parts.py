"""Building parts: the pieces a building is modelled in."""

from dataclasses import replace

from spatial.text import Text
from twin.layer import DETAIL, ON_LOAD, Class, Field, Group, Layer, Paint
from twin.layer.building import FIELDS, NAMED

DRAWN = {"height", "storeys"}

LAYER = Layer(
    id="building-parts",
    title=Text("建筑部件", "Building parts"),
    about=Text("分体建模的建筑部分。", "The parts of buildings modelled in several pieces."),
    group=Group.CITY,
    order=11,
    model="Building",
    where={"parent__isnull": False},
    geometry=("polygon",),
    fields=(
        *NAMED,
        Field(name="building", title=Text("所属建筑", "Building"), type="integer", column="parent_id"),
        *(one if one.name in DRAWN else replace(one, in_tile=False) for one in FIELDS),
        *DETAIL,
    ),
    paint=Paint(
        rest=Class(values=(), title=Text("建筑部件", "Building part"), colour="#cdbba5"),
        outline="#8f8373",
        extrude="height",
    ),
    zooms=(14, 22),
    promise=ON_LOAD,
    visible=False,
)
