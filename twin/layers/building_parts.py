"""Building parts: the pieces a building is modelled in."""

from spatial.text import Text
from twin.layer import DETAIL, IDENTITY, ON_LOAD, Class, Field, Group, Layer, Paint

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
        *IDENTITY,
        Field(name="building", title=Text("所属建筑", "Building"), type="integer", column="parent_id"),
        Field(name="height", title=Text("高度", "Height"), type="number", unit="m"),
        Field(name="storeys", title=Text("地上层数", "Storeys above ground"), type="integer"),
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
