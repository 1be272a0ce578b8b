"""The list of reports as people work through it, dataset by dataset, and the answer for who reported."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from spatial.errors import RefusedError
from twin.access import Known, Viewer, find_object
from twin.layer import ADMIN
from twin.models import ErrorReport
from twin.reporting.taking import forget_old

State = ErrorReport.State
STATES = tuple(State.values)
PAGE, CHUNK, LOOKED_AT = 50, 100, 1000


def tell_reports(viewer: Viewer, state: str, dataset: str | None, after: int) -> dict[str, Any]:
    """A page of the reports in a state, ordered by dataset and number, of objects the viewer may see.

    `next` is the number to go on after, None at the end. What no longer stands in the twin at all is told to
    administrators, without its object.
    """
    forget_old()
    told: list[dict[str, Any]] = []
    rows = continue_after(list_rows(state, dataset), after)[:LOOKED_AT]
    row = None
    for row in rows.iterator(CHUNK):
        known = find_object(viewer, row.thing_id)
        if known or ADMIN in viewer.groups:
            told.append(describe(row, known))
        if len(told) == PAGE:
            return {"reports": told, "next": row.pk}
    return {"reports": told, "next": row.pk if row and rows.count() == LOOKED_AT else None}


def list_rows(state: str, dataset: str | None) -> QuerySet[ErrorReport]:
    """The reports in a state, of one dataset where it is named."""
    rows = ErrorReport.objects.filter(state=state).select_related("thing__dataset", "load__source")
    rows = rows.filter(thing__dataset__key=dataset) if dataset else rows
    return rows.order_by("thing__dataset__key", "pk")


def continue_after(rows: QuerySet[ErrorReport], number: int) -> QuerySet[ErrorReport]:
    """Those of the rows behind the report of that number; all where there is none of it."""
    last = ErrorReport.objects.filter(pk=number).select_related("thing__dataset").first()
    if last is None:
        return rows
    key = last.thing.dataset.key
    return rows.filter(Q(thing__dataset__key__gt=key) | Q(thing__dataset__key=key, pk__gt=number))


@transaction.atomic
def answer(viewer: Viewer, number: int, accepted: bool, note: str, who: str) -> None:
    """Close a report: what was wrong is corrected, or is not wrong. The contact goes with it.

    Raises RefusedError where there is no such open report for the viewer, or no reason to reject it.
    """
    row = ErrorReport.objects.select_for_update().filter(pk=number, state=State.OPEN).first()
    if row is None or not (ADMIN in viewer.groups or find_object(viewer, row.thing_id)):
        raise RefusedError(f"There is no open report {number}; list them again.")
    if not accepted and not note:
        raise RefusedError("Say in “note” why the report is rejected: who made it reads that.")
    row.state = State.ACCEPTED if accepted else State.REJECTED
    row.answer, row.who, row.closed = note, who, timezone.now()
    row.contact = row.sender = ""
    row.save()


def tell_state(viewer: Viewer, ticket: str) -> dict[str, Any] | None:
    """What became of the report of a ticket, for who holds it: no contact, and not who answered."""
    row = ErrorReport.objects.filter(ticket=ticket).select_related("thing__dataset", "load__source").first()
    if row is None:
        return None
    told = describe(row, find_object(viewer, row.thing_id))
    return {name: value for name, value in told.items() if name not in ("contact", "answered_by", "id")}


def describe(row: ErrorReport, known: Known | None) -> dict[str, Any]:
    """A report; `object` and `uri` are None where the viewer may not see the object."""
    titles = {field.name: field.title for field in known.fields} if known else {}
    return {
        "id": row.pk,
        "object": known.thing.pk if known else None,
        "uri": known.thing.uri if known else None,
        "title": known.title if known else None,
        "dataset": row.thing.dataset.key,
        "publisher": row.load.source.publisher or None,
        "load": row.load_id,
        "about": row.about,
        "field": row.field or None,
        "field_title": titles.get(row.field),
        "words": row.words,
        "contact": row.contact or None,
        "made": row.made,
        "days": (timezone.now() - row.made).days,
        "state": row.state,
        "answer": row.answer or None,
        "answered_by": row.who or None,
        "closed": row.closed,
    }
