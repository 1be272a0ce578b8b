"""What the layers of published figures about persons share: their fields, and how protection is told."""

from spatial.text import Text
from twin.layer import CODE, NAME, Class, Field, Group, Layer, Paint
from twin.layer.colours import ORANGE_TO_RED

REASONS = {
    "protected": Text("受保护：人数过少，或可由其他数字推出", "Protected: too few, or to be worked out")
}
FIELDS = (
    CODE,
    NAME,
    Field(name="reason", title=Text("未给出的原因", "Why no figure is given"), values=REASONS),
    Field(name="persons", title=Text("人数", "Persons"), type="integer"),
    Field(name="density", title=Text("人口密度", "Persons per km²"), type="number", unit="/km2"),
    Field(name="zoning", title=Text("分区方式", "Zoning"), in_tile=False),
)


def make_people(id: str, order: int, title: Text, zones: Text, form: str) -> Layer:
    """A layer of the zones of that form."""
    return Layer(
        id=id,
        title=title,
        about=Text(
            f"{zones.zh}的人口密度（人/km²），取自一次整体保护、经验证后公布的统计。"
            "灰色为受保护：人数过少，或可由其他公布数字推出，并非无人。",
            f"People per square kilometre by {zones.en}, from figures protected as a whole and proven "
            "before they were published. Grey is protected: too few people, or a figure that others would "
            "give away; it does not mean nobody.",
        ),
        group=Group.LAND_AND_HOUSING,
        order=order,
        model="PeopleZone",
        where={"form": form},
        geometry=("polygon",),
        fields=FIELDS,
        paint=Paint(
            by="density",
            ramp=ORANGE_TO_RED,
            rest=Class(values=(), title=Text("受保护", "Protected"), colour="#b9b7b2"),
            outline="#8d8a84",
            opacity=0.7,
            hatched=True,
        ),
        zooms=(8, 22),
        promise=Text("随每次公布更新", "Renewed with each publication"),
        visible=False,
    )
