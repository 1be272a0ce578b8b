"""Pieces of SQL put together with all values bound, in the logic of three values that CQL2 has as well.

Django's own negation counts what is unknown as false, so conditions are written here.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, Field, FloatField, Func, TextField

BOOLEAN: "Field[Any, Any]" = BooleanField()
TEXT: "Field[Any, Any]" = TextField()
NUMBER: "Field[Any, Any]" = FloatField()
DATE: "Field[Any, Any]" = DateField()
TIMESTAMP: "Field[Any, Any]" = DateTimeField()


class Sql(Func):
    """A pattern with a part for each `{}`; a percent sign in it is written twice."""

    def __init__(self, pattern: str, *parts: Any, output_field: "Field[Any, Any]" = BOOLEAN) -> None:
        super().__init__(*parts, output_field=output_field)
        self.pattern = pattern

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        pieces, values = [], []
        for part in self.source_expressions:
            piece, given = compiler.compile(part)
            pieces.append(piece)
            values += given
        return self.pattern.format(*pieces), values


def join(word: str, parts: Sequence[Any]) -> Sql:
    """The parts with AND or OR between."""
    return Sql(f"({f' {word} '.join(['{}'] * len(parts))})", *parts)


def negate(part: Any) -> Sql:
    """What is true where the part is false, and unknown where it is unknown."""
    return Sql("(NOT {})", part)
