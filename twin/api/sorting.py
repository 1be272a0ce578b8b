"""`sortby`: the order of an answer's features, and what comes after one of them (OGC API Features Part 8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.db.models.expressions import OrderBy

from twin.doorway.comparing import READERS
from twin.doorway.parameters import Parameter
from twin.doorway.properties import refuse_strange
from twin.layer import Field

LASTING = ("thing_id", "id")
"""What orders rows that nothing else does; no two are alike in it."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One step of an order; rows without a value come last either way."""

    source: str
    descending: bool

    def step(self) -> OrderBy:
        """The step in SQL."""
        field = F(self.source)
        return field.desc(nulls_last=True) if self.descending else field.asc(nulls_last=True)

    def later(self, value: Any) -> Q:
        """The rows that this step alone puts after those of a value; there are none after no value."""
        side = "lt" if self.descending else "gt"
        empty = Q(**{f"{self.source}__isnull": True})
        return Q(pk__in=[]) if value is None else empty | Q(**{f"{self.source}__{side}": value})

    def same(self, value: Any) -> Q:
        """The rows that this step leaves beside those of a value."""
        return Q(**{f"{self.source}__isnull": True}) if value is None else Q(**{self.source: value})


def read_order(text: str) -> tuple[str, ...]:
    """Names with commas between, each with + or - before it or nothing; a + may come as a space."""
    names = tuple(part.strip() for part in text.split(","))
    if not all(name.lstrip("+-") for name in names):
        raise ValueError(text)
    return names


SORTBY = Parameter(
    name="sortby",
    about="The order of the features: names of properties with commas between, each with a - before it for "
    "the greatest first. Those without a value come last.",
    wants="names of properties with commas between, each with + or - before it or nothing",
    read=read_order,
    schema={"type": "array", "items": {"type": "string", "pattern": "[+|-]?.+"}},
    default=(),
)


def sortable(fields: Iterable[Field]) -> list[Field]:
    """The fields that rows can be ordered by."""
    return [field for field in fields if field.type in READERS]


def find_order(names: Sequence[str], fields: Iterable[Field]) -> tuple[Sort, ...]:
    """The order of `sortby`; raises BadParameterError for a property that cannot be sorted by."""
    sources = {field.name: field.source for field in sortable(fields)}
    asked = [name if name in sources else name[1:] if name[0] in "+-" else name for name in names]
    refuse_strange(SORTBY, asked, sources, "these features that sorts")
    return tuple(
        Sort(sources[name], given != name and given[0] == "-")
        for given, name in zip(names, asked, strict=True)
    )


def arrange(order: Sequence[Sort]) -> list[Any]:
    """The whole order in SQL, which no two rows share a place in."""
    return [*(sort.step() for sort in order), *LASTING]


def follow(order: Sequence[Sort], values: Sequence[Any], thing: int, version: int) -> Q:
    """The rows after the one of these values and key, in an order."""
    condition = Q(thing_id__gte=thing) & (Q(thing_id__gt=thing) | Q(id__gt=version))
    for sort, value in zip(reversed(order), reversed(values), strict=True):
        condition = sort.later(value) | (sort.same(value) & condition)
    return condition
