"""What the fields of the registers are called, and the words of their vocabularies, for every door."""

from dataclasses import replace

from spatial.codes.schemes.sector import SECTORS
from spatial.text import Text
from twin.layer import USAGE, Field, Sensitivity

INTERNAL = Sensitivity.INTERNAL
SUPPLY_STATES = {
    "planned": Text("已规划", "Planned"),
    "supplied": Text("已供应", "Supplied"),
    "started": Text("已开工", "Started"),
    "completed": Text("已竣工", "Completed"),
}
TENURES = {
    "owned": Text("自有", "Owned"),
    "rented": Text("租赁", "Rented"),
    "social": Text("公租房或保障房", "Social housing"),
    "other": Text("其他", "Other"),
}
USE_STATES = {
    "occupied": Text("在住", "Occupied"),
    "vacant": Text("空置", "Vacant"),
    "uninhabitable": Text("不可居住", "Uninhabitable"),
}
SAFETY_GRADES = {  # JGJ 125-2016
    "A": Text("A 级（安全）", "A, sound"),
    "B": Text("B 级（个别构件危险）", "B, a part at risk"),
    "C": Text("C 级（局部危险）", "C, dangerous in part"),
    "D": Text("D 级（整幢危险）", "D, dangerous as a whole"),
}
# The words of the made-up registers, of OpenStreetMap where no register tells, and of GB/T 17986.1-2000.
HOUSE_USES = {
    "apartments": Text("公寓住宅", "Apartments"),
    "residential": Text("居住建筑", "Residential"),
    "成套住宅": Text("成套住宅", "Self-contained dwellings"),
    "住宅": Text("住宅", "Housing"),
    "house": Text("独立住宅", "Houses"),
    "detached": Text("独栋住宅", "Detached house"),
    "terrace": Text("联排住宅", "Terrace"),
    "非成套住宅": Text("非成套住宅", "Dwellings that share rooms"),
    "dormitory": Text("宿舍", "Dormitory"),
    "集体宿舍": Text("集体宿舍", "Collective dormitory"),
    "care": Text("养老照护", "Care home"),
    "mixed": Text("混合用途", "Mixed use"),
    "retail": Text("零售商业", "Retail"),
    "commercial": Text("商业", "Commercial"),
    "office": Text("办公", "Offices"),
    "hotel": Text("酒店", "Hotel"),
    "商业": Text("商业", "Commercial"),
    "办公": Text("办公", "Offices"),
    "school": Text("教育", "Education"),
    "hospital": Text("医疗", "Health"),
    "public": Text("公共服务", "Public services"),
    "industrial": Text("工业", "Industry"),
    "warehouse": Text("仓储", "Storage"),
    "工业": Text("工业", "Industry"),
    "仓库": Text("仓库", "Storage"),
    "outbuilding": Text("附属用房", "Outbuilding"),
    "other": Text("其他", "Other"),
}
# The words of the made-up registers, and those of GB/T 17986.1-2000.
STRUCTURES = {
    "steel": Text("钢结构", "Steel"),
    "钢结构": Text("钢结构", "Steel"),
    "钢、钢筋混凝土结构": Text("钢、钢筋混凝土结构", "Steel and reinforced concrete"),
    "reinforced concrete": Text("钢筋混凝土结构", "Reinforced concrete"),
    "钢筋混凝土结构": Text("钢筋混凝土结构", "Reinforced concrete"),
    "brick and concrete": Text("混合（砖混）结构", "Brick and concrete"),
    "混合结构": Text("混合（砖混）结构", "Brick and concrete"),
    "砖混结构": Text("砖混结构", "Brick and concrete"),
    "brick and timber": Text("砖木结构", "Brick and timber"),
    "砖木结构": Text("砖木结构", "Brick and timber"),
    "其他结构": Text("其他结构", "Other structure"),
}
SALE_STATES = {"unsold": Text("未售", "Unsold"), "sold": Text("已售", "Sold")}

CODE_SCHEMES = {"generated": Text("编码（演示）", "Code (made up)")}
"""What schemes of codes are called that stand in no standard."""

