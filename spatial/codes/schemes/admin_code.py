"""The codes of administrative areas: county (GB/T 2260), township (GB/T 10114), village or community."""

from spatial.citation import Citation, Confidence
from spatial.codes.provinces import PROVINCES
from spatial.codes.scheme import DIGITS, Fault, Scheme, shorten
from spatial.text import Text

LENGTHS = (6, 9, 12)


def check_admin_code(code: str) -> Fault | None:
    """What is wrong with the layout of an area's code; whether there is such an area is not asked."""
    said = f"The administrative code “{shorten(code)}”"
    if not DIGITS.fullmatch(code):
        return Fault("CODE_CHARACTERS", f"{said} is not all digits; give the digits alone.")
    if len(code) not in LENGTHS:
        message = f"{said} has {len(code)} digits; give 6 (county), 9 (township) or 12 (village, community)."
        return Fault("CODE_LENGTH", message)
    if code[:2] not in PROVINCES:
        message = f"{said} begins with {code[:2]}, which is no province of GB/T 2260; mend its first digits."
        return Fault("CODE_PART", message)
    return None


SCHEME = Scheme(
    id="admin-code",
    title=Text("行政区划代码", "administrative code"),
    source=Citation(
        source="GB/T 2260-2007 中华人民共和国行政区划代码; GB/T 10114-2003 县以下行政区划代码编制规则",
        clause="3",
        confidence=Confidence.SECONDARY,
        seen="gdhealth.net.cn/html/2016/tongjibiaozhun_0830/3437.html, wangzhen.pro/?p=518",
    ),
    check=check_admin_code,
)
