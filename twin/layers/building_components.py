"""Building components: storeys, spaces and elements of buildings known from within."""

from spatial.text import Text
from twin.layer import DETAIL, IDENTITY, ON_LOAD, Class, Field, Group, Layer, Paint

LAYER = Layer(
    id="building-components",
    title=Text("建筑构件", "Building components"),
    about=Text("BIM 中的楼层、空间与构件。", "Storeys, spaces and elements of buildings, from their BIM."),
    group=Group.CITY,
    order=12,
    model="Component",
    geometry=("polygon",),
    fields=(
        *IDENTITY,
        Field(name="building", title=Text("所属建筑", "Building")),
        Field(name="storey", title=Text("楼层", "Storey")),
        Field(name="within", title=Text("所属构件", "Belongs to"), in_tile=False),
        Field(name="elevation", title=Text("底部高程", "Elevation of its foot"), type="number", unit="m"),
        Field(name="height", title=Text("高度", "Height"), type="number", unit="m"),
        Field(name="area", title=Text("面积", "Area"), type="number", unit="m2"),
        *DETAIL,
    ),
    paint=Paint(
        by="class",
        classes=(
            Class(values=("IfcBuildingStorey",), title=Text("楼层", "Storey"), colour="#e7e2d8"),
            Class(values=("IfcSpace",), title=Text("空间", "Space"), colour="#bcd3e8", zoom=17),
        ),
        rest=Class(values=(), title=Text("构件", "Element"), colour="#a88f72", zoom=17),
        outline="#6f6250",
        opacity=0.7,
        label="name",
        label_zoom=18,
    ),
    zooms=(15, 22),
    promise=ON_LOAD,
    visible=False,
)
