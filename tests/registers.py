"""A planted register: houses of known vacancies, prices, tenants and faults in two districts."""

from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any

from django.contrib.gis.geos import (
    GEOSGeometry,
    LineString,
    MultiLineString,
    MultiPolygon,
    Point,
    Polygon,
)

from tests.factories import LONG_AGO, make_load
from twin.models import (
    AdminArea,
    Building,
    CommuteFlow,
    Dwelling,
    HazardZone,
    House,
    Household,
    Load,
    Parcel,
    Person,
    Place,
    Recorded,
    Relation,
    Road,
    Thing,
    Tie,
    Workplace,
)

LOADED = datetime(2024, 5, 1, tzinfo=UTC)
WEST, SOUTH, WIDE = 510_000.0, 3_345_000.0, 6000.0
Named = tuple[type[Recorded], str]


def square(west: float, south: float, wide: float) -> MultiPolygon:
    """A square of metres, in the frame of the tests' twin."""
    return MultiPolygon(Polygon.from_bbox((west, south, west + wide, south + wide)), srid=4549)


class Book:
    """Rows and ties put down one by one and written at once; things are named by their model and code."""

    def __init__(self) -> None:
        self.load = make_load()
        self.rows: list[tuple[type[Recorded], str, dict[str, Any]]] = []
        self.ties: list[tuple[Relation, Named, Named, dict[str, Any]]] = []
        self.things: dict[Named, Thing] = {}

    def add(
        self, model: type[Recorded], code: str, shape: GEOSGeometry | None = None, **values: Any
    ) -> Named:
        """A row of a thing, current unless told otherwise."""
        self.rows.append((model, code, {"footprint": shape, **values}))
        return model, code

    def tie(self, relation: Relation, one: Named, other: Named, **values: Any) -> None:
        """A tie that stands unless told otherwise."""
        self.ties.append((relation, one, other, values))

    def write(self) -> None:
        """Keep what was put down."""
        fresh = {(model, code) for model, code, _ in self.rows} - set(self.things)
        dataset = self.load.source.dataset
        made = [
            Thing(dataset=dataset, kind=str(model._meta.model_name), code=code)
            for model, code in sorted(fresh, key=lambda named: (named[0].__name__, named[1]))
        ]
        models = {str(model._meta.model_name): model for model, _ in fresh}
        self.things |= {(models[thing.kind], thing.code): thing for thing in Thing.objects.bulk_create(made)}
        for kind in dict.fromkeys(model for model, _, _ in self.rows):
            kind._default_manager.bulk_create(
                [self.make(kind, code, values) for model, code, values in self.rows if model is kind]
            )
        told: dict[str, Any] = {
            "method": "code",
            "score": 1,
            "reason": "reference",
            "recorded": (LONG_AGO, None),
        }
        Tie.objects.bulk_create(
            [
                Tie(
                    relation=relation,
                    thing=self.things[one],
                    target=self.things[other],
                    **{**told, **values},
                )
                for relation, one, other, values in self.ties
            ]
        )
        kinds = {str(model._meta.model_name): {"opened": 1} for model, _ in self.things}
        Load.objects.filter(pk=self.load.pk).update(moment=LOADED, counts=kinds)
        self.rows, self.ties = [], []

    def make(self, model: type[Recorded], code: str, values: dict[str, Any]) -> Recorded:
        """The row that was put down."""
        known: dict[str, Any] = {"valid": (None, None), "recorded": (LONG_AGO, None), **values}
        digest = blake2b(code.encode(), digest_size=16).digest()
        return model(thing=self.things[model, code], load=self.load, code=code, digest=digest, **known)


