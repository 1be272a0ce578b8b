"""The review queue: proposed ties with both their things side by side, and what somebody decides of them."""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from spatial.errors import RefusedError
from twin.access import Viewer
from twin.changes import take_moment, tell_followers
from twin.linkage.reasons import tell_reason
from twin.linkage.steps import SEVERAL, claim
from twin.linkage.titles import KINDS
from twin.models import Method, Relation, Standing, Tie

PAGE = 25
FIELDS = {
    "dwelling": (
        "code",
        "house",
        "house_code",
        "unit_code",
        "address",
        "unit",
        "floor",
        "room",
        "area_gross",
    ),
    "house": ("code", "name", "house_code", "parcel", "address", "year", "storeys", "area_gross"),
    "building": ("code", "name", "address", "year", "storeys", "height"),
    "parcel": ("code", "name", "unit_code", "klass", "area"),
    "workplace": ("code", "name", "enterprise", "address", "jobs"),
    "enterprise": ("code", "name", "credit_code", "address"),
}
"""What is shown of a thing by its kind; of households and persons nothing is."""


CLOSED = """
    EXISTS (
        SELECT FROM twin_{kind} AS version
        WHERE version.thing_id IN (twin_tie.thing_id, twin_tie.target_id) AND version.openness > %s
          AND coalesce(upper(version.recorded), 'infinity') > lower(twin_tie.recorded)
    )
"""
"""In SQL, that a row of either thing has been too closed since the tie was known."""


def open_to(viewer: Viewer) -> QuerySet[Tie]:
    """The ties of which neither thing is closed to the viewer."""
    ties = Tie.objects.all()
    if viewer.openness == max(type(viewer.openness)):
        return ties
    closed = Q()
    for relation in Relation:
        for kind in kinds_of(relation):
            found = RawSQL(CLOSED.format(kind=kind), [viewer.openness], output_field=BooleanField())
            closed |= Q(relation=relation) & Q(found)
    return ties.exclude(closed)


def kinds_of(relation: Relation) -> tuple[str, ...]:
    """The kinds that a relation ties: it is named after them, and a house may stand for its building."""
    if relation is Relation.SAME:
        return tuple(KINDS)
    kinds = tuple(relation.value.split("-"))
    return (*kinds, "house") if relation is Relation.BUILDING_ON_PARCEL else kinds


def tell_queue(viewer: Viewer, relation: str | None = None, after: int | None = None) -> dict[str, Any]:
    """The proposed ties, oldest first, at most a page of them numbered above `after`, and how many wait.

    Those of closed things are neither told nor counted.
    """
    waiting = open_to(viewer).filter(recorded__upper_inf=True, standing=Standing.PROPOSED)
    if relation:
        waiting = waiting.filter(relation=relation)
    page = waiting.filter(pk__gt=after) if after is not None else waiting
    ties = list(page.select_related("thing__dataset", "target__dataset").order_by("pk")[: PAGE + 1])
    return {
        "waiting": waiting.count(),
        "ties": tell_ties(viewer, ties[:PAGE]),
        "next": ties[PAGE - 1].pk if len(ties) > PAGE else None,
    }


def tell_tie(viewer: Viewer, number: int) -> dict[str, Any] | None:
    """One tie, of now or of before; None where there is none of that number for the viewer."""
    tie = open_to(viewer).filter(pk=number).select_related("thing__dataset", "target__dataset").first()
    return tell_ties(viewer, [tie])[0] if tie else None


def tell_ties(viewer: Viewer, ties: list[Tie]) -> list[dict[str, Any]]:
    """The ties with what may be shown of their things; a reason quotes both, so either keeps it back."""
    things = {thing.pk: thing for tie in ties for thing in (tie.thing, tie.target)}
    shown: dict[int, dict[str, Any]] = {}
    for kind, fields in FIELDS.items():
        numbers = [number for number, thing in things.items() if thing.kind == kind]
        rows = apps.get_model("twin", kind)._default_manager.filter(
            thing__in=numbers, recorded__upper_inf=True, openness__lte=viewer.openness
        )
        shown |= {row.pop("thing"): row for row in rows.values("thing", *fields)}

    def side(number: int) -> dict[str, Any]:
        thing = things[number]
        uri = {"uri": thing.uri} if number in shown else {}
        return {"kind": thing.kind, "dataset": thing.dataset.key, "fields": shown.get(number, {}), **uri}

    def told(tie: Tie) -> bool:
        sides = (tie.thing_id, tie.target_id)
        return all(number in shown for number in sides if things[number].kind in FIELDS)

    return [
        {
            "id": tie.pk,
            "relation": tie.relation,
            "method": tie.method,
            "score": round(tie.score, 4),
            "reason": tell_reason(tie.reason, tie.quoted, things[tie.target_id].kind) if told(tie) else None,
            "standing": tie.standing,
            "current": tie.recorded.upper is None,
            "who": tie.who or None,
            "thing": side(tie.thing_id),
            "target": side(tie.target_id),
        }
        for tie in ties
    ]


def decide(number: int, confirmed: bool, who: str) -> Tie:
    """Let a tie stand, where `confirmed`, or be rejected, by hand, which no later run overturns.

    Where a thing can have but one target, confirming one closes the others that stand or are proposed.
    Raises RefusedError where the tie is not current any more.
    """
    with transaction.atomic():
        claim()
        tie = Tie.objects.filter(pk=number, recorded__upper_inf=True).select_for_update().first()
        if tie is None:
            raise RefusedError(f"Tie {number} is not current any more; look at the queue again.")
        beaten = [tie]
        if confirmed and Relation(tie.relation) not in SEVERAL:
            others = Tie.objects.filter(thing=tie.thing_id, relation=tie.relation, recorded__upper_inf=True)
            beaten += others.exclude(pk=tie.pk).exclude(standing=Standing.REJECTED)
        moment = take_moment()
        for one in beaten:
            one.recorded = (one.recorded.lower, moment)
            one.save(update_fields=["recorded"])
        decided = Tie.objects.create(
            relation=tie.relation,
            thing_id=tie.thing_id,
            target_id=tie.target_id,
            method=Method.HAND,
            score=tie.score,
            reason=tie.reason,
            quoted=tie.quoted,
            standing=Standing.STANDS if confirmed else Standing.REJECTED,
            who=who,
            recorded=(moment, None),
        )
        tell_followers({Tie})
        return decided
