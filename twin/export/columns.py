"""The columns of an export by name: the feature's id, the layer's fields, when it was so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from spatial.text import Text
from twin.export.query import Query
from twin.layer import Field

ID, FROM, TO = (
    Field(name="id", title=Text("要素标识", "Feature id"), type="integer"),
    Field(name="valid_from", title=Text("有效期起", "Valid from"), format="date"),
    Field(name="valid_to", title=Text("有效期止（不含）", "Valid until, that day excluded"), format="date"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A field under the name it has in a file."""

    name: str
    field: Field

    @property
    def kind(self) -> str:
        """The JSON Schema format of its values where there is one, else their type."""
        return self.field.format or self.field.type


def list_columns(query: Query, *taken: str) -> list[Column]:
    """The columns of a query, in the order rows are read in: id, fields, valid_from, valid_to.

    A layer's own names stay; the twin's give way to them and to names that are `taken` by a leading “_”.
    Names that differ in their case alone are numbered, since GeoPackage and DBF take them for one.
    """
    fields = query.told
    names = number([field.name for field in fields], taken)
    mine = [*taken, *names]
    told = []
    for own in (ID, FROM, TO):
        told.append(give_way(own.name, mine))
        mine.append(told[-1])
    id, first, last = map(Column, told, (ID, FROM, TO))
    return [id, *map(Column, names, fields), first, last]


def give_way(name: str, taken: Iterable[str]) -> str:
    """The name, with a “_” before it as often as it is taken."""
    known = {one.lower() for one in taken}
    while name.lower() in known:
        name = f"_{name}"
    return name


def number(names: Iterable[str], taken: Iterable[str] = (), longest: int | None = None) -> list[str]:
    """The names, of at most `longest` bytes of UTF-8; those that are taken with a number at their end."""
    known = {one.lower() for one in taken}
    numbered: list[str] = []
    for name in names:
        told, at = cut(name, longest), 1
        while told.lower() in known:
            at += 1
            told = cut(name, longest and longest - len(f"_{at}")) + f"_{at}"
        known.add(told.lower())
        numbered.append(told)
    return numbered


def cut(text: str, longest: int | None) -> str:
    """The beginning of a text that takes at most so many bytes of UTF-8."""
    return text if longest is None else text.encode()[:longest].decode(errors="ignore")


def plain(kind: str, value: Any) -> Any:
    """A value as tables hold it: times of day, and dates that no calendar has, as text."""
    if value is None:
        return None
    match kind:
        case "date":
            return date.fromisoformat(value) if isinstance(value, str) else value
        case "date-time":
            return datetime.fromisoformat(value) if isinstance(value, str) else value
        case "time" | "string" | "object":
            return str(value)
        case "number":
            return float(value)
    return value
