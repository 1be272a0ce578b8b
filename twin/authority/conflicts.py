"""Where sources differ over one thing: found as a whole, opened, kept while it lasts, closed when it ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from spatial.authority import agree, fields_of
from spatial.errors import RefusedError
from twin.access import Viewer
from twin.authority.book import open_to
from twin.authority.clusters import find_clusters
from twin.authority.ranks import compared_kinds
from twin.models import Conflict

LOCK = "SELECT pg_advisory_xact_lock(hashtext('twin.authority'))"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look over all sources found: conflicts new, lasting (some with other claims), and ended."""

    opened: int = 0
    lasting: int = 0
    changed: int = 0
    ended: int = 0


@transaction.atomic
def look_for_conflicts() -> Looked:
    """Compare all sources anew; what is found is written down, and what was ruled stays while it holds."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    moment = timezone.now()
    known = {(row.thing_id, row.field): row for row in Conflict.objects.filter(recorded__upper_inf=True)}
    fresh: list[Conflict] = []
    over: list[Conflict] = []
    opened = changed = lasting = 0
    for kind, thing, field, claims in differences():
        former = known.pop((thing, field), None)
        if former is None:
            opened += 1
            fresh.append(open_conflict(thing, kind, field, claims, moment))
            continue
        lasting += 1
        if values_of(former.claims) != values_of(claims):
            changed += 1
            over.append(former)
            fresh.append(open_conflict(thing, kind, field, claims, moment, former))
    over += known.values()
    close(over, moment)
    Conflict.objects.bulk_create(fresh)
    return Looked(opened, lasting, changed, len(known))


@transaction.atomic
def rule(viewer: Viewer, number: int, dataset: str, who: str, note: str) -> Conflict:
    """Rule for the claim of a dataset. Raises RefusedError where the viewer has no such conflict or claim."""
    former = open_to(viewer).select_for_update().filter(pk=number).first()
    if former is None:
        raise RefusedError(f"There is no open conflict {number}; list them again.")
    if dataset not in {claim["dataset"] for claim in former.claims}:
        told = ", ".join(claim["dataset"] for claim in former.claims)
        raise RefusedError(f"“{dataset}” claims nothing here; rule for one of {told}.")
    moment = timezone.now()
    close([former], moment)
    ruled = open_conflict(former.thing_id, former.kind, former.field, former.claims, moment, former)
    ruled.ruled_for, ruled.who, ruled.note = dataset, who, note
    ruled.save()
    return ruled


def differences() -> Iterator[tuple[str, int, str, list[dict[str, Any]]]]:
    """Kind, thing, field and claims wherever sources differ."""
    for kind, record in compared_kinds().items():
        members, firsts = find_clusters(kind)
        if not members.size:
            continue
        with connection.cursor() as cursor:
            for field, tolerance in fields_of(record).items():
                cursor.execute(SPREAD.format(kind=kind, field=field), [members.tolist(), firsts.tolist()])
                for thing, told in cursor.fetchall():
                    claims = orjson.loads(told)
                    first = claims[0]["value"]
                    if any(not agree(claim["value"], first, tolerance) for claim in claims[1:]):
                        yield kind, thing, field, claims


SPREAD = """
    SELECT member.first, jsonb_agg(jsonb_build_object(
        'dataset', dataset.key, 'thing', version.thing_id, 'value', version."{field}",
        'since', lower(version.recorded)
    ) ORDER BY dataset.key, version.thing_id)
    FROM unnest(%s::bigint[], %s::bigint[]) AS member (thing, first)
    JOIN twin_{kind} AS version ON version.thing_id = member.thing AND upper_inf(version.recorded)
    JOIN twin_thing AS thing ON thing.id = version.thing_id
    JOIN twin_dataset AS dataset ON dataset.id = thing.dataset_id
    WHERE version."{field}" IS NOT NULL
    GROUP BY member.first HAVING count(DISTINCT version."{field}") > 1 ORDER BY member.first
"""


def values_of(claims: list[dict[str, Any]]) -> list[tuple[str, int, Any]]:
    """What is claimed, whenever it became known."""
    return [(claim["dataset"], claim["thing"], claim["value"]) for claim in claims]


def open_conflict(
    thing: int,
    kind: str,
    field: str,
    claims: list[dict[str, Any]],
    moment: datetime,
    former: Conflict | None = None,
) -> Conflict:
    """A state of a conflict from `moment` on; a ruling stands while the claim it is for does."""
    conflict = Conflict(
        thing_id=thing,
        kind=kind,
        field=field,
        claims=claims,
        since=former.since if former else moment,
        recorded=TimestamptzRange(moment, None),
    )
    if former and former.ruled_for:
        told = {claim["dataset"]: claim["value"] for claim in claims}
        before = {claim["dataset"]: claim["value"] for claim in former.claims}
        if told.get(former.ruled_for) == before[former.ruled_for]:
            conflict.ruled_for, conflict.who, conflict.note = former.ruled_for, former.who, former.note
    return conflict


def close(conflicts: list[Conflict], moment: datetime) -> None:
    """End these states."""
    for conflict in conflicts:
        conflict.recorded = TimestamptzRange(conflict.recorded.lower, moment)
    Conflict.objects.bulk_update(conflicts, ["recorded"], batch_size=1000)
