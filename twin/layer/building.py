"""What layers of buildings and of their parts both tell of them."""

from spatial.text import Text
from twin.layer import Field, identify
from twin.layer.facility import FACILITIES

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
    "train_station": Text("火车站", "Railway station"),
    "abbandonned": Text("废弃建筑", "Abandoned"),
    "abandoned": Text("废弃建筑", "Abandoned"),
    "yes": Text("未分类建筑", "Building, unclassified"),
}
NAMED = identify({"class": CLASSES, "function": FACILITIES})
HEIGHT_SOURCES = {
    "measured": Text("实测或标注", "Measured or tagged"),
    "model": Text("取自三维模型", "Taken from the 3D model"),
    "storeys": Text("按层数估算（每层 3 m）", "Estimated: storeys x 3 m"),
    "assumed": Text("推定（同类建筑层数中位数）", "Assumed: median of its class"),
}
FIELDS = (
    Field(name="height", title=Text("高度", "Height"), type="number", unit="m"),
    Field(name="height_source", title=Text("高度来源", "Height from"), values=HEIGHT_SOURCES, closed=True),
    Field(name="ground", title=Text("地面高程", "Ground elevation"), type="number", unit="m", in_tile=False),
    Field(name="storeys", title=Text("地上层数", "Storeys above ground"), type="integer"),
    Field(
        name="storeys_below",
        title=Text("地下层数", "Storeys below ground"),
        type="integer",
        in_tile=False,
    ),
    Field(name="year", title=Text("建成年份", "Year built"), type="integer"),
    Field(name="address", title=Text("地址", "Address"), in_tile=False),
)
