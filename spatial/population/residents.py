"""The half of a made-up population that is people: households, persons, where they live, who they work for.

What lies in the other half is named by the codes that sources share: a dwelling by its real-estate unit code.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.random import Generator

from spatial.generator.areas import MADE_UP
from spatial.generator.chance import Floats, Whole, chance
from spatial.population.codes import pseudonyms
from spatial.population.commuting import Commutes, draw_commutes
from spatial.population.dwellings import Dwellings, draw_dwellings
from spatial.population.households import Households, draw_households
from spatial.population.people import GROWN, PENSION_MEN, PENSION_WOMEN, SCHOOL, People, draw_people
from spatial.population.places import Places, draw_places
from spatial.population.plan import Plan
from spatial.population.structures import draw_structures
from spatial.population.workplaces import tell_workplaces, workplace_code
from spatial.records import Record
from spatial.registers import (
    Employment,
    Household,
    HouseholdKind,
    Hukou,
    Occupation,
    Person,
    Residence,
    ResidenceKind,
    Sex,
)

KINDS = (HouseholdKind.FAMILY, HouseholdKind.COLLECTIVE)
SEXES = (Sex.FEMALE, Sex.MALE)
DOES = (Occupation.EMPLOYED, Occupation.UNEMPLOYED, Occupation.STUDENT, Occupation.RETIRED, Occupation.OTHER)
EMPLOYED, UNEMPLOYED, STUDENT, RETIRED, NEITHER = range(5)
LAST_STUDY = 24
REGISTERED_ELSEWHERE = 0.12
"""Of those registered in the city, who are so at another home than they live in (人户分离)."""
PASSING = 0.03
"""The share of those from elsewhere who have not been here for half a year."""
STAY, JOB = 9.0, 5.5
"""Years that people have lived or worked somewhere, on average."""
WAGE = 80_000
"""Yuan a year that the first earner of a household usually brings home."""


@dataclass(frozen=True, slots=True)
class Tract:
    """The homes, households and people of tract `number`, the codes these two bear, and of each person the
    workplace, -1 for who has none."""

    plan: Plan
    number: int
    homes: Dwellings
    households: Households
    people: People
    codes: list[str]
    persons: list[str]
    work: Whole

    def draw(self, salt: int) -> Generator:
        """A stream of random numbers of the tract's own."""
        return chance(self.plan.seed, salt, self.number)


def tell_people(plan: Plan) -> Iterator[Record]:
    """The workplaces of all tracts, then tract by tract its households, persons, their homes and jobs."""
    places = draw_places(plan)
    for number in range(plan.tracts):
        yield from tell_workplaces(plan, number)
    commutes = draw_commutes(plan, count_willing(plan))
    before_households = np.cumsum(plan.households) - plan.households
    before_people = np.cumsum(plan.people) - plan.people
    for number in range(plan.tracts):
        homes, households, people = draw_tract(plan, number)
        tract = Tract(
            plan=plan,
            number=number,
            homes=homes,
            households=households,
            people=people,
            codes=[f"H{before_households[number] + row:08d}" for row in range(households.size.size)],
            persons=pseudonyms(plan.seed, before_people[number] + np.arange(people.age.size)),
            work=choose_work(plan, number, people, commutes),
        )
        yield from tell_households(tract, places)
        yield from tell_persons(tract)
        yield from tell_residences(tract, places)
        yield from tell_employments(tract)


def draw_tract(plan: Plan, tract: int) -> tuple[Dwellings, Households, People]:
    """The homes, households and people of a tract."""
    homes = draw_dwellings(plan, tract)
    households = draw_households(plan, tract, homes, draw_structures(plan, tract))
    return homes, households, draw_people(plan, tract, households)


def count_willing(plan: Plan) -> Whole:
    """How many people of each tract work or would: all are drawn once for this, and again to be told."""
    return np.array(
        [int(draw_tract(plan, tract)[2].willing.sum()) for tract in range(plan.tracts)], dtype=np.int64
    )


def choose_work(plan: Plan, tract: int, people: People, commutes: Commutes) -> Whole:
    """The workplace of each person of the tract, -1 for who has none."""
    draw = chance(plan.seed, 153, tract)
    willing = np.flatnonzero(people.willing)
    chosen = draw.permutation(willing)[: int(commutes.working[tract])]
    work = np.full(people.age.size, -1)
    work[np.sort(chosen)] = commutes.seats(plan.seed, tract)
    return work


