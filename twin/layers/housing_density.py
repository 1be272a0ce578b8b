"""The housing stock by the number of dwellings in each building."""

from spatial.text import Text
from twin.layer.colours import GREEN_TO_BLUE
from twin.layer.housing import make_housing

LAYER = make_housing(
    id="housing-density",
    order=34,
    title=Text("每幢住宅套数", "Dwellings per building"),
    about=Text(
        "有住宅的各幢建筑内登记的套数，各来源的同一套只计一次。",
        "Dwellings registered in each building that has any; one that several sources tell of counts once.",
    ),
    by="dwellings",
    where={"dwellings__gt": 0},
    ramp=GREEN_TO_BLUE,
)
