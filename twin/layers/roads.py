"""Roads: centre lines by rank, and surfaces where the source has them."""

from spatial.text import Text
from twin.layer import DETAIL, ON_LOAD, Class, Field, Generalisation, Group, Layer, Paint, identify

CLASSES = {
    "motorway": Text("高速公路", "Motorway"),
    "motorway_link": Text("高速匝道", "Motorway link"),
    "trunk": Text("快速路", "Trunk road"),
    "trunk_link": Text("快速路匝道", "Trunk link"),
    "primary": Text("主干路", "Primary road"),
    "primary_link": Text("主干路匝道", "Primary link"),
    "secondary": Text("次干路", "Secondary road"),
    "secondary_link": Text("次干路连接线", "Secondary link"),
    "tertiary": Text("支路", "Tertiary road"),
    "tertiary_link": Text("支路连接线", "Tertiary link"),
    "residential": Text("居住区道路", "Residential street"),
    "unclassified": Text("一般道路", "Minor road"),
    "living_street": Text("生活街道", "Living street"),
    "service": Text("内部道路", "Service road"),
    "track": Text("机耕路", "Track"),
    "footway": Text("人行道", "Footway"),
    "path": Text("小径", "Path"),
    "pedestrian": Text("步行街", "Pedestrian street"),
    "steps": Text("台阶", "Steps"),
    "cycleway": Text("自行车道", "Cycleway"),
    "construction": Text("在建道路", "Under construction"),
    "bus_stop": Text("公交站", "Bus stop"),
    "crossing": Text("人行横道", "Crossing"),
    "traffic_signals": Text("交通信号灯", "Traffic signals"),
    "street_lamp": Text("路灯", "Street lamp"),
    "speed_camera": Text("测速摄像头", "Speed camera"),
    "rest_area": Text("停车休息区", "Rest area"),
    "motorway_junction": Text("高速出口", "Motorway junction"),
    "yes": Text("未分类道路", "Road, unclassified"),
}

LAYER = Layer(
    id="roads",
    title=Text("道路", "Roads"),
    about=Text("道路中心线或路面，按等级绘制。", "Centre lines or surfaces, drawn by rank."),
    group=Group.BASE,
    order=40,
    model="Road",
    geometry=("line", "polygon"),
    fields=(
        *identify({"class": CLASSES}),
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
        area_opacity=0.45,
        label="name",
        label_zoom=14,
    ),
    zooms=(9, 22),
    promise=ON_LOAD,
    generalisation=Generalisation(),
    search=("name",),
)
