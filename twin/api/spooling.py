"""Exports that are too large to be sent at once: the worker asks again as whoever asked, into a file."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.http import QueryDict
from django.utils import timezone
from procrastinate.contrib.django import app

from spatial.errors import RefusedError, TwinError
from twin import access
from twin.access.audit import LEDGER
from twin.api.asking import ask_rows
from twin.changes import ANALYSES
from twin.export import Query, keeping, make, measure
from twin.export.form import forms
from twin.runner.jobs import FAILED, LOST, TRIES, asker_of, at_hand, count_tries, is_waited_for

log = logging.getLogger(__name__)
Kept: TypeAlias = Any
"""An export as twin.export keeps it."""

CLOSED = "What you may see is not what it was when you asked; ask again."
FULL = "There is no room for so large a file; ask for less: an area, fewer fields, or a denser form."
WORN_OUT = f"The worker was stopped {TRIES} times while it wrote the file; ask for less."


class EndedError(Exception):
    """The export was dismissed, or closed to whoever asked, while it was written."""


def defer(who: str, token: int | None, query: Query, form: str, question: str, root: str) -> Kept | None:
    """Have the worker make a file of a query; None where its asker waits for as many as anyone may."""
    told = {"token": token, "question": question, "root": root, "language": query.language}
    kept, new = keeping.begin(who, query.viewer, query.layer.id, form, **told)
    if kept and new:
        kept.job = work.defer(id=str(kept.pk))
        kept.save(update_fields=["job"])
    return kept


@app.task(name="twin.api.spooling.work", queue=ANALYSES)
def work(id: str) -> None:
    """The worker's part; what a killed worker had begun is begun again by the next."""
    keeping.clean()
    with at_hand(UUID(id)) as mine:
        kept = keeping.take(UUID(id)) if mine else None
        if kept is None:
            return
        if count_tries(kept) >= TRIES:
            keeping.fail(kept, WORN_OUT)
        elif keeping.move(kept, kept.status, status=keeping.Status.RUNNING, began=timezone.now()):
            write(kept)


@app.periodic(cron="17 * * * *")
@app.task(name="twin.api.spooling.clean", queueing_lock="twin.api.spooling.clean", pass_context=False)
def clean(timestamp: int) -> None:
    """The worker's clock: every hour, what was kept long enough goes."""
    keeping.clean()


def write(kept: Kept) -> None:
    """Write the file of what was begun, and how it ended."""
    try:
        name = spool(kept)
    except EndedError:
        keeping.drop(kept)
    except TwinError as refusal:
        keeping.fail(kept, str(refusal))
    except Exception:
        log.exception("The export %s failed", kept.pk)
        keeping.fail(kept, FAILED)
    else:
        size = measure(keeping.folder(kept))
        told: dict[str, Any] = {"file": name, "size": size, "ended": timezone.now()}
        if not keeping.move(kept, keeping.Status.RUNNING, status=keeping.Status.SUCCESSFUL, **told):
            keeping.drop(kept)


def spool(kept: Kept) -> str:
    """Make the file in the export's folder, telling how far it is; gives its name.

    It is told and asked beside the one view of the database that the file is of, which does not see whether
    the export was dismissed meanwhile, nor what its asker may still see.
    """
    beside = DEFAULT_DB_ALIAS if connection.in_atomic_block else LEDGER
    place, form = keeping.folder(kept), forms[kept.form]
    keeping.drop(kept)
    place.mkdir()
    others = keeping.held()

    def pace(done: int, rows: int) -> None:
        told = keeping.move(kept, keeping.Status.RUNNING, using=beside, done=done, rows=rows)
        if not told:
            raise EndedError
        check_groups(kept, beside)
        see_to_room(measure(place))

    def see_to_room(size: int) -> None:
        if others + size > settings.TWIN_EXPORT_SPACE:
            raise RefusedError(FULL)

    query = ask_again(kept)
    name = f"{query.layer.id}.{form.extension}"
    see_to_room(make(form, [query], place / name, pace))
    (place / name).chmod(0o644)
    place.chmod(0o755)
    return name


def ask_again(kept: Kept) -> Query:
    """The query as its asker put it, through what they might see then and may see still."""
    check_groups(kept)
    viewer = access.Viewer(frozenset(kept.groups))
    layer = access.layer(viewer, kept.layer)
    query = ask_rows(viewer, layer, QueryDict(kept.question))
    return replace(query, language=kept.language, address=write_address(kept.root, layer.id, kept.question))


def write_address(root: str, layer: str, question: str) -> str:
    """Where a question was asked."""
    return f"{root}/collections/{layer}/items{'?' if question else ''}{question}"


def check_groups(kept: Kept, using: str = DEFAULT_DB_ALIAS) -> None:
    """See that who asked is still in all the groups they were in. Raises RefusedError."""
    if not set(kept.groups) <= asker_of(kept.who, kept.token, using).viewer.groups:
        raise RefusedError(CLOSED)


def find(id: str, who: str, viewer: access.Viewer) -> Kept | None:
    """An export one may know of; one whose worker is gone is told as failed."""
    try:
        found = keeping.find(UUID(id), who, viewer)
    except ValueError:
        return None
    if found and found.status in keeping.OPEN and found.job and not is_waited_for(found.job):
        keeping.fail(found, LOST)
        found.refresh_from_db()
    return found


def path_of(kept: Kept) -> Path:
    """Where the finished file lies."""
    return keeping.folder(kept) / kept.file
