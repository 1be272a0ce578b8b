"""A table looked at before it is loaded: its columns, how full they are, what stands in them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from spatial.records import Issue
from spatial.tables import Table
from spatial.tabular.evidence import write
from spatial.tabular.masking import find_mask, mask

MOST_ROWS = 100_000
MOST_VALUES = 1_000
LONGEST = 60
SAMPLES = 5


@dataclass(slots=True)
class ColumnView:
    """A column as far as it was looked at.

    `values` counts the first different ones; `more` tells that there are others, `again` that one came twice.
    """

    name: str
    type: str
    filled: int = 0
    values: Counter[str] = field(default_factory=Counter)
    more: bool = False
    again: bool = False
    masked: str | None = None

    def take(self, value: Any) -> None:
        """Look at one value."""
        if value is None:
            return
        self.filled += 1
        text = write(value)[:LONGEST]
        if text in self.values:
            self.again = True
            self.values[text] += 1
        elif len(self.values) < MOST_VALUES:
            self.values[text] = 1
        else:
            self.more = True

    @property
    def samples(self) -> list[str]:
        """The first different values, masked where they say who somebody is."""
        return [mask(text, self.masked) for text in list(self.values)[:SAMPLES]]

    @property
    def is_key(self) -> bool:
        """Whether none of its first different values came twice."""
        return bool(self.values) and not self.again


@dataclass(slots=True)
class TableView:
    """A table as far as it was looked at."""

    table: Table
    columns: list[ColumnView]
    rows: int = 0
    findings: list[Issue] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)


def look(table: Table, most: int = MOST_ROWS) -> TableView:
    """Look at the first rows of a table, `most` or a few more."""
    view = TableView(table, [ColumnView(column.name, column.type) for column in table.columns])
    for item in table.lots(None):
        if isinstance(item, Issue):
            view.counts[item.severity, item.code] += 1
            if view.counts[item.severity, item.code] == 1:
                view.findings.append(item)
            continue
        view.rows += len(item)
        for column, values in zip(view.columns, item.columns, strict=True):
            for value in values:
                column.take(value)
        if view.rows >= most:
            break
    for column in view.columns:
        column.masked = find_mask(column.name, column.values)
    return view
