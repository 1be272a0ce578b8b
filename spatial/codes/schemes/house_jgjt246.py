"""The house code of JGJ/T 246-2012, abolished in 2022 and still met in older registers."""

import re

from spatial.citation import Citation, Confidence
from spatial.codes.scheme import Fault, Scheme, shorten
from spatial.text import Text

LENGTH = 23
# Township 9, year of completion 4 (* where unknown), building 4, unit 5 (00000 is the building), check 1.
_LAYOUT = re.compile(r"[0-9]{9}[0-9*]{4}[0-9]{4}[0-9]{5}[0-9X]")


def check_house_jgjt246(code: str) -> Fault | None:
    """What is wrong with the layout; how the check digit is looked up is not known."""
    said = f"The house code “{shorten(code)}”"
    if len(code) != LENGTH:
        message = f"{said} has {len(code)} characters, JGJ/T 246 has 23; copy it whole or name its scheme."
        return Fault("CODE_LENGTH", message)
    if not _LAYOUT.fullmatch(code):
        message = f"{said} is not digits (* only in the year); copy it anew or name its scheme."
        return Fault("CODE_CHARACTERS", message)
    return None


SCHEME = Scheme(
    id="house-jgjt246",
    title=Text("房屋代码（JGJ/T 246，已废止）", "house code of JGJ/T 246 (abolished)"),
    source=Citation(
        source="JGJ/T 246-2012 房屋代码编码标准",
        clause="draft text",
        confidence=Confidence.SECONDARY,
        seen="dybbs8.com, kuaiyichina.com",
    ),
    check=check_house_jgjt246,
    unchecked="The table of its check digits has not been seen: only the layout is checked.",
)
