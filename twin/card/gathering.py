"""Gathering a card: from a thing along its ties to all that is known of it, by a set number of questions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.apps import apps

from spatial.errors import UnknownEntryError
from twin.access import Viewer, declared, versions
from twin.access.objects import LARGEST_ID
from twin.access.personal import Reading
from twin.card.card import Card, Origin, Part
from twin.card.hazards import tell_hazards
from twin.card.history import trace, trace_origin
from twin.card.homes import list_homes
from twin.card.occupancy import may_count, tell_occupancy
from twin.card.parts import Open, by_field, describe, stands
from twin.card.pipes import tell_pipes
from twin.card.questions import questions_of
from twin.card.site import find_place, frame_of, list_buildings, read_plan, survey
from twin.card.ties import WAYS, Reached, join, reach
from twin.layer import Layer
from twin.models import Thing
from twin.together import Row, ask_together


def has_cards(layer: Layer, kind: str) -> bool:
    """Whether the things of a kind that a layer shows have cards; the things of a stock are buildings.

    Parts of buildings are told on their building's.
    """
    return kind in WAYS and bool(layer.where.get("parent__isnull", True))


def is_part(row: Any) -> bool:
    """Whether a version is of a part of a building."""
    return getattr(row, "parent_id", None) is not None


def find_card(viewer: Viewer, dataset: str, kind: str, code: str) -> int | None:
    """The number of the card of an object, given by its source's id; None where the viewer may see none."""
    if kind not in WAYS:
        return None
    thing = Thing.objects.filter(dataset__key=dataset, kind=kind, code=code).first()
    latest = thing and versions(viewer, apps.get_model("twin", kind), [thing.pk]).first()
    return thing.pk if thing and latest and not is_part(latest) else None


def gather(viewer: Viewer, number: int, reading: Reading | None = None, drawn: bool = False) -> Card:
    """The card of a thing. Raises UnknownEntryError for one that is unknown to the viewer or has none.

    With a `reading` rows about persons are read too, and the read goes into the audit. The site is surveyed
    where it will be `drawn`.
    """
    reached = reach(number) if 0 < number <= LARGEST_ID else Reached()
    thing = reached.things.get(number)
    if thing is None:
        raise UnknownEntryError(f"There is no object {number} open to you.")
    if thing.kind not in WAYS:
        raise UnknownEntryError(
            f"Object {number} is of the kind “{thing.kind}”, which has no card; houses, dwellings and "
            "buildings have one."
        )
    rows, conflicts = read_rows(viewer, reached)
    parts = describe_all(viewer, reached, rows, conflicts)
    subject = next((part for part in parts[thing.kind] if thing.pk in part.things), None)
    if subject is not None and is_part(rows[thing.kind][0]):
        raise UnknownEntryError(
            f"Object {number} is a part of building {rows[thing.kind][0].parent_id}, whose card tells of it."
        )
    if subject is None:
        raise UnknownEntryError(f"There is no object {number} open to you.")
    card = assemble(viewer, thing, reached, rows, parts, subject, reading)
    now = [row for found in rows.values() for row in found if stands(row)]
    return put_in_place(viewer, card, now, drawn)


def read_rows(viewer: Viewer, reached: Reached) -> tuple[dict[str, list[Any]], Open]:
    """The versions of all that was reached, by kind and those of now first, and the conflicts over it."""
    known = questions_of(viewer)
    asked = {kind: question for kind, question in known.things.items() if reached.kinds.get(kind)}
    # Where nothing is told by two sources, none can differ.
    answers = ask_together(
        {**asked, **(known.conflicts if reached.same else {})}, things=list(reached.things)
    )
    rows = {kind: [make_row(kind, told, reached) for told in answers[kind]] for kind in asked}
    return rows, by_field(answers.get("conflicts", ()))


def make_row(kind: str, told: Row, reached: Reached) -> Any:
    """A version of a thing that was reached."""
    row: Any = apps.get_model("twin", kind).from_db(None, list(told), list(told.values()))
    row.thing = reached.things[row.thing_id]
    return row


def describe_all(
    viewer: Viewer, reached: Reached, rows: Mapping[str, Sequence[Any]], conflicts: Open
) -> dict[str, list[Part]]:
    """Every real object that was reached, by kind."""
    told = {
        kind: [
            describe(viewer, kind, company, found, reached.codes, conflicts)
            for company in join(reached.kinds[kind], reached.same)
        ]
        for kind, found in rows.items()
    }
    return {kind: [part for part in parts if part is not None] for kind, parts in told.items()}


def assemble(
    viewer: Viewer,
    thing: Thing,
    reached: Reached,
    rows: Mapping[str, Sequence[Any]],
    parts: Mapping[str, Sequence[Part]],
    subject: Part,
    reading: Reading | None,
) -> Card:
    """The card of what was reached, without what lies around it."""
    every = [row for found in rows.values() for row in found]
    homed = [*reached.kinds["house"], *(reached.kinds["building"] if thing.kind == "building" else ())]
    known, of_dwelling = questions_of(viewer), thing.kind == "dwelling"
    counted = may_count(viewer) and len(parts.get("house", ())) < 2 and not of_dwelling
    asked = {**({} if of_dwelling else known.homes), **(known.occupants if counted else {})}
    answers = ask_together(asked, houses=homed)
    return Card(
        subject=subject,
        dwelling=subject if of_dwelling else None,
        houses=tuple(parts.get("house", ())),
        buildings=tuple(parts.get("building", ())),
        parcels=tuple(parts.get("parcel", ())),
        homes=None if of_dwelling else list_homes(viewer, answers),
        history=trace(viewer, every),
        occupancy=tell_occupancy(
            viewer,
            {name: answers[name] for name in known.occupants} if counted else {},
            thing.pk if of_dwelling else None,
            reading,
        ),
        sources=list_sources(list(filter(stands, every)) or every),
    )


def put_in_place(viewer: Viewer, card: Card, now: Sequence[Any], drawn: bool) -> Card:
    """The card with what lies over, under and around it; as it is, where its place is not known."""
    place = find_place(now)
    if place is None:
        return card
    known, shown = questions_of(viewer), declared(viewer)
    told = ask_together(
        {**known.place, **(known.site if drawn else {})},
        place=place.hexewkb.decode(),
        frame=frame_of(place).hexewkb.decode(),
        buildings=list_buildings(now),
    )
    revisions = {row["kind"]: row for row in told["revisions"]}
    return replace(
        card,
        hazards=tell_hazards(viewer, shown, told, revisions, read_plan(place)),
        pipes=tell_pipes(shown, told, revisions),
        site=survey(place, now, told) if drawn else None,
    )


def list_sources(rows: Sequence[Any]) -> tuple[Origin, ...]:
    """The loads that brought these rows, each once, in their order."""
    found = {origin.load: origin for origin in map(trace_origin, rows)}
    return tuple(found[load] for load in sorted(found))
