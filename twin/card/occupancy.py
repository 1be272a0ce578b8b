"""Who lives in a house or dwelling, as far as the viewer may see: decision 23.

Strangers are told nothing, those who work with the twin counts of a whole house that are not small, the
housing bureau the rows of one dwelling, for a purpose that the audit keeps.
"""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from twin.access import Viewer
from twin.access.personal import Reading, living_at
from twin.card.card import Occupancy, Shown
from twin.card.ties import join, standing
from twin.layer import ADMIN, HOUSING, STAFF
from twin.models import Relation
from twin.together import ask_together, prepare


def tell_occupancy(
    viewer: Viewer, house: Collection[int], dwelling: int | None, reading: Reading | None
) -> Occupancy:
    """The occupancy of a dwelling, or of the things that are one house, where there is none.

    Without things it is protected: the sum of several houses would tell of the smallest by difference.
    """
    least = settings.TWIN_K
    bureau = viewer.groups & {HOUSING, ADMIN}
    if not viewer.groups & STAFF or not (bureau if dwelling is not None else house):
        return Occupancy(shown=Shown.PROTECTED, threshold=least)
    if dwelling is None:
        return count(house, least)
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


def count(house: Collection[int], least: int) -> Occupancy:
    """How many households and persons are tied to the dwellings of a house; None where they are too few.

    Ties alone are counted: no row about a person is read.
    """
    homes = things_at(Relation.DWELLING_IN_HOUSE, house)
    households_there = things_at(Relation.HOUSEHOLD_AT_DWELLING, homes)
    asked = {
        "households": households_there,
        "at home": things_at(Relation.PERSON_AT_DWELLING, homes),
        "members": things_at(Relation.PERSON_IN_HOUSEHOLD, households_there),
    }
    answers = ask_together({name: prepare(question) for name, question in asked.items()})
    found = {name: {row["thing_id"] for row in rows} for name, rows in answers.items()}
    households, persons = found["households"], found["at home"] | found["members"]
    if not persons and not households:
        return Occupancy(shown=Shown.UNKNOWN, threshold=least)
    everyone = households | persons
    pairs = list(standing(Relation.SAME).filter(thing_id__in=everyone).values_list("thing_id", "target_id"))
    told = [len(join(those, pairs)) for those in (households, persons)]
    shown = [number if number >= least else None for number in told]
    return Occupancy(shown=Shown.COUNTS, threshold=least, households=shown[0], persons=shown[1])


def things_at(relation: Relation, targets: Any) -> QuerySet[Any, Any]:
    """The ids of things in a relation to any of the targets."""
    return standing(relation).filter(target_id__in=targets).values("thing_id")
