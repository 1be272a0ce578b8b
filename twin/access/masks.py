"""How much of a personal row is shown (脱敏): a rule for each field by group; a field without one is not."""

from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.utils.crypto import salted_hmac

from twin.layer import ADMIN, HOUSING

SHORT = 12


class Mask(IntEnum):
    """From the most to the least that is hidden."""

    HIDDEN = 0
    PSEUDONYM = 1
    BANDED = 2
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """How a field is shown `usually`, and for a purpose that needs the `whole`; `band` is a width.

    `subject` is the kind of thing a pseudonym stands for: the same wherever that thing is referred to.
    """

    usually: Mask
    whole: Mask
    band: int = 0
    subject: str = ""


OPEN = Rule(Mask.WHOLE, Mask.WHOLE)
PERSON, HOUSEHOLD = (Rule(Mask.PSEUDONYM, Mask.PSEUDONYM, subject=one) for one in ("person", "household"))
FIVE_YEARS = Rule(Mask.BANDED, Mask.WHOLE, band=5)
TEN_THOUSANDS = Rule(Mask.BANDED, Mask.WHOLE, band=10_000)
FOR_CASES = Rule(Mask.HIDDEN, Mask.WHOLE)

Rules = Mapping[str, Mapping[str, Rule]]
"""By the kind of row and its field."""
BUREAU: Rules = {
    "person": {
        "code": PERSON,
        "household": HOUSEHOLD,
        "birth_year": FIVE_YEARS,
        "sex": OPEN,
        "hukou": OPEN,
        "resident": OPEN,
        "occupation": OPEN,
    },
    "household": {
        "code": HOUSEHOLD,
        "dwelling": OPEN,
        "address": FOR_CASES,
        "kind": OPEN,
        "size": OPEN,
        "income": TEN_THOUSANDS,
    },
    "residence": {"person": PERSON, "dwelling": OPEN, "kind": OPEN},
    "employment": {"person": PERSON, "workplace": OPEN},
}
KEEPERS: Rules = {
    **BUREAU,
    "household": {name: rule for name, rule in BUREAU["household"].items() if name != "income"},
}
RULES: Mapping[str, Rules] = {HOUSING: BUREAU, ADMIN: KEEPERS}


def fields(groups: Iterable[str], kind: str) -> dict[str, list[Rule]]:
    """The fields of a kind of row that are shown to any of the groups, with the rules for it."""
    found: dict[str, list[Rule]] = {}
    for group in groups:
        for name, rule in RULES.get(group, {}).get(kind, {}).items():
            found.setdefault(name, []).append(rule)
    return found


def mask(value: Any, rules: Iterable[Rule], whole: bool, who: str) -> Any:
    """A value as it is shown to `who`: of the rules of several groups the most open one counts."""
    masked = {(rule.whole if whole else rule.usually): rule for rule in rules}
    least = max(masked)
    rule = masked[least]
    if value is None or least is Mask.HIDDEN:
        return None
    if least is Mask.PSEUDONYM:
        return pseudonym(value, rule.subject, who)
    return band(value, rule.band) if least is Mask.BANDED else value


def pseudonym(code: str, subject: str, who: str) -> str:
    """A short name for a code, always the same for one reader and another for each, and no way back."""
    digest = salted_hmac("twin.access.pseudonym", f"{who}\0{subject}\0{code}", algorithm="sha256").digest()
    return b32encode(digest).decode().lower()[:SHORT]


def band(value: float, width: int) -> str:
    """The band of whole numbers a number lies in: 1987 in bands of 5 is “1985-1989”."""
    least = int(value // width) * width
    return f"{least}-{least + width - 1}"
