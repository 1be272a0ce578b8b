"""The housing stock by its safety grade."""

from spatial.text import Text
from twin.layer import Class
from twin.layer.colours import SOUND_TO_DANGEROUS, UNKNOWN
from twin.layer.housing import make_housing
from twin.layer.register import SAFETY_GRADES

LAYER = make_housing(
    id="housing-safety",
    order=32,
    title=Text("房屋安全等级", "Houses by safety"),
    about=Text(
        "房屋危险性等级（JGJ 125-2016 第 6.1.4 条）；取幢与户登记中最差的一级。"
        "灰色为未鉴定或未登记，并不表示安全。",
        "Grades of danger (JGJ 125-2016, 6.1.4), the worst that houses and dwellings are given. Grey has not "
        "been graded, which does not mean that it is safe.",
    ),
    by="safety",
    classes=tuple(
        Class(values=(grade,), title=title, colour=colour)
        for (grade, title), colour in zip(SAFETY_GRADES.items(), SOUND_TO_DANGEROUS, strict=True)
    ),
    rest=Class(values=(), title=Text("未鉴定", "Not graded"), colour=UNKNOWN),
)
