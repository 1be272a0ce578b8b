"""Roads: centre lines by rank, and surfaces where the source has them."""

from spatial.text import Text
from twin.layer import DETAIL, IDENTITY, ON_LOAD, Class, Field, Group, Layer, Paint

LAYER = Layer(
    id="roads",
    title=Text("道路", "Roads"),
    about=Text("道路中心线或路面，按等级绘制。", "Centre lines or surfaces, drawn by rank."),
    group=Group.BASE,
    order=40,
    model="Road",
    geometry=("line", "polygon"),
    fields=(
        *IDENTITY,
        Field(name="ref", title=Text("编号", "Number")),
        Field(name="oneway", title=Text("单行", "One-way"), type="boolean", in_tile=False),
        Field(name="lanes", title=Text("车道数", "Lanes"), type="integer", in_tile=False),
        Field(name="maxspeed", title=Text("限速", "Speed limit"), type="integer", unit="km/h", in_tile=False),
        Field(name="level", title=Text("空间层级", "Vertical level"), type="integer"),
        *DETAIL,
    ),
    paint=Paint(
        by="class",
        classes=(
            Class(
                values=("motorway", "trunk", "motorway_link", "trunk_link"),
                title=Text("高速与快速路", "Motorways and trunk roads"),
                colour="#e2806b",
                width=9,
            ),
            Class(
                values=("primary", "primary_link"), title=Text("主干路", "Primary"), colour="#f0b45f", width=8
            ),
            Class(
                values=("secondary", "secondary_link"),
                title=Text("次干路", "Secondary"),
                colour="#f5d482",
                width=7,
            ),
            Class(
                values=("tertiary", "tertiary_link", "residential", "unclassified", "living_street"),
                title=Text("支路与居住区路", "Local streets"),
                colour="#ffffff",
                width=5,
                zoom=11,
            ),
            Class(
                values=("footway", "path", "pedestrian", "steps", "cycleway"),
                title=Text("人行与自行车道", "Foot and cycle ways"),
                colour="#d9a89c",
                width=1.5,
                zoom=14,
            ),
        ),
        rest=Class(values=(), title=Text("其他道路", "Other roads"), colour="#efebe4", width=3, zoom=13),
        outline="#c9c1b4",
        label="name",
        label_zoom=14,
    ),
    zooms=(9, 22),
    promise=ON_LOAD,
    search=("name",),
)
