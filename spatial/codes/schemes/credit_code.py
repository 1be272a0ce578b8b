"""The unified social credit code of legal persons and other organisations (GB 32100)."""

from spatial.citation import Citation, Confidence
from spatial.codes.check_digits import ALPHABET_31, check_character_31
from spatial.codes.scheme import DIGITS, Fault, Scheme, shorten
from spatial.text import Text

LENGTH = 18
AREA = slice(2, 8)


def check_credit_code(code: str) -> Fault | None:
    """What is wrong with a credit code: length, characters, area, check character."""
    said = f"The credit code “{shorten(code)}”"
    if len(code) != LENGTH:
        return Fault("CODE_LENGTH", f"{said} has {len(code)} characters, not 18; copy it from the licence.")
    foreign = sorted(set(code) - set(ALPHABET_31))
    if foreign:
        message = f"{said} has {', '.join(foreign)}, which no credit code has (nor I, O, S, V, Z); mend it."
        return Fault("CODE_CHARACTERS", message)
    if not DIGITS.fullmatch(code[AREA]):
        message = f"{said} has letters where characters 3 to 8 are the area's digits; compare the licence."
        return Fault("CODE_CHARACTERS", message)
    due = check_character_31(code[:-1])
    if due != code[-1]:
        message = f"{said} should end in {due} by its other characters; compare it with the licence."
        return Fault("CODE_CHECK_DIGIT", message)
    return None


SCHEME = Scheme(
    id="credit-code",
    title=Text("统一社会信用代码", "unified social credit code"),
    source=Citation(
        source="GB 32100-2015 法人和其他组织统一社会信用代码编码规则",
        clause="代码构成，校验码",
        confidence=Confidence.VERIFIED,
        seen="yc00.com",
    ),
    check=check_credit_code,
)
