"""The twelve first-level classes of land use (GB/T 21010)."""

import re

from spatial.citation import Citation, Confidence
from spatial.codes.scheme import Fault, Scheme, shorten
from spatial.text import Text

CLASSES = {
    "01": Text("耕地", "Arable land"),
    "02": Text("园地", "Orchards and plantations"),
    "03": Text("林地", "Forest land"),
    "04": Text("草地", "Grassland"),
    "05": Text("商服用地", "Commercial and service land"),
    "06": Text("工矿仓储用地", "Industrial, mining and storage land"),
    "07": Text("住宅用地", "Residential land"),
    "08": Text("公共管理与公共服务用地", "Public administration and services land"),
    "09": Text("特殊用地", "Special land"),
    "10": Text("交通运输用地", "Transport land"),
    "11": Text("水域及水利设施用地", "Waters and water facilities"),
    "12": Text("其他土地", "Other land"),
}
# A second level adds two digits in the edition of 2017 and added one in that of 2007.
_LAYOUT = re.compile(r"[0-9]{2,4}")


def check_land_use(code: str) -> Fault | None:
    """What is wrong with a class of land use; of a second-level class only its first level is known."""
    if _LAYOUT.fullmatch(code) and code[:2] in CLASSES:
        return None
    message = f"“{shorten(code)}” is no land use of GB/T 21010; give 01 to 12, or a class within one of them."
    return Fault("UNKNOWN_CODE", message)


SCHEME = Scheme(
    id="land-use",
    title=Text("土地利用现状分类（一级类）", "land use"),
    source=Citation(
        source="GB/T 21010-2017 土地利用现状分类",
        clause="5",
        confidence=Confidence.SECONDARY,
        seen="tuliu.com/read-30928.html, m.bdocx.com/doc/11929279.html",
    ),
    check=check_land_use,
    words=CLASSES,
    unchecked="Of second-level classes only the first level is checked.",
)
