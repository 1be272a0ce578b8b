"""Buildings: footprints extruded to their height."""

from spatial.text import Text
from twin.layer import DETAIL, ON_LOAD, Class, Generalisation, Group, Layer, Paint
from twin.layer.building import FIELDS, NAMED

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
        *NAMED,
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
    zooms=(8, 22),
    promise=ON_LOAD,
    generalisation=Generalisation(),
    search=("name", "address"),
)
