"""The frozen idea of a scheme of codes, the registry of schemes, and the one question asked of them."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from spatial.citation import Citation
from spatial.registry import Registry
from spatial.text import Text

DIGITS = re.compile(r"[0-9]+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a code: a word for machines, and a sentence that says what to do next."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A way of writing codes, and the standard it stands in.

    `check` is asked with a code in its plain form; `words` are the meanings where the codes are a list;
    `unchecked` tells what of the standard nobody here has seen, so that it is not checked.
    """

    id: str
    title: Text
    source: Citation
    check: Callable[[str], Fault | None]
    words: Mapping[str, Text] = field(default_factory=dict)
    unchecked: str = ""


schemes: Registry[Scheme] = Registry("spatial.codes.schemes", "SCHEME")


def plain_form(value: str) -> str:
    """The code as its standard writes it: half-width capitals and digits without spaces."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", value)).upper()


def check_code(scheme: str, value: str) -> Fault | None:
    """What is wrong with a code of a scheme (its id); None where nothing is."""
    asked = schemes[scheme]
    code = plain_form(value)
    if not code:
        return Fault("CODE_EMPTY", f"The {asked.title.en} is empty; leave it out where it is unknown.")
    return asked.check(code)


def check_listed(words: Mapping[str, Text], name: str) -> Callable[[str], Fault | None]:
    """The check of a code list: a code is one of `words`."""
    known = ", ".join(words)

    def check(code: str) -> Fault | None:
        if code in words:
            return None
        return Fault("UNKNOWN_CODE", f"“{shorten(code)}” is no {name}; give one of {known}.")

    return check


def shorten(code: str) -> str:
    """A code for a sentence: the beginning of one that is far too long."""
    return code if len(code) <= LONGEST_TOLD else f"{code[:LONGEST_TOLD]}…"


LONGEST_TOLD = 40
