"""The list of conflicts as people work through it: the oldest first, with what each source says."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from spatial.authority import Claim, choose, fields_of
from twin.authority.ranks import Ranks, compared_kinds, read_ranks
from twin.models import Conflict

PAGE = 100


def tell_conflicts(after: int = 0, kind: str | None = None) -> list[dict[str, Any]]:
    """A page of conflicts numbered above `after`, those of one kind where it is named."""
    rows = Conflict.objects.filter(recorded__upper_inf=True, pk__gt=after).select_related("thing__dataset")
    rows = rows.filter(kind=kind) if kind else rows
    found = list(rows.order_by("pk")[:PAGE])
    ranks = {name: read_ranks(name) for name in {row.kind for row in found}}
    return [describe(row, ranks[row.kind]) for row in found]


def count_conflicts() -> int:
    """How many conflicts are open."""
    return Conflict.objects.filter(recorded__upper_inf=True).count()


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