class Planted(Book):
    """The register: two districts, twelve buildings with a house each, two dwellings in every house.

    Of the 26 dwellings two stand in no house; house n has the dwellings n-1 and n-2. Houses 1 to 6 lie in the
    west district, 7 to 11 in the east, the building of house 12 beyond both.
    """

    def __init__(self) -> None:
        super().__init__()
        for at, name in enumerate(("1 west", "2 east")):
            area = square(WEST + at * WIDE, SOUTH, WIDE)
            self.add(AdminArea, name, area, name=name, klass="district", admin_level=6)
        for number in range(1, 13):
            self.build(number)
        for code in ("lost-1", "lost-2"):
            self.add(Dwelling, code, use_state="vacant", area_gross=60.0)
        self.write()

    def build(self, number: int) -> None:
        """A building with its house and two dwellings: every third is vacant, house 6 says nothing."""
        west = WEST + (number - 0.5) * WIDE / 6 if number < 12 else WEST + 3 * WIDE
        building = self.add(Building, f"b{number}", square(west, SOUTH + WIDE / 2, 20))
        house = self.add(
            House,
            f"h{number}",
            year=1970 + number * 4 if number != 5 else None,
            safety="ABCD"[number % 4] if number != 4 else None,
            area_gross=400.0,
        )
        self.tie(Relation.HOUSE_IS_BUILDING, house, building)
        for at in (1, 2):
            index = number * 2 + at
            state = None if number == 6 else "vacant" if index % 3 == 0 else "occupied"
            dwelling = self.add(
                Dwelling,
                f"{number}-{at}",
                use_state=state,
                area_gross=50.0 + index,
                price=20_000.0 + 100 * index,
                tenure="rented" if at == 1 else "owned",
                rent=1000.0 + 100 * number if at == 1 else None,
                sale="sold" if index % 2 else "unsold",
                sold_on=date.today().replace(day=1) if index % 2 else None,
            )
            self.tie(Relation.DWELLING_IN_HOUSE, dwelling, house)
        plot = square(west - 5, SOUTH + WIDE / 2 - 5, 30)
        parcel = self.add(
            Parcel,
            f"p{number}",
            plot,
            area=200.0 if number % 2 else 1000.0,
            floor_area_ratio=1.0 if number != 3 else None,
            supply="completed" if number != 2 else None,
        )
        self.tie(Relation.BUILDING_ON_PARCEL, building, parcel)

    def settle(
        self, code: str, people: int, income: float | None, kind: str = "family", works: str | None = None
    ) -> None:
        """Let a household live at a dwelling, of whom one works at a place of that name, one elsewhere."""
        name = f"household {code}"
        household = self.add(Household, name, kind=kind, size=people, income=income)
        self.tie(Relation.HOUSEHOLD_AT_DWELLING, household, (Dwelling, code))
        for at in range(people):
            hukou = "local" if at else "elsewhere"
            occupation = "employed" if works and at < 2 else None
            told = {"hukou": hukou, "resident": True, "birth_year": 1980, "occupation": occupation}
            person = self.add(Person, f"{name} {at}", **told)
            self.tie(Relation.PERSON_IN_HOUSEHOLD, person, household)
            if works and not at:
                self.tie(Relation.PERSON_AT_WORKPLACE, person, (Workplace, works))

    def employ(self, name: str, jobs: int | None, west: float) -> None:
        """A place of work at an easting."""
        self.add(Workplace, name, Point(west, SOUTH + WIDE / 2, srid=4549), jobs=jobs)

    def commute(self, origin: str, destination: str, commuters: int, mode: str | None = None) -> None:
        """A published count of who goes to work from one district to another."""
        code = f"{origin} to {destination} by {mode or 'all'}"
        told = {"commuters": commuters, "mode": mode, "minutes": 30.0 if mode else None}
        self.add(CommuteFlow, code, origin=origin, destination=destination, **told)

    def threaten(self, code: str, west: float, wide: float, hazard: str = "flood", **told: Any) -> None:
        """A zone of a hazard: a square about the line of houses, so far east of the register's west."""
        zone = square(WEST + west, SOUTH + WIDE / 2 - wide / 2, wide)
        self.add(HazardZone, code, zone, hazard=hazard, scenario="100 a", **told)


def endanger(planted: Planted) -> None:
    """Let floods reach houses 1 (to 0.5–1 m), 2 and 3 (partly, 1–2 m) and 10 (nothing is told), a slope 12.

    The model of floods has zones on both sides of houses 4 to 9, and none beyond.
    """
    planted.threaten("shallow", 0, 2000, scheme="depth", rank=2, depth_from=0.5, depth_to=1.0)
    planted.threaten("deep", 1510, 1000, scheme="depth", rank=3, depth_from=1.0, depth_to=2.0)
    planted.threaten("silent", 9000, 1000)
    planted.threaten("slope", 3 * WIDE - 500, 1000, hazard="landslide", scheme="slopes", rank=1)
    planted.threaten("hollow", 450, 100, hazard="waterlogging", depth_from=0.15, depth_to=0.3)


def furnish(planted: Planted) -> Planted:
    """Let people live in the occupied dwellings of houses 1 to 11, work in both and be in danger."""
    for number in range(1, 12):
        for at in (1, 2):
            if (number * 2 + at) % 3:
                income = None if number == 2 else 40_000.0 * at + 1000 * number
                works = "factory" if number % 4 else "office"
                planted.settle(f"{number}-{at}", people=3, income=income, works=works)
    planted.settle("12-1", people=30, income=None, kind="collective")
    planted.employ("factory", 300, WEST + WIDE / 2)
    planted.employ("office", 100, WEST + 1.5 * WIDE)
    planted.employ("silent", None, WEST + WIDE / 2)
    flows = {("1 west", "1 west"): 120, ("1 west", "2 east"): 80, ("2 east", "1 west"): 30}
    for (origin, destination), commuters in flows.items():
        planted.commute(origin, destination, commuters)
        planted.commute(origin, destination, commuters // 2, mode="car")
    planted.commute("2 east", "elsewhere", 7)
    street = LineString((WEST, SOUTH + WIDE / 2), (WEST + 2 * WIDE, SOUTH + WIDE / 2), srid=4549)
    planted.add(Road, "street", MultiLineString(street, srid=4549), name="street", klass="residential")
    for name, kind, west in (("old school", "school", 0.4), ("new school", "school", 1.6)):
        planted.add(
            Place, name, Point(WEST + west * WIDE, SOUTH + WIDE / 2, srid=4549), name=name, klass=kind
        )
    endanger(planted)
    planted.write()
    return planted
