"""Runs of analyses that are kept: at once, or as jobs for the worker that can be followed and dismissed."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from spatial.analysis import Analysis, analyses
from spatial.errors import RefusedError
from spatial.inputs import plain
from twin import access
from twin.access.audit import LEDGER
from twin.access.tokens import viewer_by
from twin.changes import ANALYSES
from twin.layer import ADMIN
from twin.models import Export, Run
from twin.runner.freshness import recall, stamp
from twin.runner.running import DEADLINE, Asker, check, run

log = logging.getLogger(__name__)
Status = Run.Status
OPEN = (Status.ACCEPTED, Status.RUNNING)
MOST_WAITING = 100
# What anybody asked for is kept this long; what somebody did, until they dismiss it.
KEPT = timedelta(days=7)
LONGEST_JOB = 3600
FAILED = "The run failed for a reason of the server's own, which its log tells."
LOST = "The worker was stopped while it ran; ask for it again."
TRIES = 3
WORN_OUT = (
    f"The worker was stopped {TRIES} times while it ran, which may need more memory than there is; ask for "
    "fewer zones, or run it on the server by `manage.py analyse`."
)


class DismissedError(Exception):
    """A run was dismissed while it ran."""


def execute(
    analysis: Analysis,
    given: Mapping[str, Any],
    asker: Asker,
    response: str = "raw",
    deadline: int | None = DEADLINE,
) -> Run:
    """Run it now and keep what came of it; raises what `run` raises, keeping nothing."""
    began = timezone.now()
    outcome, of = answer(analysis, given, asker, deadline)
    return keep(
        analysis,
        outcome["inputs"],
        asker,
        response=response,
        status=Status.SUCCESSFUL,
        began=began,
        ended=timezone.now(),
        outcome=outcome,
        stamp=of,
    )


def renew(analysis: Analysis, given: Mapping[str, Any], asker: Asker, deadline: int | None = DEADLINE) -> Run:
    """The asker's own run of the question on what is held now: the one kept from before, else a new one."""
    taken, _ = check(analysis, given, asker)
    same = Run.objects.filter(
        who=asker.who,
        token=asker.token,
        analysis=analysis.id,
        version=analysis.version,
        stamp=stamp(asker.viewer),
        inputs={name: plain(value) for name, value in taken.items()},
        outcome__isnull=False,
    )
    return same.order_by("-made").first() or execute(analysis, given, asker, deadline=deadline)


def await_run(analysis: Analysis, given: Mapping[str, Any], asker: Asker) -> Run:
    """The asker's job of the question that is not over, else a new one."""
    same = Run.objects.filter(who=asker.who, token=asker.token, analysis=analysis.id, inputs=dict(given))
    waiting = same.filter(status__in=OPEN)
    return waiting.first() or defer(analysis, given, asker)


def answer(analysis: Analysis, given: Mapping[str, Any], asker: Asker, *limits: Any) -> tuple[Any, str]:
    """The outcome and the state it is of: that of an earlier run where nothing has changed since."""
    taken, _ = check(analysis, given, asker)
    of = stamp(asker.viewer)
    known = recall(analysis, {name: plain(value) for name, value in taken.items()}, of)
    return known or run(analysis, given, asker, *limits), of


def defer(analysis: Analysis, given: Mapping[str, Any], asker: Asker, response: str = "raw") -> Run:
    """Let the worker run it; what is wrong with the inputs is raised at once, as `run` does."""
    check(analysis, given, asker)
    if Run.objects.filter(status=Status.ACCEPTED).count() >= MOST_WAITING:
        raise RefusedError(f"{MOST_WAITING} jobs wait already; try again once some are done.")
    kept = keep(analysis, dict(given), asker, response=response)
    kept.job = work.defer(id=str(kept.id))
    kept.save(update_fields=["job"])
    return kept


def keep(analysis: Analysis, inputs: dict[str, Any], asker: Asker, **told: Any) -> Run:
    """A new run; old ones of nobody's are let go."""
    Run.objects.filter(who="", made__lt=timezone.now() - KEPT).delete()
    return Run.objects.create(
        analysis=analysis.id,
        version=analysis.version,
        inputs=inputs,
        who=asker.who,
        token=asker.token,
        **told,
    )


