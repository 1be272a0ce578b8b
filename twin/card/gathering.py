"""Gathering a card: from a thing along its ties to all that is known of it, by a set number of questions."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.apps import apps

from spatial.errors import UnknownEntryError
from twin.access import Viewer, versions, visible
from twin.access.personal import Reading
from twin.card.card import Card, Origin, Part
from twin.card.hazards import tell_hazards
from twin.card.history import trace, trace_origin
from twin.card.homes import list_homes
from twin.card.occupancy import tell_occupancy
from twin.card.parts import describe, open_conflicts, stands
from twin.card.pipes import find_pipes
from twin.card.site import find_place, read_plan, survey
from twin.card.ties import WAYS, join, reach, standing
from twin.layer import Layer
from twin.models import Code, Relation, Thing

KINDS = ("dwelling", "house", "building", "parcel")
# The versions of a kind that are looked through for the history.
MANY = 200
LARGEST_ID = 2**63 - 1


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
    thing = Thing.objects.filter(pk=number).first() if 0 < number <= LARGEST_ID else None
    if thing is None:
        raise UnknownEntryError(f"There is no object {number} open to you.")
    if thing.kind not in WAYS:
        raise UnknownEntryError(
            f"Object {number} is of the kind “{thing.kind}”, which has no card; houses, dwellings and "
            "buildings have one."
        )
    reached = reach(thing.pk, thing.kind)
    rows = {kind: read_versions(viewer, kind, reached[kind]) for kind in KINDS if reached[kind]}
    parts = describe_all(viewer, reached, rows)
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


def read_versions(viewer: Viewer, kind: str, things: Collection[int]) -> list[Any]:
    """The versions of things of a kind, those of now first."""
    found = versions(viewer, apps.get_model("twin", kind), things)
    return list(found.select_related("thing__dataset", "load__source")[:MANY])


def describe_all(
    viewer: Viewer, reached: Mapping[str, Sequence[int]], rows: Mapping[str, Sequence[Any]]
) -> dict[str, list[Part]]:
    """Every real object that was reached, by kind."""
    everything = [thing for kind in rows for thing in reached[kind]]
    pairs = standing(Relation.SAME).filter(thing_id__in=everything).values_list("thing_id", "target_id")
    same, conflicts, codes = list(pairs), open_conflicts(everything), read_codes(everything)
    told = {
        kind: [
            describe(viewer, kind, company, found, codes, conflicts) for company in join(reached[kind], same)
        ]
        for kind, found in rows.items()
    }
    return {kind: [part for part in parts if part is not None] for kind, parts in told.items()}


def read_codes(things: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """The codes of things in all schemes."""
    found = Code.objects.filter(thing_id__in=things, recorded__upper_inf=True).order_by("scheme", "code")
    codes: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for thing, scheme, code in found.values_list("thing_id", "scheme", "code"):
        codes[thing].append((scheme, code))
    return codes


def assemble(
    viewer: Viewer,
    thing: Thing,
    reached: Mapping[str, Sequence[int]],
    rows: Mapping[str, Sequence[Any]],
    parts: Mapping[str, Sequence[Part]],
    subject: Part,
    reading: Reading | None,
) -> Card:
    """The card of what was reached, without what lies around it."""
    every = [row for found in rows.values() for row in found]
    homed = [*reached.get("house", ()), *(reached["building"] if thing.kind == "building" else ())]
    of_dwelling, one_house = thing.kind == "dwelling", len(parts.get("house", ())) < 2
    return Card(
        subject=subject,
        dwelling=subject if of_dwelling else None,
        houses=tuple(parts.get("house", ())),
        buildings=tuple(parts.get("building", ())),
        parcels=tuple(parts.get("parcel", ())),
        homes=None if of_dwelling else list_homes(viewer, homed),
        history=trace(viewer, every),
        occupancy=tell_occupancy(
            viewer, homed if one_house else (), thing.pk if of_dwelling else None, reading
        ),
        sources=list_sources(list(filter(stands, every)) or every),
    )


def put_in_place(viewer: Viewer, card: Card, now: Sequence[Any], drawn: bool) -> Card:
    """The card with what lies over, under and around it; as it is, where its place is not known."""
    place = find_place(now)
    if place is None:
        return card
    shown = visible(viewer)
    return replace(
        card,
        hazards=tell_hazards(viewer, shown, place, read_plan(place)),
        pipes=find_pipes(viewer, shown, place),
        site=survey(viewer, shown, place, now) if drawn else None,
    )


def list_sources(rows: Sequence[Any]) -> tuple[Origin, ...]:
    """The loads that brought these rows, each once, in their order."""
    found = {origin.load: origin for origin in map(trace_origin, rows)}
    return tuple(found[load] for load in sorted(found))
