"""What the layers of people have in common: their fields, and what is drawn where a count is protected."""

from spatial.text import Text
from twin.layer import NAME, Class, Field, Group, Layer, Paint
from twin.layer.colours import UNKNOWN, YELLOW_TO_BROWN

PROTECTED = Class(values=(), title=Text("已保护", "Protected"), colour=UNKNOWN)
PROMISE = Text("每次发布人口数据时更新", "Renewed with each publication of figures")
FIELDS = (
    NAME,
    Field(name="zoning", title=Text("分区方式", "Zoning")),
    Field(name="zone", title=Text("分区编码", "Zone")),
    Field(name="persons", title=Text("人数", "Persons"), type="integer"),
    Field(name="density", title=Text("人口密度", "Persons per km²"), type="number", unit="km-2"),
    Field(
        name="reason",
        title=Text("无数值的原因", "Why there is no count"),
        values={"protected": Text("已保护", "Protected")},
    ),
    Field(name="figures", title=Text("分项人数", "Persons by age and hukou"), type="object", in_tile=False),
)


def make_people(id: str, order: int, title: Text, about: Text, part: str) -> Layer:
    """A layer of the zones of one part, the denser the darker."""
    return Layer(
        id=id,
        title=title,
        about=about,
        group=Group.LAND_AND_HOUSING,
        order=order,
        model="PeopleZone",
        where={"part": part},
        geometry=("polygon",),
        fields=FIELDS,
        paint=Paint(by="density", ramp=YELLOW_TO_BROWN, rest=PROTECTED, outline="#8a6f4d", opacity=0.7),
        zooms=(8, 22),
        promise=PROMISE,
        visible=False,
    )
