"""Groups with what is measured of them, in an order, and not more than an answer holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twin.api.aggregation.groupings import GROUP_BY
from twin.api.aggregation.measures import Measure
from twin.doorway.parameters import Parameter, choose
from twin.doorway.problems import BadParameterError
from twin.layer import Field

MOST = 10_000
BY_COUNT, BY_KEY = "count", "key"
ORDER = Parameter(
    name="order",
    about="Which groups come first: those of most features, or those of the least keys. Groups without a "
    "key come after all others of the same rank.",
    wants=f"“{BY_COUNT}” or “{BY_KEY}”",
    read=choose(BY_COUNT, BY_KEY),
    schema={"type": "string", "enum": [BY_COUNT, BY_KEY], "default": BY_COUNT},
    default=BY_COUNT,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Features that are alike: how many, how many have a value of each field, and each measure.

    The `place` is that of an area among its zoning's, or the cell; None where it is in none.
    """

    place: Any
    values: tuple[Any, ...]
    count: int
    known: tuple[int, ...]
    figures: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """All groups, and all features as one."""

    each: list[Group]
    total: Group


def fields_of(measures: Sequence[Measure]) -> list[Field]:
    """The fields that are measured, each once."""
    return list({measure.field.name: measure.field for measure in measures}.values())


def check_number(groups: int) -> None:
    """Refuse what is divided into more groups than an answer holds."""
    if groups > MOST:
        raise BadParameterError(
            GROUP_BY.name,
            f"These are more than {MOST} groups; give a coarser grid, a property of fewer values, or a bbox "
            "or filter that leaves fewer features.",
        )
