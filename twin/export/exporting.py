"""An export from beginning to end, in one view of the database: planned, then written family by family."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from django.db import connection, transaction

from spatial.cityjson.writing import FORMS, Family
from twin.export.families import Families
from twin.export.head import write_head
from twin.export.objects import Objects
from twin.export.plan import Plan, ask
from twin.export.selection import Selection
from twin.export.survey import Survey

TOLD = 200


class Exported(NamedTuple):
    """What went out: how many objects in how many families, in which system."""

    objects: int
    families: int
    crs: str


def export(
    selection: Selection,
    form: str,
    stream: IO[bytes],
    pace: Callable[[int, int], None] = lambda done, all: None,
) -> Exported:
    """Write a selection into `stream` in one of the FORMS; memory does not grow with the selection.

    `pace` is told how many objects of how many are written.
    """
    with one_view():
        plan, survey = Plan(), Survey()
        Families(selection, plan, survey.notice).gather()
        plan.name()
        grid = survey.choose_grid(selection)
        head = write_head(grid, survey.loads, selection.whole)
        objects = Objects(selection, plan, grid)
        families = count(objects.families(), lambda done: pace(done, plan.objects))
        FORMS[form](stream, head, families, objects.templates())
        plan.drop()
    return Exported(plan.objects, plan.families, grid.crs)


def count(families: Iterable[Family], tell: Callable[[int], None]) -> Iterator[Family]:
    """The families, with how many objects went before told after each some hundred."""
    done = told = 0
    for family in families:
        yield family
        done += len(family)
        if done - told >= TOLD:
            told = done
            tell(done)


@contextmanager
def one_view() -> Iterator[None]:
    """A transaction that sees the database as it was at its beginning, whatever is loaded meanwhile."""
    inside = connection.in_atomic_block
    with transaction.atomic():
        if not inside:
            ask("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
