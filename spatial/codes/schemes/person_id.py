"""The identity number of a person (GB 11643), of which no sentence ever tells more than six characters."""

import re
from datetime import date

from spatial.citation import Citation, Confidence
from spatial.codes.check_digits import check_character_11
from spatial.codes.scheme import DIGITS, Fault, Scheme
from spatial.text import Text

LENGTH, OLD_LENGTH, TOLD = 18, 15, 6
_LAYOUT = re.compile(r"[0-9]{17}[0-9X]")


def mask(code: str) -> str:
    """The first six characters and the length; of what does not look like an identity number the length."""
    looks_like = len(code) in (LENGTH, OLD_LENGTH) and DIGITS.fullmatch(code[:TOLD])
    return f"{code[:TOLD]}… ({len(code)} characters)" if looks_like else f"of {len(code)} characters"


def check_person_id(code: str, today: date | None = None) -> Fault | None:
    """What is wrong with an identity number: layout, birth date, check character."""
    said = f"The person id {mask(code)}"
    if len(code) == OLD_LENGTH and DIGITS.fullmatch(code):
        message = f"{said} is of the layout before 1999; ask its holder for the id of 18 characters."
        return Fault("CODE_OLD_LAYOUT", message)
    if len(code) != LENGTH:
        return Fault("CODE_LENGTH", f"{said} is no id, which has 18; copy it whole from the document.")
    if not _LAYOUT.fullmatch(code):
        message = f"{said} is no id, which is 17 digits and a digit or X; copy it from the document."
        return Fault("CODE_CHARACTERS", message)
    born = _birth_date(code)
    if born is None or born > (today or date.today()):
        why = "is in no calendar" if born is None else "lies in the future"
        return Fault("CODE_DATE", f"{said} holds a birth date that {why}; compare it with the document.")
    if check_character_11(code[:-1]) != code[-1]:
        message = f"{said} does not fit its last character; compare it with the document, digit by digit."
        return Fault("CODE_CHECK_DIGIT", message)
    return None


def _birth_date(code: str) -> date | None:
    try:
        return date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return None


SCHEME = Scheme(
    id="person-id",
    title=Text("公民身份号码", "person id"),
    source=Citation(
        source="GB 11643-1999 公民身份号码",
        clause="号码的结构，校验码",
        confidence=Confidence.VERIFIED,
        seen="tc.wangchao.net.cn/baike/detail_208207.html",
    ),
    check=check_person_id,
)
