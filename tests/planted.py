"""A planted register of twelve houses whose true ties are known, with orphans and mislinked addresses in it.

Houses 1 to 6 are tied to their buildings by code, 7 to 9 by address, 10 and 11 by position; of 12 nothing is
known. Each has four dwellings: those of 1 to 8 name their house, of 9 and 10 have its address, of 11 are
misspelt, of 12 name a house that there is not. Dwelling 2-1 names house 2 but has the address of house 5.
The last of each four is vacant, but of house 6 nothing is said. Of house 1 the police tell other areas.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from django.contrib.gis.geos import Point, Polygon

from tests.factories import LONG_AGO, make_load, place
from twin.linkage.reasons import tell_reason
from twin.models import (
    Building,
    Code,
    Dwelling,
    Employment,
    Enterprise,
    House,
    Household,
    Load,
    Parcel,
    Person,
    Recorded,
    Residence,
    Thing,
    Tie,
    Workplace,
)

HOUSES, EACH = range(1, 13), range(1, 5)
WEST, SOUTH, STEP, SIDE = 120.12, 30.27, 0.001, 0.0004
LAND = "330106001001GB0000{}"
SYSTEMS = {"footprint": 4549, "tile": 3857}
LAST = date(2020, 1, 1), date(2022, 1, 1), date(2022, 6, 1)


def box(number: int, side: float, inset: float = 0.0) -> Polygon:
    """A square; each number lies a little farther east."""
    west = WEST + number * STEP
    shape = Polygon.from_bbox((west + inset, SOUTH + inset, west + side - inset, SOUTH + side - inset))
    shape.srid = 4326
    return shape


def middle(number: int) -> Point:
    """The middle of a house."""
    return Point(WEST + number * STEP + SIDE / 2, SOUTH + SIDE / 2, srid=4326)


def house_code(number: int) -> str:
    """The first 24 characters of the unit codes of a house's dwellings."""
    return f"{LAND.format((number - 1) // 3 + 1)}F{number:04}"


def address_of(number: int) -> str:
    """The address of a house."""
    return f"浙江省杭州市西湖区文三路{number * 10}号"


class Bed:
    """Takes the rows of the register and puts them into the twin all at once."""

    def __init__(self) -> None:
        self.rows: dict[type[Recorded], list[Any]] = defaultdict(list)
        self.loads: dict[str, Load] = {}

    def put(self, model: type[Any], code: str, shape: Any = None, *, dataset: str, **values: Any) -> Thing:
        """A current row of the thing of that code, which is new."""
        if dataset not in self.loads:
            self.loads[dataset] = make_load(dataset)
        load, kind = self.loads[dataset], model._meta.model_name
        thing = Thing(dataset=load.source.dataset, kind=kind, code=code)
        places = {name: shape and place(shape, srid) for name, srid in SYSTEMS.items()}
        fixed = {"valid": (None, None), "recorded": (LONG_AGO, None), "digest": code.encode()}
        self.rows[model].append(model(thing=thing, load=load, code=code, **{**fixed, **places, **values}))
        return thing

    def fill(self) -> None:
        """Put them in."""
        Thing.objects.bulk_create(row.thing for rows in self.rows.values() for row in rows)
        for model, rows in self.rows.items():
            for row in rows:
                row.thing_id = row.thing.pk
            model._default_manager.bulk_create(rows)


def plant() -> None:
    """Put the register into the twin."""
    bed = Bed()
    plant_land(bed)
    borne = {number: plant_house(bed, number) for number in HOUSES}
    for number in HOUSES:
        for room in EACH:
            plant_dwelling(bed, number, room)
    for room in EACH:
        bed.put(
            Dwelling,
            f"police-{room}",
            dataset="police",
            unit_code=f"{house_code(1)}000{room}",
            area_gross=88.0,
        )
    plant_people(bed)
    bed.fill()
    Code.objects.bulk_create(
        Code(thing=building, scheme="house", code=house_code(number), recorded=(LONG_AGO, None))
        for number, building in borne.items()
        if number <= 6
    )


def plant_land(bed: Bed) -> None:
    """Four parcels in a row, with three buildings on each."""
    for number in range(1, 5):
        west = WEST + (number * 3 - 2) * STEP - SIDE
        shape = Polygon.from_bbox((west, SOUTH - SIDE, west + 3 * STEP, SOUTH + STEP))
        shape.srid = 4326
        bed.put(Parcel, f"P{number}", shape, dataset="land", unit_code=LAND.format(number))


def plant_house(bed: Bed, number: int) -> Thing:
    """A building, which is given back, and the house that a register tells of it."""
    building = bed.put(
        Building, f"B{number}", box(number, SIDE), dataset="model",
        address=address_of(number) if number in (7, 8, 9) else None,
    )  # fmt: skip
    bed.put(
        House,
        f"H{number}",
        middle(number) if number in (10, 11) else None,
        dataset="housing",
        house_code=house_code(number) if number <= 6 else None,
        parcel=LAND.format((number - 1) // 3 + 1) if number <= 6 else None,
        address=address_of(number) if number < 12 else None,
        name=f"翠苑{number}幢",
    )
    return building


def plant_dwelling(bed: Bed, number: int, room: int) -> None:
    """A dwelling of a house, told in one of the ways."""
    spelt = address_of(number) if number != 11 else "浙江省杭州市西湖区文山路110号"
    at = address_of(5) if (number, room) == (2, 1) else spelt
    bed.put(
        Dwelling,
        f"D{number}-{room}",
        dataset="housing",
        house=f"H{number}" if number <= 8 else "H99" if number == 12 else None,
        unit_code=f"{house_code(number)}000{room}" if number <= 3 else None,
        address=None if number == 12 else f"{at}1单元{room}01室",
        area_gross=89.2,
        use_state=None if number == 6 else "vacant" if room == EACH[-1] else "occupied",
    )


def plant_people(bed: Bed) -> None:
    """Households and persons: one lives at two dwellings at once, one lived nowhere for half a year."""
    for number in range(1, 7):
        bed.put(Household, f"F{number}", dataset="police", dwelling=f"police-{number}", size=1)
        bed.put(Person, f"hash{number}", dataset="police", household=f"F{number}")
    stays = [(1, 1, None, None), (2, 2, None, None), (2, 3, None, None)]
    stays += [(3, 3, LAST[0], LAST[1]), (3, 4, LAST[2], None)]
    for at, (person, dwelling, begins, ends) in enumerate(stays):
        bed.put(
            Residence, f"R{at}", dataset="police", valid=(begins, ends),
            person=f"hash{person}", dwelling=f"police-{dwelling}", kind="actual",
        )  # fmt: skip
    bed.put(Enterprise, "E1", dataset="tax", credit_code="91330106MA27XW1234", name="翠苑书店")
    bed.put(
        Workplace, "W1", middle(7), dataset="police", enterprise="91330106MA27XW1234", name="翠苑书店", jobs=3
    )
    bed.put(Employment, "J1", dataset="police", person="hash1", workplace="W1")


def ties(relation: str, **having: str) -> dict[str, tuple[str, str, str]]:
    """The current ties of a relation by thing: target, method, standing; the last where there are several."""
    names = {thing.pk: thing.code for thing in Thing.objects.all()}
    found = Tie.objects.filter(recorded__upper_inf=True, relation=relation, **having).order_by("pk")
    return {names[tie.thing_id]: (names[tie.target_id], tie.method, tie.standing) for tie in found}


def why(tie: Tie) -> str:
    """The reason of a tie in English."""
    return tell_reason(tie.reason, tie.quoted, tie.target.kind).en
