"""The eight digits by which CJJ 61-2017 (Appendix F) codes what a pipeline survey finds."""

import re
from dataclasses import dataclass

from spatial.citation import Citation, Confidence
from spatial.pipelines import CLASSES, STANDARD

FROM = Citation(
    source=STANDARD,
    clause="附录 F",
    confidence=Confidence.VERIFIED,
    seen="github.com/BdJmLtd/BdJmLtd.github.io/_pipeline/dict",
)
ELEMENTS = {"1": "line", "2": "point", "3": "area"}
REST = "99"
"""The sub-class of whatever has none of its own."""

_CODE = re.compile(r"5(\d)(\d\d)(\d)(\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class FeatureCode:
    """What a code says: main class and sub-class as letters, and whether a line, a point or an area."""

    network: str
    klass: str | None
    element: str


def read_feature_code(code: str) -> FeatureCode | str:
    """What the digits say, such as 51011000 (a pipe of raw water); a sentence's end for what they are not."""
    found = _CODE.fullmatch(code.strip())
    if not found:
        return "is no feature code of CJJ 61, which has eight digits and begins with 5"
    main = next((one for one in CLASSES.values() if one.digit == found[1]), None)
    if main is None:
        return f"names class {found[1]}, which CJJ 61 does not have"
    klass = next((one.code for one in main.subclasses if one.digits == found[2]), None)
    if klass is None and found[2] != REST:
        return f"names sub-class {found[2]} of {main.code}, which CJJ 61 does not have"
    if found[3] not in ELEMENTS:
        return f"says {found[3]} where 1 is a line, 2 a point and 3 an area"
    return FeatureCode(main.code, klass, ELEMENTS[found[3]])