def tell_households(tract: Tract, places: Places) -> Iterator[Household]:
    """Each household at its home; its income grows with its members and the size of the home."""
    draw, homes, households = tract.draw(181), tract.homes, tract.households
    earners = 1 + 0.5 * (np.minimum(households.size, 4) - 1)
    income = WAGE * earners * (homes.net[households.home] / 75) ** 0.4
    income *= draw.lognormal(0, 0.45, income.size)
    rows = zip(
        tract.codes, households.home.tolist(), households.size.tolist(), households.collective.tolist(),
        np.round(income, -2).tolist(), strict=True,
    )  # fmt: skip
    for code, home, size, together, earned in rows:
        yield Household(
            code=code,
            footprint=None,
            dwelling=home_code(places, homes, home),
            kind=KINDS[together],
            size=size,
            income=None if together else earned,
            attributes=MADE_UP,
        )


def home_code(places: Places, homes: Dwellings, home: int) -> str:
    """The real-estate unit code of a home of the tract."""
    return places.unit_of(int(homes.building[home]), int(homes.place[home]))


def tell_persons(tract: Tract) -> Iterator[Person]:
    """Each person with what they do."""
    people, day = tract.people, tract.plan.day
    luck = tract.draw(182).random(people.age.size)
    rows = zip(
        tract.persons, people.household.tolist(), born(day, people.age).tolist(), people.sex.tolist(),
        people.foreign.tolist(), (people.foreign & (luck < PASSING)).tolist(),
        occupy(people, tract.work, luck).tolist(), strict=True,
    )  # fmt: skip
    for code, household, year, sex, foreign, passes, occupation in rows:
        yield Person(
            code=code,
            footprint=None,
            household=tract.codes[household],
            birth_year=year,
            sex=SEXES[sex],
            hukou=Hukou.ELSEWHERE if foreign else Hukou.LOCAL,
            resident=not passes,
            occupation=DOES[occupation],
            attributes=MADE_UP,
        )


def born(day: date, age: Whole) -> Whole:
    """The years of birth of people who had that age at the end of the year before."""
    return day.year - 1 - age


def occupy(people: People, work: Whole, luck: Floats) -> Whole:
    """What each does: work comes first, who would work has none; children learn, the old have done so."""
    pension = np.where(people.sex == 0, PENSION_WOMEN, PENSION_MEN)
    learns = (people.age >= SCHOOL) & ((people.age < GROWN) | ((people.age < LAST_STUDY) & (luck < 0.85)))
    return np.select(
        [work >= 0, people.willing, learns, people.age >= pension],
        [EMPLOYED, UNEMPLOYED, STUDENT, RETIRED],
        NEITHER,
    )


def tell_residences(tract: Tract, places: Places) -> Iterator[Residence]:
    """Where each lives and, where it is another home of the tract, is registered."""
    draw, homes, people, plan = tract.draw(183), tract.homes, tract.people, tract.plan
    many = people.age.size
    built = plan.stock.year[homes.building]
    lived = tract.households.home[people.household]
    years = draw.exponential(STAY, tract.households.size.size)[people.household]
    moved = days_before(plan.day, np.minimum(years, plan.day.year - built[lived]), people.age)
    apart = ~people.foreign & (draw.random(many) < REGISTERED_ELSEWHERE) & (people.age >= GROWN)
    other = draw.integers(0, max(built.size, 1), many)
    since = np.maximum(built[other], born(plan.day, people.age))
    rows = zip(
        tract.persons, lived.tolist(), moved.tolist(), (apart & (other != lived)).tolist(), other.tolist(),
        since.tolist(), strict=True,
    )  # fmt: skip
    for code, home, day, is_apart, register, year in rows:
        yield tell_residence(
            code, ResidenceKind.ACTUAL, home_code(places, homes, home), date.fromordinal(day)
        )
        if is_apart:
            yield tell_residence(
                code, ResidenceKind.REGISTERED, home_code(places, homes, register), date(year, 1, 1)
            )


def tell_residence(person: str, kind: ResidenceKind, dwelling: str, since: date) -> Residence:
    """One residence of a person, who has at most one of a kind."""
    return Residence(
        code=f"{person}-{kind}",
        footprint=None,
        valid_from=since,
        person=person,
        dwelling=dwelling,
        kind=kind,
        attributes=MADE_UP,
    )


def days_before(day: date, years: Floats, age: Whole) -> Whole:
    """The day (as an ordinal) so many years ago, but not before a person was of age 0."""
    ago = np.minimum(np.rint(years * 365.25), np.maximum(age * 365, 0))
    since: Whole = (day.toordinal() - ago).astype(np.int64)
    return since


def tell_employments(tract: Tract) -> Iterator[Employment]:
    """Where each working person works, and since when."""
    years = tract.draw(184).exponential(JOB, tract.work.size)
    since = days_before(tract.plan.day, years, tract.people.age - GROWN)
    for row in np.flatnonzero(tract.work >= 0).tolist():
        person = tract.persons[row]
        yield Employment(
            code=f"{person}-work",
            footprint=None,
            valid_from=date.fromordinal(int(since[row])),
            person=person,
            workplace=workplace_code(int(tract.work[row])),
            attributes=MADE_UP,
        )