UNIT_CODE = Field(name="unit_code", title=Text("不动产单元号", "Real-estate unit code"), in_tile=False)
HOUSE_CODE = Field(name="house_code", title=Text("房屋编码", "House code"), in_tile=False)
ADDRESS = Field(name="address", title=Text("地址", "Address"), in_tile=False)
SECTOR = Field(name="sector", title=Text("行业门类", "Sector"), values=SECTORS)
SAFETY = Field(name="safety", title=Text("安全等级", "Safety grade"), values=SAFETY_GRADES, closed=True)
AREA_GROSS = Field(name="area_gross", title=Text("建筑面积", "Gross floor area"), type="number", unit="m2")

PARCEL = (
    UNIT_CODE,
    Field(name="area", title=Text("宗地面积", "Parcel area"), type="number", unit="m2"),
    Field(name="floor_area_ratio", title=Text("容积率上限", "Greatest floor area ratio"), type="number"),
    Field(name="supply", title=Text("供应状态", "Supply state"), values=SUPPLY_STATES, closed=True),
    Field(name="supplied_on", title=Text("供应日期", "Supplied on"), format="date", in_tile=False),
)
HOUSE = (
    Field(name="name", title=Text("名称", "Name")),
    HOUSE_CODE,
    ADDRESS,
    replace(USAGE, values=HOUSE_USES),
    Field(name="structure", title=Text("结构", "Structure"), values=STRUCTURES),
    Field(name="year", title=Text("建成年份", "Year built"), type="integer"),
    Field(name="storeys", title=Text("地上层数", "Storeys above ground"), type="integer"),
    Field(name="storeys_below", title=Text("地下层数", "Storeys below ground"), type="integer"),
    AREA_GROSS,
    SAFETY,
)
DWELLING = (
    HOUSE_CODE,
    UNIT_CODE,
    ADDRESS,
    Field(name="unit", title=Text("单元", "Staircase")),
    Field(name="floor", title=Text("所在层", "Floor"), type="integer"),
    Field(name="room", title=Text("室号", "Room")),
    Field(name="rooms", title=Text("居室数", "Rooms"), type="integer"),
    AREA_GROSS,
    Field(name="area_net", title=Text("套内面积", "Net floor area"), type="number", unit="m2"),
    Field(name="tenure", title=Text("权属", "Tenure"), values=TENURES, closed=True, sensitivity=INTERNAL),
    Field(
        name="use_state",
        title=Text("使用状态", "Use state"),
        values=USE_STATES,
        closed=True,
        sensitivity=INTERNAL,
    ),
    replace(SAFETY, sensitivity=INTERNAL),
    Field(
        name="price",
        title=Text("单价", "Price"),
        type="number",
        unit="CNY/m2",
        sensitivity=INTERNAL,
    ),
    Field(
        name="rent",
        title=Text("月租金", "Rent"),
        type="number",
        unit="CNY/mo",
        sensitivity=INTERNAL,
    ),
    Field(
        name="sale",
        title=Text("销售状态", "Sale"),
        values=SALE_STATES,
        closed=True,
        sensitivity=INTERNAL,
    ),
    Field(name="sold_on", title=Text("售出日期", "Sold on"), format="date", sensitivity=INTERNAL),
)
ENTERPRISE = (
    Field(name="credit_code", title=Text("统一社会信用代码", "Social credit code")),
    Field(name="name", title=Text("名称", "Name")),
    SECTOR,
    ADDRESS,
)
WORKPLACE = (
    Field(name="name", title=Text("名称", "Name")),
    SECTOR,
    Field(name="jobs", title=Text("岗位数", "Jobs"), type="integer"),
    ADDRESS,
)
REGISTERS = {
    "parcel": PARCEL,
    "house": HOUSE,
    "dwelling": DWELLING,
    "enterprise": ENTERPRISE,
    "workplace": WORKPLACE,
}


def find_field(kind: str, name: str) -> Field:
    """A field of a register with its words; by its own name alone where it has no other."""
    return next(
        (one for one in REGISTERS.get(kind, ()) if one.name == name), Field(name=name, title=Text(name, name))
    )
