"""The dwellings of a house: each once, however many sources tell of it, listed and counted."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from twin.access import NOW, Viewer, every_version
from twin.card.card import Home, Homes
from twin.card.ties import join, standing, things_at
from twin.layer.register import REGISTERS
from twin.models import Dwelling, Relation
from twin.together import Answers, Blank, one_of

# A page of more would not be read; what is beyond is said to be there.
MANY = 2000
FIELDS = ("unit", "floor", "room", "area_gross", "area_net", "use_state", "tenure")
SENSITIVITY = {field.name: field.sensitivity for field in REGISTERS["dwelling"]}


def ask_homes(viewer: Viewer, houses: Blank) -> dict[str, QuerySet[Any, Any]]:
    """The questions which dwellings tied to these things the viewer may see, and which of them are one."""
    tied = things_at(Relation.DWELLING_IN_HOUSE, one_of("target_id", houses))
    found = every_version(viewer, Dwelling).filter(NOW.condition(), thing_id__in=tied).order_by("thing_id")
    same = standing(Relation.SAME).filter(thing_id__in=tied)
    return {
        "homes": found.values("thing_id", *FIELDS)[: MANY + 1],
        "same homes": same.values("thing_id", "target_id"),
    }


def list_homes(viewer: Viewer, answers: Answers) -> Homes:
    """The dwellings in the order of the doors."""
    more, rows = len(answers["homes"]) > MANY, answers["homes"][:MANY]
    told: dict[int, dict[str, Any]] = {}
    for row in rows:
        told.setdefault(row["thing_id"], row)
    companies = join(told, [(pair["thing_id"], pair["target_id"]) for pair in answers["same homes"]])
    homes = [make_home(viewer, [(thing, told[thing]) for thing in one]) for one in companies]
    areas = [home.area_gross for home in homes if home.area_gross is not None]
    known = viewer.may_know(SENSITIVITY["use_state"])
    return Homes(
        listed=tuple(sorted(homes, key=place)),
        more=more,
        area_gross=sum(areas) if areas else None,
        without_area=len(homes) - len(areas),
        states=dict(Counter(home.use_state for home in homes)) if known else {},
    )


def make_home(viewer: Viewer, claims: Sequence[tuple[int, dict[str, Any]]]) -> Home:
    """One dwelling; each field is told by the first of its things that knows it."""
    values = {
        name: next((told[name] for _, told in claims if told[name] is not None), None)
        if viewer.may_know(SENSITIVITY[name])
        else None
        for name in FIELDS
    }
    return Home(thing=claims[0][0], **values)


def place(home: Home) -> tuple[Any, ...]:
    """By staircase, floor and room, figures by their size."""
    return order(home.unit), home.floor if home.floor is not None else 0, order(home.room), home.thing


def order(text: str | None) -> list[tuple[bool, int, str]]:
    """A key that puts room 9 before room 10."""
    parts = re.findall(r"([0-9]{1,9})|([^0-9]+)", text or "")
    return [(not digits, int(digits or 0), words) for digits, words in parts]
