"""The housing stock by the share of dwellings that stand empty, for those who work with the twin."""

from spatial.text import Text
from twin.layer import STAFF
from twin.layer.colours import PURPLES
from twin.layer.housing import FIELDS, PROOFS, make_housing

LAYER = make_housing(
    id="housing-vacancy",
    order=35,
    title=Text("每幢空置率", "Vacant share per building"),
    about=Text(
        "登记为空置的套数占使用状态已知套数的比例；来源不一的套按不明计，灰色为全部不明。仅供工作人员。",
        "Dwellings registered as vacant among those of which the use is known; where sources disagree it is "
        "not known, and grey where none is. For staff alone.",
    ),
    by="vacancy",
    fields=(*FIELDS, *PROOFS),
    audience=STAFF,
    where={"dwellings__gt": 0},
    ramp=PURPLES,
)
