"""Who lives in a house or dwelling, as far as the viewer may see: decision 23.

Strangers are told nothing, those who work with the twin counts of a whole house that are not small, the
housing bureau the rows of one dwelling, for a purpose that the audit keeps.
"""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from twin.access import Viewer
from twin.access.personal import Reading, living_at
from twin.card.card import Occupancy, Shown
from twin.card.ties import join, standing, things_at
from twin.layer import ADMIN, HOUSING, STAFF
from twin.models import Relation
from twin.together import Answers, Blank, one_of


def ask_occupants(houses: Blank) -> dict[str, QuerySet[Any, Any]]:
    """The questions who is tied to the dwellings of a house: ties alone, no row about a person is read."""
    homes = things_at(Relation.DWELLING_IN_HOUSE, one_of("target_id", houses))
    households = things_at(Relation.HOUSEHOLD_AT_DWELLING, Q(target_id__in=homes))
    return {
        "households": households,
        "at home": things_at(Relation.PERSON_AT_DWELLING, Q(target_id__in=homes)),
        "members": things_at(Relation.PERSON_IN_HOUSEHOLD, Q(target_id__in=households)),
    }


def may_count(viewer: Viewer) -> bool:
    """Whether the viewer may know how many live in a house."""
    return bool(viewer.groups & STAFF)


def tell_occupancy(
    viewer: Viewer, answers: Answers, dwelling: int | None, reading: Reading | None
) -> Occupancy:
    """The occupancy of a dwelling, or of one house as `ask_occupants` is answered, where there is none.

    Without answers it is protected: the sum of several houses would tell of the smallest by difference.
    """
    least = settings.TWIN_K
    bureau = viewer.groups & {HOUSING, ADMIN}
    if not may_count(viewer) or not (bureau if dwelling is not None else answers):
        return Occupancy(shown=Shown.PROTECTED, threshold=least)
    if dwelling is None:
        return count(answers, least)
    if reading is None:
        return Occupancy(shown=Shown.ASKS, threshold=least)
    found = living_at(reading, dwelling)
    return Occupancy(
        shown=Shown.ROWS,
        threshold=least,
        households=len(found.households),
        persons=len(found.persons),
        household_rows=tuple(found.households),
        person_rows=tuple(found.persons),
        purpose=reading.purpose,
    )


def count(answers: Answers, least: int) -> Occupancy:
    """How many households and persons are tied to the dwellings of a house; None where they are too few."""
    found = {name: {row["thing_id"] for row in rows} for name, rows in answers.items()}
    households, persons = found["households"], found["at home"] | found["members"]
    if not persons and not households:
        return Occupancy(shown=Shown.UNKNOWN, threshold=least)
    everyone = households | persons
    pairs = list(standing(Relation.SAME).filter(thing_id__in=everyone).values_list("thing_id", "target_id"))
    told = [len(join(those, pairs)) for those in (households, persons)]
    shown = [number if number >= least else None for number in told]
    return Occupancy(shown=Shown.COUNTS, threshold=least, households=shown[0], persons=shown[1])
