"""A planted register: houses of known vacancies, prices, tenants and faults in two districts."""

from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Point, Polygon

from tests.factories import LONG_AGO, make_load, make_version
from twin.models import (
    AdminArea,
    Building,
    Dwelling,
    House,
    Household,
    Load,
    Parcel,
    Person,
    Recorded,
    Thing,
    Tie,
    Workplace,
)

LOADED = datetime(2024, 5, 1, tzinfo=UTC)
WEST, SOUTH, WIDE = 120.10, 30.20, 0.10
KINDS = ("dwelling", "house", "building", "household", "person", "workplace", "parcel", "adminarea")


def square(west: float, south: float, wide: float) -> Polygon:
    """A square of degrees."""
    shape = Polygon.from_bbox((west, south, west + wide, south + wide))
    shape.srid = 4326
    return shape


def make_row(model: type[Recorded], code: str, dataset: str = "made", **values: Any) -> Recorded:
    """A row of a register that has no place, of a thing made where it is not there yet."""
    load = make_load(dataset)
    thing, _ = Thing.objects.get_or_create(
        dataset=load.source.dataset, kind=str(model._meta.model_name), code=code
    )
    row: Recorded = model._default_manager.create(
        thing=thing,
        load=load,
        code=code,
        valid=(None, None),
        recorded=(LONG_AGO, None),
        digest=blake2b(code.encode(), digest_size=16).digest(),
        **values,
    )
    return row


def tie(relation: str, row: Recorded, target: Recorded, **values: Any) -> Tie:
    """A tie that stands, unless told otherwise."""
    told = {"method": "code", "score": 1, "reason": "made", "recorded": (LONG_AGO, None), **values}
    return Tie.objects.create(relation=relation, thing=row.thing, target=target.thing, **told)


class Planted:
    """The register: two districts, twelve buildings with a house each, two dwellings in every house.

    Of the 26 dwellings two stand in no house; house n has the dwellings n-1 and n-2. Houses 1 to 6 lie in the
    west district, 7 to 11 in the east, the building of house 12 beyond both.
    """

    def __init__(self) -> None:
        self.districts = [
            make_version(
                AdminArea,
                name,
                square(WEST + at * WIDE, SOUTH, WIDE),
                name=name,
                klass="district",
                admin_level=6,
            )
            for at, name in enumerate(("西区", "东区"))
        ]
        self.dwellings: dict[str, Recorded] = {}
        for number in range(1, 13):
            self.build(number)
        for code in ("lost-1", "lost-2"):
            self.dwellings[code] = make_row(Dwelling, code, use_state="vacant", area_gross=60.0)
        Load.objects.filter(source__dataset__key="made").update(
            moment=LOADED, counts={kind: {"opened": 1} for kind in KINDS}
        )

    def build(self, number: int) -> None:
        """A building with its house and two dwellings: every third is vacant, the house of 6 says nothing."""
        west = WEST + (number - 0.5) * WIDE / 6 if number < 12 else WEST + 3 * WIDE
        outline = MultiPolygon(square(west, SOUTH + WIDE / 2, 0.0002), srid=4326)
        building = make_version(Building, f"b{number}", outline)
        house = make_row(
            House,
            f"h{number}",
            year=1970 + number * 4 if number != 5 else None,
            safety="ABCD"[number % 4] if number != 4 else None,
            area_gross=400.0,
        )
        tie("house-building", house, building)
        for at in (1, 2):
            code, index = f"{number}-{at}", number * 2 + at
            state = None if number == 6 else "vacant" if index % 3 == 0 else "occupied"
            self.dwellings[code] = make_row(
                Dwelling,
                code,
                use_state=state,
                area_gross=50.0 + index,
                price=20_000.0 + 100 * index,
                tenure="rented" if at == 1 else "owned",
                rent=1000.0 + 100 * number if at == 1 else None,
                sale="sold" if index % 2 else "unsold",
                sold_on=date.today().replace(day=1) if index % 2 else None,
            )
            tie("dwelling-house", self.dwellings[code], house)
        parcel = make_version(
            Parcel,
            f"p{number}",
            MultiPolygon(square(west - 0.001, SOUTH + WIDE / 2 - 0.001, 0.003), srid=4326),
            area=200.0 if number % 2 else 1000.0,
            floor_area_ratio=1.0 if number != 3 else None,
            supply="completed" if number != 2 else None,
        )
        tie("building-parcel", building, parcel)

    def settle(
        self, code: str, people: int, income: float | None, name: str = "", kind: str = "family"
    ) -> None:
        """Let a household live at a dwelling."""
        name = name or f"household {code}"
        household = make_row(Household, name, kind=kind, size=people, income=income)
        tie("household-dwelling", household, self.dwellings[code])
        for at in range(people):
            person = make_row(
                Person, f"{name} {at}", hukou="local" if at else "elsewhere", resident=True, birth_year=1980
            )
            tie("person-household", person, household)

    def employ(self, name: str, jobs: int | None, west: float) -> None:
        """A place of work at a longitude."""
        place = Point(west, SOUTH + WIDE / 2, srid=4326)
        place.transform(4549)
        make_row(Workplace, name, jobs=jobs, footprint=place)
