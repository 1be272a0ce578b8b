"""Fields and their values as people read them: titles with units, words for codes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spatial.amounts import name_unit
from spatial.text import Text
from twin.layer import Field

YES, NO = Text("是", "yes"), Text("否", "no")
FIGURES = ("integer", "number")
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the values of a field; `words` are those of its codes."""

    name: str
    title: str
    unit: str
    figures: bool
    words: Mapping[str, str]

    def write(self, value: Any, language: str) -> str:
        """A value in words; nothing for none."""
        match value:
            case None:
                return ""
            case bool():
                return (YES if value else NO).in_(language)
            case float():
                return f"{value:,.{DECIMALS}f}".rstrip("0").rstrip(".")
            case int() if self.unit:
                return f"{value:,}"
            case dict() | list():
                return json.dumps(value, ensure_ascii=False)
        return self.words.get(str(value), str(value))


def head(fields: Iterable[Field], language: str) -> dict[str, Heading]:
    """The headings of fields by their names."""
    return {
        field.name: Heading(
            field.name,
            field.title.in_(language),
            name_unit(field.unit, language) if field.unit else "",
            field.type in FIGURES and not field.values,
            {str(code): words.in_(language) for code, words in field.values.items()},
        )
        for field in fields
    }
