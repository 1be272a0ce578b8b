"""The list of conflicts as people work through it: the oldest first, with what each source says."""

from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from spatial.authority import Claim, choose, fields_of
from twin.access import Viewer
from twin.authority.ranks import Ranks, compared_kinds, read_ranks
from twin.models import Conflict

PAGE = 100
CLOSED = """
    EXISTS (
        SELECT FROM jsonb_to_recordset(claims) AS claim (thing bigint, since timestamptz)
        JOIN twin_{kind} AS version ON version.thing_id IN (claim.thing, twin_conflict.thing_id)
        WHERE version.openness > %s AND coalesce(upper(version.recorded), 'infinity') > claim.since
    )
"""
"""In SQL, that a row has been too closed since it was claimed: what names the conflict, or any claim."""


def tell_conflicts(viewer: Viewer, after: int = 0, kind: str | None = None) -> list[dict[str, Any]]:
    """A page of conflicts numbered above `after`, those of one kind where it is named."""
    rows = open_to(viewer).filter(pk__gt=after).select_related("thing__dataset")
    rows = rows.filter(kind=kind) if kind else rows
    found = list(rows.order_by("pk")[:PAGE])
    ranks = {name: read_ranks(name) for name in {row.kind for row in found}}
    return [describe(row, ranks[row.kind]) for row in found]


def count_conflicts(viewer: Viewer) -> int:
    """How many conflicts there are for the viewer."""
    return open_to(viewer).count()


def open_to(viewer: Viewer) -> QuerySet[Conflict]:
    """The current conflicts of which no claim is closed to the viewer."""
    rows = Conflict.objects.filter(recorded__upper_inf=True)
    if viewer.openness == max(type(viewer.openness)):
        return rows
    closed = Q()
    for kind in compared_kinds():
        found = RawSQL(CLOSED.format(kind=kind), [viewer.openness], output_field=BooleanField())
        closed |= Q(kind=kind) & Q(found)
    return rows.exclude(closed)


def describe(row: Conflict, ranks: Ranks) -> dict[str, Any]:
    """One conflict with its age in days, the claim that counts and the rule it counts by."""
    claims = [
        Claim(one["dataset"], one["thing"], one["value"], datetime.fromisoformat(one["since"]))
        for one in row.claims
    ]
    tolerance = fields_of(compared_kinds()[row.kind])[row.field]
    chosen = choose(claims, ranks.get(row.field, {}), tolerance, row.ruled_for or None)
    return {
        "id": row.pk,
        "thing": row.thing_id,
        "uri": row.thing.uri,
        "kind": row.kind,
        "field": row.field,
        "claims": row.claims,
        "value": chosen.claim.value,
        "source": chosen.claim.dataset,
        "rule": chosen.rule,
        "settled": chosen.settled,
        "since": row.since,
        "days": (timezone.now() - row.since).days,
        "ruled_by": row.who or None,
        "note": row.note or None,
    }
