"""The real-estate unit code (GB/T 37346): 28 characters, of which the first 19 are the parcel's."""

from dataclasses import dataclass
from itertools import pairwise

from spatial.citation import Citation, Confidence
from spatial.codes.scheme import DIGITS, Fault, Scheme, shorten
from spatial.text import Text

PARCEL_LENGTH, LENGTH = 19, 28
OWNERSHIPS = {
    "G": Text("国家土地所有权", "State-owned land"),
    "J": Text("集体土地所有权", "Collectively owned land"),
    "Z": Text("土地所有权未确定或有争议", "Ownership undetermined or disputed"),
}
RIGHTS = {
    "A": Text("集体土地所有权", "Collective ownership"),
    "B": Text("建设用地使用权（地表）", "Construction land use right, surface"),
    "S": Text("建设用地使用权（地上）", "Construction land use right, above ground"),
    "X": Text("建设用地使用权（地下）", "Construction land use right, underground"),
    "C": Text("宅基地使用权", "Homestead use right"),
    "D": Text("土地承包经营权（耕地）", "Contracted arable land"),
    "E": Text("土地承包经营权（林地）", "Contracted forest land"),
    "F": Text("土地承包经营权（草地）", "Contracted grassland"),
    "H": Text("海域使用权", "Sea area use right"),
    "G": Text("无居民海岛使用权", "Uninhabited island use right"),
    "W": Text("使用权未确定或有争议", "Use right undetermined or disputed"),
    "Y": Text("其他使用权", "Other use right"),
}
FIXTURES = {
    "F": Text("房屋等建筑物、构筑物", "Buildings and structures"),
    "L": Text("森林或林木", "Forest or trees"),
    "Q": Text("其他定着物", "Other fixtures"),
    "W": Text("无定着物", "No fixture"),
}
NO_FIXTURE, NO_UNIT, NO_NUMBER = "W", "00000000", "00000"


@dataclass(frozen=True, slots=True)
class UnitCode:
    """The parts of a real-estate unit code; `fixture` and `unit` are empty in a parcel's."""

    county: str
    cadastral_district: str
    cadastral_block: str
    ownership: str
    right: str
    number: str
    fixture: str = ""
    unit: str = ""


def take_apart(code: str) -> UnitCode:
    """The parts of a code in its plain form, by their places."""
    ends = (0, 6, 9, 12, 13, 14, 19, 20, 28)
    return UnitCode(*(code[start:end] for start, end in pairwise(ends)))


def check_unit_code(code: str) -> Fault | None:
    """What is wrong with the layout of a real-estate unit code; it has no check digit."""
    said = f"The real-estate unit code “{shorten(code)}”"
    if len(code) not in (PARCEL_LENGTH, LENGTH):
        message = f"{said} has {len(code)} characters; give 28, or the 19 of the parcel."
        return Fault("CODE_LENGTH", message)
    parts = take_apart(code)
    for name, value in _numbers(parts, whole=len(code) == LENGTH):
        if not DIGITS.fullmatch(value):
            return Fault("CODE_CHARACTERS", f"{said} has “{value}” for its {name}, which is digits; mend it.")
    for name, value, letters in _letters(parts, whole=len(code) == LENGTH):
        if value not in letters:
            known = ", ".join(letters)
            message = f"{said} has “{value}” for its {name}; give one of {known}."
            return Fault("CODE_CHARACTERS", message)
    if parts.number == NO_NUMBER:
        return Fault("CODE_PART", f"{said} has parcel number 00000, but they begin with 00001; mend it.")
    if parts.fixture == NO_FIXTURE and parts.unit != NO_UNIT:
        message = f"{said} says that there is no fixture (W) and then numbers one; end it in W00000000."
        return Fault("CODE_PART", message)
    return None


def _numbers(parts: UnitCode, whole: bool) -> list[tuple[str, str]]:
    found = [
        ("county", parts.county),
        ("cadastral district", parts.cadastral_district),
        ("cadastral block", parts.cadastral_block),
        ("parcel number", parts.number),
    ]
    return [*found, ("unit number", parts.unit)] if whole else found


def _letters(parts: UnitCode, whole: bool) -> list[tuple[str, str, dict[str, Text]]]:
    found = [("ownership", parts.ownership, OWNERSHIPS), ("right", parts.right, RIGHTS)]
    return [*found, ("fixture", parts.fixture, FIXTURES)] if whole else found


SCHEME = Scheme(
    id="unit-code",
    title=Text("不动产单元代码", "real-estate unit code"),
    source=Citation(
        source="GB/T 37346-2019 不动产单元设定与代码编制规则",
        clause="8.1，8.2",
        confidence=Confidence.SECONDARY,
        seen="360docs.net/doc/657554573.html, m.easyfang.com/a/2024/0111/015546268.html",
    ),
    check=check_unit_code,
)