@app.task(name="twin.runner.jobs.work", queue=ANALYSES)
def work(id: str) -> None:
    """The worker's part: run it as whoever asked may see, unless it was dismissed meanwhile.

    A run whose worker was killed is taken up again by the next, and one that another has at hand is left.
    """
    with at_hand(UUID(id)) as mine:
        kept = Run.objects.filter(pk=id, status__in=OPEN).first() if mine else None
        if kept is None:
            return
        if count_tries(kept) >= TRIES:
            move(kept, kept.status, status=Status.FAILED, message=WORN_OUT, ended=timezone.now())
        elif move(kept, kept.status, status=Status.RUNNING, began=timezone.now()):
            work_out(kept)


def work_out(kept: Run) -> None:
    """Run what was begun, and write what came of it."""
    # The tables are gathered in a transaction of one moment, which neither sees a dismissal nor shows how far
    # it is before its end; a run that was kept in an open transaction is seen in it alone.
    beside = DEFAULT_DB_ALIAS if connection.in_atomic_block else LEDGER

    def pause(done: float) -> None:
        standing = Run.objects.using(beside).filter(pk=kept.pk, status=Status.RUNNING)
        if not standing.update(progress=round(100 * done)):
            raise DismissedError

    try:
        outcome, of = answer(
            analyses[kept.analysis], kept.inputs, asker_of(kept.who, kept.token), LONGEST_JOB, pause
        )
    except DismissedError:
        return
    except RefusedError as refusal:
        move(kept, Status.RUNNING, status=Status.FAILED, message=str(refusal), ended=timezone.now())
    except Exception:
        log.exception("The run %s of %s failed", kept.pk, kept.analysis)
        move(kept, Status.RUNNING, status=Status.FAILED, message=FAILED, ended=timezone.now())
    else:
        move(kept, Status.RUNNING, status=Status.SUCCESSFUL, outcome=outcome, stamp=of, ended=timezone.now())


@contextmanager
def at_hand(id: UUID) -> Iterator[bool]:
    """Take a run for this worker alone; gives whether no other has it. The lock of a killed one is gone."""
    key = int.from_bytes(id.bytes[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        [mine] = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def count_tries(kept: Run | Export) -> int:
    """How often a worker had the run before."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    return ProcrastinateJob.objects.filter(pk=kept.job).values_list("attempts", flat=True).first() or 0


def move(kept: Run, before: str, **told: Any) -> bool:
    """Write how a run stands, unless it no longer stood as before."""
    return bool(Run.objects.filter(pk=kept.pk, status=before).update(**told))


def asker_of(who: str, token: int | None = None, using: str = DEFAULT_DB_ALIAS) -> Asker:
    """Who asked, with what that account, or that token of it, may see now; nobody's where it is gone."""
    if token is not None:
        return Asker(who, viewer_by(token, using), token)
    user = get_user_model().objects.using(using).filter(username=who).first() if who else None
    return Asker(who, access.viewer(user) if user else access.NOBODY)


def runs(asker: Asker) -> QuerySet[Run]:
    """The runs an asker may know of: their own, or all for administrators; newest first.

    A token, which may be for less than its owner, knows of none but those asked for by it.
    """
    everything = Run.objects.order_by("-made")
    if ADMIN in asker.viewer.groups:
        return everything
    mine = everything.filter(who=asker.who)
    return mine if asker.token is None else mine.filter(token=asker.token)


def find(id: UUID, asker: Asker) -> Run | None:
    """A run the asker may know of; one whose worker is gone is told as failed."""
    found = runs(asker).filter(pk=id).first()
    if found and found.status in OPEN and found.job and not is_waited_for(found.job):
        move(found, found.status, status=Status.FAILED, message=LOST, ended=timezone.now())
        found.refresh_from_db()
    return found


def is_waited_for(job: int) -> bool:
    """Whether the worker has the job before it, or at hand."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    return bool(ProcrastinateJob.objects.filter(pk=job, status__in=["todo", "doing"]).exists())


def dismiss(kept: Run) -> Run:
    """Stop a run that is not over and let go of what came of it."""
    if kept.status == Status.ACCEPTED and kept.job:
        app.job_manager.cancel_job_by_id(kept.job)
    Run.objects.filter(pk=kept.pk).update(status=Status.DISMISSED, outcome=None, ended=timezone.now())
    kept.refresh_from_db()
    return kept
