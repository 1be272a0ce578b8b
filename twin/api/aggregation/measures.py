"""What is measured of groups: a sum, a mean, the least, the greatest, a percentile of a number field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spatial.text import Text
from twin.doorway.parameters import Parameter
from twin.doorway.problems import BadParameterError
from twin.layer import Field

NUMBERS = ("integer", "number")
COUNT = "count"
PERCENTILE = re.compile(r"p(100|[0-9]{1,2}(?:\.[0-9]{1,3})?)", re.ASCII)
WORDS = {
    "sum": Text("合计", "sum"),
    "mean": Text("平均", "mean"),
    "min": Text("最小", "least"),
    "max": Text("最大", "greatest"),
}
SQL = {"sum": "sum({0})", "mean": "avg({0})", "min": "min({0})", "max": "max({0})"}
MOST = 20
MEASURES = Parameter(
    name="measures",
    about="What is told of each group beside the number of its features, with commas between: “count”, or "
    "“sum”, “mean”, “min”, “max” or a percentile such as “p50” or “p97.5”, each with a colon and a number "
    "field, such as “mean:height”. A percentile is interpolated between the values beside it.",
    wants="measures such as “count,sum:dwellings,mean:height,p90:height”",
    read=str,
    default=COUNT,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a field: `kind` is “sum”, “mean”, “min”, “max” or “p” with `percent`."""

    name: str
    kind: str
    field: Field
    percent: float = 0.0

    def title(self, language: str) -> str:
        """What it is called."""
        word = WORDS[self.kind].in_(language) if self.kind in WORDS else self.kind
        return f"{self.field.title.in_(language)} ({word})"

    def sql(self, column: str) -> str:
        """The measure of a column of the database's float8."""
        if self.kind in SQL:
            return SQL[self.kind].format(column)
        return f"percentile_cont({self.percent / 100!r}) WITHIN GROUP (ORDER BY {column})"

    def of(self, values: Any) -> float | None:
        """The measure of an array of numbers; None of an empty one, as the database has it."""
        import numpy as np

        if not len(values):
            return None
        if self.kind in WORDS:
            return float(getattr(np, self.kind)(values))
        return float(np.percentile(values, self.percent))

    def tell(self, value: float | None) -> float | int | None:
        """The figure as it is written: whole where the field is and the measure keeps it so."""
        whole = self.field.type == "integer" and self.kind in ("sum", "min", "max")
        return round(value) if whole and value is not None else value


def read_measures(text: str, fields: Sequence[Field]) -> list[Measure]:
    """The measures of a parameter; those of any but a number field of the viewer's are refused."""
    names = list(dict.fromkeys(name for name in text.split(",") if name != COUNT))
    if len(names) > MOST:
        raise BadParameterError(
            MEASURES.name, f"{len(names)} measures are asked for at once; ask for at most {MOST}."
        )
    return [read_measure(name, {field.name: field for field in fields}) for name in names]


def read_measure(name: str, fields: dict[str, Field]) -> Measure:
    """One measure, such as “mean:height”."""
    kind, _, of = name.partition(":")
    percentile = PERCENTILE.fullmatch(kind)
    if kind not in WORDS and not percentile:
        raise BadParameterError(
            MEASURES.name, f"“{name[:60]}” is no measure; give {MEASURES.wants}, without blanks."
        )
    field = fields.get(of)
    if field is None or field.type not in NUMBERS:
        known = ", ".join(one.name for one in fields.values() if one.type in NUMBERS) or "none"
        raise BadParameterError(
            MEASURES.name,
            f"“{of[:60]}” is no number field of this collection, whose number fields are: {known}.",
        )
    return Measure(name, kind, field, float(percentile[1]) if percentile else 0.0)
