"""What a query can go out as: the frozen idea of a form, and the catalogue of all there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spatial.registry import Registry
from spatial.text import Text
from twin.export.query import Query

Pace = Callable[[int, int], None]
"""Told how many rows of how many are written; it may raise to end the writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A format of files that a query is written as.

    `id` is its word for `f=`; `limits` say what it cannot hold or holds otherwise. `several` says that a
    file takes more than one layer, `degrees` that it is in CRS84 alone. `write` makes the file at a path that
    is free; it may put others beside it, which it takes away again.
    """

    id: str
    title: Text
    media_type: str
    extension: str
    limits: Text
    write: Callable[[Sequence[Query], Path, Pace], None]
    several: bool = False
    degrees: bool = False


def pace_rows(pace: Pace, rows: int, before: int = 0) -> Callable[[int], None]:
    """What is told how many rows of a part are written, of `rows` in all, `before` this part so many."""
    return lambda done: pace(before + done, rows)


forms: Registry[Form] = Registry("twin.export.forms", "FORM")
