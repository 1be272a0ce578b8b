"""Planning zones: what the plan in force allows where."""

from spatial.text import Text
from twin.layer import DETAIL, IDENTITY, ON_LOAD, Class, Field, Group, Layer, Paint

LAYER = Layer(
    id="planning-zones",
    title=Text("规划分区", "Planning zones"),
    about=Text("现行规划的用途与管制分区。", "Zones of the plan in force, by use and by what may be built."),
    group=Group.BASE,
    order=62,
    model="PlanningZone",
    geometry=("polygon",),
    fields=(
        *IDENTITY,
        Field(
            name="coverage", title=Text("建筑密度上限", "Greatest building coverage"), type="number", unit="1"
        ),
        Field(
            name="floor_area_ratio",
            title=Text("容积率上限", "Greatest floor area ratio"),
            type="number",
            unit="1",
        ),
        Field(name="height_limit", title=Text("限高", "Height limit"), type="number", unit="m"),
        *DETAIL,
    ),
    paint=Paint(
        rest=Class(values=(), title=Text("规划分区", "Planning zone"), colour="#b9a7d6"),
        outline="#7d66a8",
        opacity=0.35,
        label="function",
        label_zoom=14,
    ),
    zooms=(9, 22),
    promise=ON_LOAD,
    visible=False,
)
