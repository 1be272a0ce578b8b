"""The house code of JGJ/T 496-2022, in force since 2022-07-01, whose layout has not been seen."""

from spatial.citation import Citation, Confidence
from spatial.codes.scheme import Fault, Scheme
from spatial.text import Text


def take_as_it_is(code: str) -> Fault | None:
    """Nothing: a code of unknown layout is kept as its source writes it."""
    return None


SCHEME = Scheme(
    id="house-jgjt496",
    title=Text("房屋建筑统一编码（JGJ/T 496）", "house code of JGJ/T 496"),
    source=Citation(
        source="JGJ/T 496-2022 房屋建筑统一编码与基本属性数据标准",
        clause="编码规则",
        confidence=Confidence.RECALLED,
    ),
    check=take_as_it_is,
    unchecked="Its layout has not been seen: codes are kept as they are, none is checked.",
)
