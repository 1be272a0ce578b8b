"""How far a walk of the life circle and to a school may be: rules kept as data, each with how sure it is.

TD/T 1062-2021 is remembered to have 300, 500 and 1000 m for walks of 5, 10 and 15 minutes; its own table was
not seen, so each walk cites what was.
"""

from dataclasses import dataclass

from spatial.citation import Citation, Confidence
from spatial.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A walk in metres, the same in minutes where it is told so, and where that is from."""

    id: str
    title: Text
    metres: float
    citation: Citation
    minutes: float | None = None


LIFE_CIRCLES = (
    Circle(
        id="5-minutes",
        title=Text("五分钟生活圈", "5-minute circle"),
        minutes=5,
        metres=300,
        citation=Citation(source="GB 50180-2018", clause="", confidence=Confidence.RECALLED),
    ),
    Circle(
        id="10-minutes",
        title=Text("十分钟生活圈", "10-minute circle"),
        minutes=10,
        metres=500,
        citation=Citation(
            source="GB 50180-2018", clause="", confidence=Confidence.VERIFIED, seen="zgbk 491601"
        ),
    ),
    Circle(
        id="15-minutes",
        title=Text("十五分钟生活圈", "15-minute circle"),
        minutes=15,
        metres=1000,
        citation=Citation(
            source="GB 50180-2018",
            clause="",
            confidence=Confidence.VERIFIED,
            seen="zgbk 491601, which says 800 to 1000 m; 1 km by upi-planning.org.cn gwcg202205007",
        ),
    ),
)

SCHOOL = "jz.jzsc.net 96531 and jianbiaoku.com 54790/989957, which do not name the standard"
SCHOOL_CIRCLES = (
    Circle(
        id="kindergarten",
        title=Text("幼儿园服务半径", "Service radius of a kindergarten"),
        metres=300,
        citation=Citation(
            source="GB 50180-93",
            clause="",
            confidence=Confidence.SECONDARY,
            seen="jz.jzsc.net 96531; jianbiaoku.com 54790/989957 seems to say 500 m",
        ),
    ),
    Circle(
        id="primary-school",
        title=Text("小学服务半径", "Service radius of a primary school"),
        metres=500,
        citation=Citation(source="GB 50180-93", clause="", confidence=Confidence.SECONDARY, seen=SCHOOL),
    ),
    Circle(
        id="middle-school",
        title=Text("中学服务半径", "Service radius of a middle school"),
        metres=1000,
        citation=Citation(source="GB 50180-93", clause="", confidence=Confidence.SECONDARY, seen=SCHOOL),
    ),
)
"""No other kind of facility has a radius that was seen: the operator says which circle is its own."""
