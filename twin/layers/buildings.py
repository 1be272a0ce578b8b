"""Buildings: footprints extruded to their height."""

from dataclasses import replace

from spatial.text import Text
from twin.layer import CLASS, DETAIL, IDENTITY, ON_LOAD, Class, Group, Layer, Paint
from twin.layer.building import FIELDS

CLASSES = {
    "apartments": Text("公寓住宅", "Apartments"),
    "house": Text("独立住宅", "House"),
    "residential": Text("居住建筑", "Residential"),
    "detached": Text("独栋住宅", "Detached house"),
    "dormitory": Text("宿舍", "Dormitory"),
    "terrace": Text("联排住宅", "Terrace"),
    "commercial": Text("商业建筑", "Commercial"),
    "retail": Text("零售商业", "Retail"),
    "office": Text("办公楼", "Offices"),
    "hotel": Text("酒店", "Hotel"),
    "supermarket": Text("超市", "Supermarket"),
    "kiosk": Text("售货亭", "Kiosk"),
    "school": Text("学校", "School"),
    "kindergarten": Text("幼儿园", "Kindergarten"),
    "university": Text("大学", "University"),
    "college": Text("学院", "College"),
    "hospital": Text("医院", "Hospital"),
    "clinic": Text("诊所", "Clinic"),
    "public": Text("公共建筑", "Public building"),
    "industrial": Text("工业建筑", "Industrial"),
    "warehouse": Text("仓库", "Warehouse"),
    "manufacture": Text("厂房", "Factory building"),
    "hangar": Text("机库", "Hangar"),
    "tank": Text("储罐", "Tank"),
    "factory": Text("工厂", "Factory"),
    "garage": Text("车库", "Garage"),
    "garages": Text("车库群", "Garages"),
    "roof": Text("顶棚", "Roof"),
    "construction": Text("在建建筑", "Under construction"),
    "church": Text("教堂", "Church"),
    "yes": Text("未分类建筑", "Building, unclassified"),
}

LAYER = Layer(
    id="buildings",
    title=Text("建筑", "Buildings"),
    about=Text(
        "建筑轮廓与高度；估算的高度注明来源。", "Footprints with height; an estimated height says so."
    ),
    group=Group.CITY,
    order=10,
    model="Building",
    where={"parent__isnull": True},
    geometry=("polygon",),
    fields=(
        *(replace(one, values=CLASSES) if one is CLASS else one for one in IDENTITY),
        *FIELDS,
        *DETAIL,
    ),
    paint=Paint(
        by="class",
        classes=(
            Class(
                values=("apartments", "house", "residential", "detached", "dormitory", "terrace"),
                title=Text("居住", "Residential"),
                colour="#e8b27d",
            ),
            Class(
                values=("commercial", "retail", "office", "hotel", "supermarket", "kiosk"),
                title=Text("商业办公", "Commerce and offices"),
                colour="#d98c8c",
            ),
            Class(
                values=("school", "kindergarten", "university", "college", "hospital", "clinic", "public"),
                title=Text("公共服务", "Public services"),
                colour="#a58fc9",
            ),
            Class(
                values=("industrial", "warehouse", "manufacture", "hangar", "tank", "factory"),
                title=Text("工业仓储", "Industry and storage"),
                colour="#9aa7b5",
            ),
        ),
        rest=Class(values=(), title=Text("其他或未分类", "Other or unclassified"), colour="#d9cfc1"),
        outline="#a3988a",
        opacity=0.95,
        extrude="height",
        label="name",
        label_zoom=16,
    ),
    zooms=(12, 22),
    promise=ON_LOAD,
    search=("name", "address"),
)
