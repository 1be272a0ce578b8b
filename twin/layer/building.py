"""What layers of buildings and of their parts both tell of them."""

from spatial.text import Text
from twin.layer import Field

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
