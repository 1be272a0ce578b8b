"""Terrain: the pieces of ground model there are, as surfaces or rasters."""

from spatial.text import Text
from twin.layer import CLASS, CODE, DETAIL, NAME, ON_LOAD, Class, Field, Group, Layer, Paint

LAYER = Layer(
    id="terrain",
    title=Text("地形", "Terrain"),
    about=Text(
        "地形模型的覆盖范围：不规则三角网或栅格。",
        "Where there is a model of the ground, triangulated or raster.",
    ),
    group=Group.BASE,
    order=65,
    model="Terrain",
    geometry=("polygon",),
    fields=(
        *(CODE, NAME, CLASS),
        Field(name="low", title=Text("最低高程", "Lowest elevation"), type="number", unit="m"),
        Field(name="high", title=Text("最高高程", "Highest elevation"), type="number", unit="m"),
        Field(name="resolution", title=Text("栅格分辨率", "Side of a cell"), type="number", unit="m"),
        Field(name="raster", title=Text("栅格文件", "Raster file"), in_tile=False),
        *DETAIL,
    ),
    paint=Paint(
        rest=Class(values=(), title=Text("地形", "Terrain"), colour="#c9b892"),
        outline="#8c7a50",
        opacity=0.25,
        label="name",
        label_zoom=12,
    ),
    zooms=(6, 22),
    promise=ON_LOAD,
    visible=False,
)
