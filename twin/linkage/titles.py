"""What relations, methods, kinds and fields are called, for those who review links."""

from spatial.text import Text

FIELDS = {
    "code": Text("编码", "Code"),
    "name": Text("名称", "Name"),
    "house": Text("楼幢编码", "House"),
    "house_code": Text("房屋代码", "House code"),
    "unit_code": Text("不动产单元代码", "Real-estate unit code"),
    "parcel": Text("宗地编码", "Parcel"),
    "address": Text("地址", "Address"),
    "unit": Text("单元", "Unit"),
    "floor": Text("楼层", "Floor"),
    "room": Text("房号", "Room"),
    "area_gross": Text("建筑面积（m²）", "Gross area (m²)"),
    "area": Text("面积（m²）", "Area (m²)"),
    "year": Text("建成年份", "Year"),
    "storeys": Text("层数", "Storeys"),
    "height": Text("高度（m）", "Height (m)"),
    "klass": Text("类别", "Class"),
    "enterprise": Text("企业编码", "Enterprise"),
    "credit_code": Text("统一社会信用代码", "Social credit code"),
    "jobs": Text("岗位数", "Jobs"),
}
PARTS = {
    "road": Text("道路", "road"),
    "number": Text("门牌号", "number"),
    "building": Text("楼幢", "building"),
    "name": Text("名称", "name"),
    "unit": Text("单元", "unit"),
    "room": Text("房号", "room"),
}
"""The parts of an address and a name, of which the likeness is weighed."""
KINDS = {
    "dwelling": Text("户", "dwelling"),
    "house": Text("楼幢", "house"),
    "building": Text("建筑", "building"),
    "parcel": Text("宗地", "parcel"),
    "household": Text("家庭户", "household"),
    "person": Text("人", "person"),
    "workplace": Text("工作场所", "workplace"),
    "enterprise": Text("企业", "enterprise"),
}
RELATIONS = {
    "same": Text("是同一对象", "is the same as"),
    "dwelling-house": Text("户属于楼幢", "dwelling of the house"),
    "house-building": Text("楼幢对应建筑", "house told of the building"),
    "building-parcel": Text("坐落于宗地", "stands on the parcel"),
    "household-dwelling": Text("家庭户居住于", "household lives at"),
    "person-household": Text("人属于家庭户", "person of the household"),
    "person-dwelling": Text("人居住于", "person resides at"),
    "person-workplace": Text("人就业于", "person works at"),
    "workplace-building": Text("工作场所位于建筑", "workplace in the building"),
    "workplace-enterprise": Text("工作场所属于企业", "workplace of the enterprise"),
}
METHODS = {
    "code": Text("编码", "code"),
    "address": Text("地址", "address"),
    "position": Text("位置", "position"),
    "fuzzy": Text("相似度", "likeness"),
    "hand": Text("人工", "by hand"),
}
