"""People by the lowest administrative areas, as published."""

from spatial.text import Text
from twin.layer.people import make_people

LAYER = make_people(
    id="people-by-zone",
    order=36,
    title=Text("分区人口", "People by zone"),
    zones=Text("最低一级行政区", "the lowest administrative areas"),
    form="area",
)
