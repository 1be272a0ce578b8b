"""A house put into the registers for tests: on its parcel, in its building, with its dwellings."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.gis.geos import Polygon
from django.db import transaction

from tests.claims import register, tie
from tests.factories import make_version, outline
from twin.access import Viewer
from twin.changes import raise_revision
from twin.models import Building, HazardZone, Link, Relation

PLANNER = Viewer(frozenset({"anonymous", "planner"}))
HOUSING = Viewer(frozenset({"anonymous", "housing"}))


@dataclass(frozen=True)
class Estate:
    """The rows of one house; of its dwellings there are two a floor, one staircase for each ten."""

    parcel: Any
    building: Any
    house: Any
    dwellings: tuple[Any, ...]


def build_estate(homes: int = 4, **house: Any) -> Estate:
    """A house of as many dwellings, tied together, by one source."""
    parcel = register("Parcel", "land", "P1", klass="0701", area=2500.0, floor_area_ratio=2.5)
    building = make_version(Building, "B1", outline("polygon", 0), name="翠苑一幢", height=18.0)
    told = {"house_code": "3301060010010001", "safety": "C", "year": 1998, "usage": "住宅"}
    home = register("House", "bureau", "H1", **{"address": "文三路478号3幢", **told, **house})
    tie(Relation.HOUSE_IS_BUILDING, home, building)
    tie(Relation.BUILDING_ON_PARCEL, building, parcel)
    return Estate(parcel, building, home, tuple(add_dwelling(home, number) for number in range(homes)))


def add_dwelling(house: Any, number: int, dataset: str = "bureau", **fields: Any) -> Any:
    """A dwelling of a house."""
    floor, door = number % 10 // 2 + 1, number % 2 + 1
    told = {
        "unit": str(number // 10 + 1),
        "floor": floor,
        "room": f"{floor}0{door}",
        "area_gross": 80.0 + number,
        "use_state": "vacant" if number % 4 == 3 else "occupied",
        "price": 31_000.0,
        **fields,
    }
    row = register("Dwelling", dataset, f"D{number}", **told)
    tie(Relation.DWELLING_IN_HOUSE, row, house)
    return row


def settle_people(dwellings: Any, persons: int) -> None:
    """A household of so many persons in each dwelling."""
    for home in dwellings:
        household = register("Household", "police", f"F{home.code}", size=persons)
        tie(Relation.HOUSEHOLD_AT_DWELLING, household, home)
        for number in range(persons):
            person = register(
                "Person", "police", f"{home.code}/{number}", birth_year=1980 + number, sex="female"
            )
            tie(Relation.PERSON_IN_HOUSEHOLD, person, household)


def around(west: float, east: float) -> Polygon:
    """A box of degrees over the first outline, from so many of its widths west of it to so many east."""
    place = outline("polygon", 0).extent
    wide = place[2] - place[0]
    box = Polygon.from_bbox(
        (place[0] - west * wide, place[1] - wide, place[2] + east * wide, place[3] + wide)
    )
    box.srid = 4326
    return box


def lay(model: type[Any], code: str, shape: Any, **values: Any) -> Any:
    """A row of hazard zones or pipes, its kind's revision raised as a load does it."""
    row = make_version(model, code, shape, **values)
    with transaction.atomic():
        raise_revision(model)
    return row


def flood(code: str, shape: Any, **values: Any) -> Any:
    """A flood zone."""
    return lay(HazardZone, code, shape, hazard="flood", **values)


def pipe(code: str, shape: Any, **values: Any) -> Any:
    """A water main."""
    return lay(Link, code, shape, network="JS", **values)


def sign_up(name: str, *groups: str) -> User:
    """An account in groups."""
    user = User.objects.create_user(name)
    for group in groups:
        user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user
