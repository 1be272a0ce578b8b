"""The questions of a card, made ready once for a viewer, the layers open to them, and a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from twin.access import Viewer, declared, every_version
from twin.card.hazards import ask_hazards
from twin.card.homes import ask_homes
from twin.card.occupancy import ask_occupants
from twin.card.parts import open_conflicts
from twin.card.pipes import ask_pipes
from twin.card.site import ask_site
from twin.models import HazardZone, Link, Revision
from twin.together import Blank, Question, geometry, one_of, prepare

KINDS = ("dwelling", "house", "building", "parcel")
# The versions of a kind that are looked through for the history.
MANY = 200
THINGS, HOUSES, BUILDINGS = Blank("things"), Blank("houses"), Blank("buildings")
PLACE, FRAME = Blank("place"), Blank("frame")


@dataclass(frozen=True, slots=True)
class Questions:
    """What to ask: of `things` by kind and of `conflicts` over them, of `homes` in a house and their
    `occupants`, of a `place`, and to draw its `site`."""

    things: Mapping[str, Question]
    conflicts: Mapping[str, Question]
    homes: Mapping[str, Question]
    occupants: Mapping[str, Question]
    place: Mapping[str, Question]
    site: Mapping[str, Question]


def questions_of(viewer: Viewer) -> Questions:
    """The questions that a viewer may ask today."""
    return make_ready(viewer, tuple(layer.id for layer in declared(viewer)), timezone.localdate())


@lru_cache(maxsize=64)
def make_ready(viewer: Viewer, layers: tuple[str, ...], day: date) -> Questions:
    """The questions compiled; they differ by the `layers` open to the viewer and by `day`, which is today."""
    shown = declared(viewer)
    place, frame = (geometry(blank, settings.TWIN_CRS) for blank in (PLACE, FRAME))
    things = {}
    for kind in KINDS:
        model = apps.get_model("twin", kind)
        columns = [field.attname for field in model._meta.concrete_fields if not field.generated]
        found = every_version(viewer, model).filter(one_of("thing_id", THINGS))
        things[kind] = prepare(found.values(*columns)[:MANY])
    telling = [kind._meta.model_name for kind in (HazardZone, Link)]
    revisions = Revision.objects.filter(kind__in=telling).values("kind", "number", "changed", "rows")
    around = {
        "revisions": revisions,
        **ask_hazards(viewer, shown, place),
        **ask_pipes(viewer, shown, place),
    }
    return Questions(
        things=things,
        conflicts={"conflicts": prepare(open_conflicts(THINGS))},
        homes=prepare_all(ask_homes(viewer, HOUSES)),
        occupants=prepare_all(ask_occupants(HOUSES)),
        place=prepare_all(around),
        site=prepare_all(ask_site(viewer, shown, frame, BUILDINGS)),
    )


def prepare_all(asked: Mapping[str, QuerySet[Any, Any]]) -> dict[str, Question]:
    """The questions compiled, by their names."""
    return {name: prepare(question) for name, question in asked.items()}
