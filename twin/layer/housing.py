"""What the layers of the housing stock share: their fields, who may see which, and how they stand."""

from dataclasses import replace
from typing import Any

from spatial.text import Text
from twin.layer import CODE, EVERYONE, NAME, Class, Field, Generalisation, Group, Layer, Paint, Sensitivity
from twin.layer.colours import UNKNOWN
from twin.layer.register import HOUSE_USES, SAFETY


def count(name: str, zh: str, en: str, sensitivity: Sensitivity = Sensitivity.OPEN) -> Field:
    """A number of houses or dwellings."""
    return Field(name=name, title=Text(zh, en), type="integer", sensitivity=sensitivity)


FIELDS = (
    CODE,
    NAME,
    Field(name="usage", title=Text("房屋用途", "Use"), values=HOUSE_USES),
    Field(name="year", title=Text("建成年份", "Year built"), type="integer"),
    replace(SAFETY, title=Text("安全等级（最差）", "Safety grade (worst)")),
    count("houses", "登记楼幢", "Houses registered"),
    count("dwellings", "住宅套数", "Dwellings"),
    Field(name="area_gross", title=Text("建筑面积", "Gross area"), type="number", unit="m2"),
    Field(name="height", title=Text("高度", "Height"), type="number", unit="m"),
    count("storeys", "地上层数", "Storeys above ground"),
    Field(name="district", title=Text("所在区划", "District")),
    Field(name="district_code", title=Text("区划代码", "District code"), in_tile=False),
)
# Which building stands empty is a burglar's map.
PROOFS = (
    Field(
        name="vacancy",
        title=Text("空置率", "Vacant share"),
        type="number",
        unit="%",
        sensitivity=Sensitivity.INTERNAL,
    ),
    count("occupied", "在用套数", "Occupied dwellings", Sensitivity.INTERNAL),
    count("vacant", "空置套数", "Vacant dwellings", Sensitivity.INTERNAL),
    count("uninhabitable", "不可居住套数", "Uninhabitable dwellings", Sensitivity.INTERNAL),
    count("unknown", "使用状态不明套数", "Dwellings of unknown use", Sensitivity.INTERNAL),
)

FOLLOWS = Text(
    "登记、建筑或关联变动后由后台重新统计，大城市需数分钟",
    "Counted anew in the background after each change of registers or ties; minutes in a large city",
)
UNTOLD = Class(values=(), title=Text("不明", "Not known"), colour=UNKNOWN)


def make_housing(
    id: str,
    order: int,
    title: Text,
    about: Text,
    by: str,
    fields: tuple[Field, ...] = FIELDS,
    audience: frozenset[str] = EVERYONE,
    where: dict[str, Any] | None = None,
    rest: Class = UNTOLD,
    **look: Any,
) -> Layer:
    """A layer of the stock, its buildings painted by one field."""
    return Layer(
        id=id,
        title=title,
        about=about,
        group=Group.LAND_AND_HOUSING,
        order=order,
        model="Stock",
        where=where or {},
        geometry=("polygon",),
        fields=fields,
        paint=Paint(
            by=by,
            rest=rest,
            outline="rgba(80, 74, 64, 0.45)",
            outline_zoom=14,
            opacity=0.95,
            extrude="height",
            label="name",
            label_zoom=17,
            **look,
        ),
        zooms=(12, 22),
        promise=FOLLOWS,
        generalisation=Generalisation(),
        visible=False,
        audience=audience,
    )
