"""The people-house-land registers (人房地), a table each; the columns are named as the records' fields."""

from enum import StrEnum

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex

from spatial import registers
from twin.models.frame import CityGeometryField
from twin.models.version import CHANGES, CURRENT, Recorded, Version

PLACED = CURRENT & models.Q(footprint__isnull=False)


def words(kind: type[StrEnum]) -> "models.TextField[str | None, str | None]":
    """A column of the words of a vocabulary."""
    return models.TextField(null=True, choices=[(word.value, word.value) for word in kind])


def current(column: str, name: str) -> models.Index:
    """The index by which the rows of now are found that refer to a code."""
    return models.Index(column, name=name, condition=CURRENT)


class Register(Recorded):
    """A row of a register in two times; most have no place of their own."""

    attributes = models.JSONField(default=dict)
    footprint = CityGeometryField(null=True, spatial_index=False)

    class Meta:
        abstract = True
        indexes = [
            models.Index("thing", "id", name="%(class)s_thing"),
            models.Index("load", name="%(class)s_load"),
            *CHANGES,
            GistIndex("footprint", name="%(class)s_place", condition=PLACED),
        ]


class Parcel(Version):
    """A land parcel; `floor_area_ratio` is the greatest that is allowed."""

    unit_code = models.TextField(null=True)
    area = models.FloatField(null=True)
    floor_area_ratio = models.FloatField(null=True)
    supply = words(registers.SupplyState)
    supplied_on = models.DateField(null=True)

    class Meta(Version.Meta):
        indexes = [*Version.Meta.indexes, current("unit_code", "parcel_unit_code")]


class House(Register):
    """A building as a housing register tells it; `parcel` is a code."""

    name = models.TextField(null=True)
    house_code = models.TextField(null=True)
    parcel = models.TextField(null=True)
    address = models.TextField(null=True)
    usage = models.TextField(null=True)
    structure = models.TextField(null=True)
    year = models.SmallIntegerField(null=True)
    storeys = models.SmallIntegerField(null=True)
    storeys_below = models.SmallIntegerField(null=True)
    area_gross = models.FloatField(null=True)
    safety = words(registers.SafetyGrade)

    class Meta(Register.Meta):
        indexes = [*Register.Meta.indexes, current("house_code", "house_house_code")]


class Dwelling(Register):
    """A dwelling; `house` is a code, areas are square metres, money is yuan."""

    house = models.TextField(null=True)
    house_code = models.TextField(null=True)
    unit_code = models.TextField(null=True)
    address = models.TextField(null=True)
    unit = models.TextField(null=True)
    floor = models.SmallIntegerField(null=True)
    room = models.TextField(null=True)
    rooms = models.SmallIntegerField(null=True)
    area_gross = models.FloatField(null=True)
    area_net = models.FloatField(null=True)
    tenure = words(registers.Tenure)
    use_state = words(registers.UseState)
    safety = words(registers.SafetyGrade)
    price = models.FloatField(null=True)
    rent = models.FloatField(null=True)
    sale = words(registers.SaleState)
    sold_on = models.DateField(null=True)

    class Meta(Register.Meta):
        indexes = [
            *Register.Meta.indexes,
            current("house", "dwelling_house"),
            current("unit_code", "dwelling_unit_code"),
        ]


class Household(Register):
    """People who live together or are registered together; `dwelling` is a code."""

    dwelling = models.TextField(null=True)
    address = models.TextField(null=True)
    kind = words(registers.HouseholdKind)
    size = models.IntegerField(null=True)
    income = models.FloatField(null=True)

    class Meta(Register.Meta):
        indexes = [*Register.Meta.indexes, current("dwelling", "household_dwelling")]


class Person(Register):
    """A person, known by a keyed hash alone; `household` is a code."""

    household = models.TextField(null=True)
    birth_year = models.SmallIntegerField(null=True)
    sex = words(registers.Sex)
    hukou = words(registers.Hukou)
    resident = models.BooleanField(null=True)
    occupation = words(registers.Occupation)

    class Meta(Register.Meta):
        indexes = [*Register.Meta.indexes, current("household", "person_household")]


class Enterprise(Register):
    """An enterprise by its social credit code."""

    credit_code = models.TextField(null=True)
    name = models.TextField(null=True)
    sector = models.TextField(null=True)
    address = models.TextField(null=True)

    class Meta(Register.Meta):
        indexes = [*Register.Meta.indexes, current("credit_code", "enterprise_credit_code")]


class Workplace(Register):
    """A place of work; `enterprise` is a code."""

    enterprise = models.TextField(null=True)
    name = models.TextField(null=True)
    sector = models.TextField(null=True)
    jobs = models.IntegerField(null=True)
    address = models.TextField(null=True)

    class Meta(Register.Meta):
        indexes = [*Register.Meta.indexes, current("enterprise", "workplace_enterprise")]


class Residence(Register):
    """That a person lives or is registered at a dwelling while it is valid; both are codes."""

    person = models.TextField()
    dwelling = models.TextField()
    kind = words(registers.ResidenceKind)

    class Meta(Register.Meta):
        indexes = [
            *Register.Meta.indexes,
            current("person", "residence_person"),
            current("dwelling", "residence_dwelling"),
        ]


class Employment(Register):
    """That a person works at a workplace while it is valid; both are codes."""

    person = models.TextField()
    workplace = models.TextField()

    class Meta(Register.Meta):
        indexes = [
            *Register.Meta.indexes,
            current("person", "employment_person"),
            current("workplace", "employment_workplace"),
        ]


class CommuteFlow(Register):
    """How many commute from one zone to another, by the codes of both; a mode of its own or all together."""

    origin = models.TextField()
    destination = models.TextField()
    commuters = models.IntegerField()
    mode = words(registers.TravelMode)
    minutes = models.FloatField(null=True)
    kilometres = models.FloatField(null=True)

    class Meta(Register.Meta):
        pass
