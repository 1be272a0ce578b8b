"""An export from beginning to end, in one view of the database: planned, then written family by family."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from django.db import connection, transaction

from spatial.cityjson.writing import FORMS
from twin.export.families import Families
from twin.export.head import write_head
from twin.export.objects import Objects
from twin.export.plan import Plan, ask
from twin.export.selection import Selection
from twin.export.survey import Survey


class Exported(NamedTuple):
    """What went out: how many objects in how many families, in which system."""

    objects: int
    families: int
    crs: str


def export(selection: Selection, form: str, stream: IO[bytes]) -> Exported:
    """Write a selection into `stream` in one of the FORMS; memory does not grow with the selection."""
    with one_view():
        plan, survey = Plan(), Survey()
        Families(selection, plan, survey.notice).gather()
        plan.name()
        grid = survey.choose_grid(selection)
        head = write_head(grid, survey.loads, not selection.boxes)
        objects = Objects(selection, plan, grid)
        FORMS[form](stream, head, objects.families(), objects.templates())
        plan.drop()
    return Exported(plan.objects, plan.families, grid.crs)


@contextmanager
def one_view() -> Iterator[None]:
    """A transaction that sees the database as it was at its beginning, whatever is loaded meanwhile."""
    inside = connection.in_atomic_block
    with transaction.atomic():
        if not inside:
            ask("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
