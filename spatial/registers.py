"""The records of the people-house-land registers (人房地), as formats and profiles yield them.

References between them (`house`, `dwelling`, `household`, `person` …) are codes as the source writes them;
what they refer to is found by linkage. None is unknown, never 0. A person is known by a keyed hash alone.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from spatial.records import CityObject, Record, SquareMetres

Count = Annotated[int, "{count}"]
Yuan = Annotated[float, "CNY"]
YuanPerYear = Annotated[float, "CNY/a"]
YuanPerMonth = Annotated[float, "CNY/mo"]
YuanPerSquareMetre = Annotated[float, "CNY/m2"]
Minutes = Annotated[float, "min"]
Kilometres = Annotated[float, "km"]


class SupplyState(StrEnum):
    """How far a parcel has come on its way from plan to use."""

    PLANNED = "planned"
    SUPPLIED = "supplied"
    STARTED = "started"
    COMPLETED = "completed"


class Tenure(StrEnum):
    """By which right a dwelling is lived in."""

    OWNED = "owned"
    RENTED = "rented"
    SOCIAL = "social"
    OTHER = "other"


class UseState(StrEnum):
    """Whether a dwelling is lived in, as its source says; one that cannot be lived in is neither."""

    OCCUPIED = "occupied"
    VACANT = "vacant"
    UNINHABITABLE = "uninhabitable"


class SafetyGrade(StrEnum):
    """How safe a house is (JGJ 125-2016): A sound, B a part at risk, C in part dangerous, D as a whole."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class SaleState(StrEnum):
    """Where a new dwelling stands on the market."""

    UNSOLD = "unsold"
    SOLD = "sold"


class HouseholdKind(StrEnum):
    """A family household, or people registered together (集体户)."""

    FAMILY = "family"
    COLLECTIVE = "collective"


class Sex(StrEnum):
    """As the population register says."""

    FEMALE = "female"
    MALE = "male"


class Hukou(StrEnum):
    """Where a person's household registration lies."""

    LOCAL = "local"
    ELSEWHERE = "elsewhere"


class Occupation(StrEnum):
    """What a person does."""

    EMPLOYED = "employed"
    UNEMPLOYED = "unemployed"
    STUDENT = "student"
    RETIRED = "retired"
    OTHER = "other"


class ResidenceKind(StrEnum):
    """Whether a person lives at a dwelling, or is registered there."""

    ACTUAL = "actual"
    REGISTERED = "registered"


AGE_BOUNDS = (0, 3, 6, 12, 15, 18, 60, 65, 80)
"""Years of age at which another band begins; they are numbered from 1, what is before birth is 0."""


class TravelMode(StrEnum):
    """What a commuter mainly goes to work by."""

    FOOT = "foot"
    BICYCLE = "bicycle"
    CAR = "car"
    TRANSIT = "transit"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel(CityObject):
    """A land parcel (宗地): `klass` is its use (GB/T 21010 or the publisher's), `unit_code` its real-estate
    unit code (GB/T 37346, 28 characters; 19 for the parcel alone).

    `floor_area_ratio` is the greatest allowed ratio of floor area to `area` (容积率).
    """

    unit_code: str | None = None
    area: SquareMetres | None = None
    floor_area_ratio: float | None = None
    supply: SupplyState | None = None
    supplied_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class House(Record):
    """A building as the housing register tells it (楼幢); `house_code` is its code in a national scheme."""

    name: str | None = None
    house_code: str | None = None
    parcel: str | None = None
    address: str | None = None
    usage: str | None = None
    structure: str | None = None
    year: int | None = None
    storeys: int | None = None
    storeys_below: int | None = None
    area_gross: SquareMetres | None = None
    safety: SafetyGrade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwelling(Record):
    """A dwelling 户/套. `area_gross` is 建筑面积, `area_net` 套内面积; `unit_code` as a parcel's.

    `house` is the code of its building in the source, `unit` the staircase (单元), `room` the number on the
    door.
    `price` is that of its last sale or valuation, per square metre of gross area.
    """

    house: str | None = None
    house_code: str | None = None
    unit_code: str | None = None
    address: str | None = None
    unit: str | None = None
    floor: int | None = None
    room: str | None = None
    rooms: int | None = None
    area_gross: SquareMetres | None = None
    area_net: SquareMetres | None = None
    tenure: Tenure | None = None
    use_state: UseState | None = None
    safety: SafetyGrade | None = None
    price: YuanPerSquareMetre | None = None
    rent: YuanPerMonth | None = None
    sale: SaleState | None = None
    sold_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Household(Record):
    """People who live together or are registered together at a dwelling; `size` as the source counts them."""

    dwelling: str | None = None
    address: str | None = None
    kind: HouseholdKind | None = None
    size: Count | None = None
    income: YuanPerYear | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person: `code` is the keyed hash of the identity number, which is never kept.

    `resident` says that the person has lived in the city for half a year or longer (常住).
    """

    household: str | None = None
    birth_year: int | None = None
    sex: Sex | None = None
    hukou: Hukou | None = None
    resident: bool | None = None
    occupation: Occupation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise(Record):
    """An enterprise by its unified social credit code (GB 32100); `sector` is of GB/T 4754, A to T."""

    credit_code: str | None = None
    name: str | None = None
    sector: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace(Record):
    """A place of work of an enterprise (its code), with the jobs there."""

    enterprise: str | None = None
    name: str | None = None
    sector: str | None = None
    jobs: Count | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence(Record):
    """That a person lives or is registered at a dwelling, from `valid_from` to before `valid_to`."""

    person: str
    dwelling: str
    kind: ResidenceKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment(Record):
    """That a person works at a workplace, from `valid_from` to before `valid_to`."""

    person: str
    workplace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuteFlow(Record):
    """How many people live in one zone and work in another, as somebody counted and published it.

    `origin` and `destination` are the codes of the zones; `mode` is None where all modes are counted
    together. `minutes` and `kilometres` are the mean of one way, where they were counted too.
    """

    origin: str
    destination: str
    commuters: Count
    mode: TravelMode | None = None
    minutes: Minutes | None = None
    kilometres: Kilometres | None = None


PERSONAL = frozenset({Household, Person, Residence, Employment})
"""Kinds whose every row is about a person."""
