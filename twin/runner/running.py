"""Running an analysis on the twin's tables, as a viewer may see them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import QueryCanceled

from spatial.analysis import Analysis, Flows, Found, Reason, Series
from spatial.arguments import bundle
from spatial.errors import RefusedError
from spatial.figures import withhold
from spatial.inputs import WHERE_AND_WHEN, BadInputError, list_inputs, take_all
from twin import access
from twin.access.moments import read_knowledge
from twin.access.personal import Reading, permit
from twin.runner.arguments import gather_arguments, is_personal
from twin.runner.keeping import find_settled
from twin.runner.outcome import list_sources, write_outcome
from twin.runner.protection import protect
from twin.runner.statements import Ground
from twin.runner.zoning import find_zoning


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the name their runs are kept under (empty for anybody), and what they may see.

    `token` is the number of the token they came by.
    """

    who: str
    viewer: access.Viewer
    token: int | None = None


SHARED = {one.name for one in WHERE_AND_WHEN}
DEADLINE = 60


def check(analysis: Analysis, given: Mapping[str, Any], asker: Asker) -> tuple[dict[str, Any], Ground]:
    """The inputs taken, and who looks where and when.

    Raises BadInputError or NotOpenError where the analysis may not begin.
    """
    reading = Reading(asker.viewer, asker.who, "statistics", f"analysis {analysis.id}", token=asker.token)
    taken = take_all(list_inputs(analysis), given)
    if is_personal(analysis, taken):
        permit(reading)
    times = access.Times(recorded=read_moment(taken["as_of"]))
    zoning = find_zoning(asker.viewer, times, taken["zoning"], taken["admin_level"])
    return taken, Ground(reading, times, zoning)


def read_moment(text: str | None) -> Any:
    """The moment of `as_of`; None for now."""
    if text is None:
        return None
    try:
        return read_knowledge(text)
    except ValueError:
        raise BadInputError(
            "as_of",
            f"The input “as_of” does not take “{text}”; give a date such as 2024-05-31 or a date-time.",
        ) from None


def run(
    analysis: Analysis,
    given: Mapping[str, Any],
    asker: Asker,
    deadline: int | None = DEADLINE,
    pause: Callable[[float], None] = lambda done: None,
) -> dict[str, Any]:
    """What the analysis finds with the inputs given, as JSON.

    Between tables `pause` is called with the share of the work that is done, as many steps as there are
    tables and one more for the analysis.

    Raises BadInputError, NotOpenError, or RefusedError where `deadline` seconds did not do.
    """
    began = timezone.now()
    with one_moment(deadline) as settled:
        taken, ground = check(analysis, given, asker)
        ground = replace(ground, settled=settled)
        arguments = gather_arguments(analysis, taken, ground, pause)
        own = {name: value for name, value in taken.items() if name not in SHARED}
        found = analysis.run(**bundle(analysis, {**arguments.given, **own, "places": ground.zoning.places}))
        # Some figures are about people with some inputs alone, as those that ask who lives somewhere.
        if any(is_about_people(one) for one in found):
            permit(ground.reading)
        if arguments.empty:
            found = tuple(withhold(one, Reason.NOT_HELD) for one in found if isinstance(one, Series))
        kinds = arguments.kinds | ({ground.zoning.kind} if ground.zoning.kind else set())
        return {
            **write_outcome(analysis, taken, protect(found, settings.TWIN_K), ground.zoning),
            "recorded": (ground.times.recorded or began).isoformat(),
            "sources": list_sources(kinds, asker.viewer, ground.times),
        }


def is_about_people(found: Found) -> bool:
    """Whether something that was found tells of persons known one by one."""
    return found.people if isinstance(found, Flows) else found.people is not None


@contextmanager
def one_moment(deadline: int | None) -> Iterator[datetime | None]:
    """Let all tables be of one moment, gathered within `deadline` seconds for each.

    Gives the last moment before it that nobody writes before any more, where it is known.
    """
    alone = not connection.in_atomic_block
    settled = find_settled() if alone else None
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if alone:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute(f"SET LOCAL statement_timeout = '{deadline or 0}s'")
            cursor.execute("SET LOCAL work_mem = '256MB'")
            yield settled
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise RefusedError(
                f"The figures were not ready within {deadline} seconds; ask for them in the background "
                "(Prefer: respond-async), or by `manage.py analyse`."
            ) from None
        raise
