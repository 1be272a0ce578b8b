"""Query parameters: declared once, read and refused from that, and told in the OpenAPI document."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from twin.access.objects import LARGEST_ID
from twin.doorway.problems import BadParameterError

LONGEST = 1000
# Control characters break the database's text, the bidirectional ones disguise what a text says.
UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
BLANKS = dict.fromkeys(map(ord, "\t\n\r"), " ")
INTEGER = re.compile(r"[+-]?[0-9]{1,30}")
NUMBER = re.compile(r"[+-]?([0-9]{1,300}(\.[0-9]{0,300})?|\.[0-9]{1,300})([eE][+-]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A query parameter; `wants` completes “give …”, `read` raises ValueError for what it cannot take.

    It has `longest` characters at most, and where it may have `lines` their ends are read as blanks.
    """

    name: str
    about: str
    wants: str
    read: Callable[[str], Any]
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})
    default: Any = None
    longest: int = LONGEST
    lines: bool = False

    def take(self, text: str) -> Any:
        """The value of `text`."""
        if self.lines:
            text = text.translate(BLANKS)
        try:
            if len(text) > self.longest or UNWANTED.search(text):
                raise ValueError
            return self.read(text)
        except ValueError:
            shown = UNWANTED.sub("�", text[:60])
            raise BadParameterError(
                self.name, f"The parameter “{self.name}” does not take “{shown}”; give {self.wants}."
            ) from None

    def tell(self) -> dict[str, Any]:
        """The parameter in OpenAPI 3.0."""
        return {
            "name": self.name,
            "in": "query",
            "description": self.about,
            "required": False,
            "style": "form",
            "explode": False,
            "schema": self.schema,
        }


def read(given: QueryDict, known: Iterable[Parameter]) -> dict[str, Any]:
    """The value of every known parameter; raises BadParameterError for a strange, repeated or bad one."""
    parameters = {parameter.name: parameter for parameter in known}
    asked = {name: parameter.default for name, parameter in parameters.items()}
    for name, values in given.lists():
        if name not in parameters:
            shown = UNWANTED.sub("�", name[:60])
            raise BadParameterError(
                shown, f"There is no parameter “{shown}” here; there are: {', '.join(sorted(parameters))}."
            )
        if len(values) > 1:
            raise BadParameterError(
                name, f"The parameter “{name}” is given {len(values)} times; give it once."
            )
        asked[name] = parameters[name].take(str(values[0]))
    return asked


def read_integer(text: str) -> int:
    """A decimal integer."""
    if not INTEGER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def read_key(text: str) -> int:
    """A number that a row of the database may have."""
    number = read_integer(text)
    if not 0 <= number <= LARGEST_ID:
        raise ValueError(text)
    return number


def read_number(text: str) -> float:
    """A finite decimal number."""
    if not NUMBER.fullmatch(text) or not math.isfinite(value := float(text)):
        raise ValueError(text)
    return value


def read_boolean(text: str) -> bool:
    """`true` or `false`."""
    return {"true": True, "false": False}[choose("true", "false")(text)]


def choose(*choices: str) -> Callable[[str], str]:
    """A reader of one of a few words."""

    def read_choice(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return read_choice


def read_language(text: str) -> str:
    """The language of a tag such as `zh`, `zh-CN` or `en`."""
    return choose("zh", "en")(text.lower().partition("-")[0])


LANG = Parameter(
    name="lang",
    about="The language of titles and descriptions; without it, Accept-Language decides.",
    wants="“zh” or “en”",
    read=read_language,
    schema={"type": "string", "enum": ["zh", "en"]},
)
JSON_ONLY = Parameter(
    name="f",
    about="The form of the answer.",
    wants="“json”, the only form there is here",
    read=choose("json"),
    schema={"type": "string", "enum": ["json"]},
)
JSON_OR_HTML = Parameter(
    name="f",
    about="The form of the answer; without it, Accept decides.",
    wants="“json” or “html”",
    read=choose("json", "html"),
    schema={"type": "string", "enum": ["json", "html"]},
)
