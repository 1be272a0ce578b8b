"""A planted register of twelve houses whose true ties are known, with orphans and mislinked addresses in it.

Houses 1 to 6 are tied to their buildings by code, 7 to 9 by address, 10 and 11 by position; of 12 nothing is
known. Each has four dwellings: those of 1 to 8 name their house, of 9 and 10 have its address, of 11 are
misspelt, of 12 name a house that there is not. Dwelling 2-1 names house 2 but has the address of house 5.
"""

from datetime import date

from django.contrib.gis.geos import Point, Polygon

from tests.factories import make_version
from twin.models import (
    Building,
    Dwelling,
    Employment,
    Enterprise,
    House,
    Household,
    Parcel,
    Person,
    Residence,
    Thing,
    Tie,
    Workplace,
)

HOUSES, EACH = range(1, 13), range(1, 5)
WEST, SOUTH, STEP, SIDE = 120.12, 30.27, 0.001, 0.0004
LAND = "330106001001GB0000{}"
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


def plant() -> None:
    """Put the register into the twin."""
    plant_land()
    for number in HOUSES:
        plant_house(number)
        for room in EACH:
            plant_dwelling(number, room)
    for room in EACH:
        make_version(
            Dwelling,
            f"police-{room}",
            dataset="police",
            unit_code=f"{house_code(1)}000{room}",
            area_gross=88.0,
        )
    plant_people()


def plant_land() -> None:
    """Four parcels in a row, with three buildings on each."""
    for number in range(1, 5):
        west = WEST + (number * 3 - 2) * STEP - SIDE
        shape = Polygon.from_bbox((west, SOUTH - SIDE, west + 3 * STEP, SOUTH + STEP))
        shape.srid = 4326
        make_version(Parcel, f"P{number}", shape, dataset="land", unit_code=LAND.format(number))


def plant_house(number: int) -> None:
    """A building, and the house that a register tells of it."""
    building = make_version(
        Building, f"B{number}", box(number, SIDE), dataset="model",
        address=address_of(number) if number in (7, 8, 9) else None,
    )  # fmt: skip
    if number <= 6:
        building.thing.codes.create(scheme="house", code=house_code(number), recorded=building.recorded)
    make_version(
        House,
        f"H{number}",
        middle(number) if number in (10, 11) else None,
        dataset="housing",
        house_code=house_code(number) if number <= 6 else None,
        parcel=LAND.format((number - 1) // 3 + 1) if number <= 6 else None,
        address=address_of(number) if number < 12 else None,
        name=f"翠苑{number}幢",
    )


def plant_dwelling(number: int, room: int) -> None:
    """A dwelling of a house, told in one of the ways."""
    spelt = address_of(number) if number != 11 else "浙江省杭州市西湖区文山路110号"
    at = address_of(5) if (number, room) == (2, 1) else spelt
    make_version(
        Dwelling,
        f"D{number}-{room}",
        dataset="housing",
        house=f"H{number}" if number <= 8 else "H99" if number == 12 else None,
        unit_code=f"{house_code(number)}000{room}" if number <= 3 else None,
        address=None if number == 12 else f"{at}1单元{room}01室",
        area_gross=89.2,
    )


def plant_people() -> None:
    """Households and persons: one lives at two dwellings at once, one lived nowhere for half a year."""
    for number in range(1, 7):
        make_version(Household, f"F{number}", dataset="police", dwelling=f"police-{number}", size=1)
        make_version(Person, f"hash{number}", dataset="police", household=f"F{number}")
    stays = [(1, 1, None, None), (2, 2, None, None), (2, 3, None, None)]
    stays += [(3, 3, LAST[0], LAST[1]), (3, 4, LAST[2], None)]
    for at, (person, dwelling, begins, ends) in enumerate(stays):
        make_version(
            Residence, f"R{at}", dataset="police", valid=(begins, ends),
            person=f"hash{person}", dwelling=f"police-{dwelling}", kind="actual",
        )  # fmt: skip
    make_version(Enterprise, "E1", dataset="tax", credit_code="91330106MA27XW1234", name="翠苑书店")
    make_version(
        Workplace, "W1", middle(7), dataset="police", enterprise="91330106MA27XW1234", name="翠苑书店", jobs=3
    )
    make_version(Employment, "J1", dataset="police", person="hash1", workplace="W1")


def ties(relation: str, **having: str) -> dict[str, tuple[str, str, str]]:
    """The current ties of a relation by thing: target, method, standing; the last where there are several."""
    names = {thing.pk: thing.code for thing in Thing.objects.all()}
    found = Tie.objects.filter(recorded__upper_inf=True, relation=relation, **having).order_by("pk")
    return {names[tie.thing_id]: (names[tie.target_id], tie.method, tie.standing) for tie in found}
