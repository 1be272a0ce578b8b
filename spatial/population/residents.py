"""The half of a made-up population that is people: households, persons, where they live, who they work for.

What lies in the other half is named by the codes that sources share: a dwelling by its real-estate unit code.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

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
LONGEST_STAY, LONGEST_JOB = 9.0, 5.5
"""Years that people live or work somewhere on average."""


def tell_people(plan: Plan) -> Iterator[Record]:
    """The workplaces of all tracts, then tract by tract its households, persons, their homes and jobs."""
    places = draw_places(plan)
    for tract in range(plan.tracts):
        yield from tell_workplaces(plan, tract)
    commutes = draw_commutes(plan, count_willing(plan))
    before_households = np.cumsum(plan.households) - plan.households
    before_people = np.cumsum(plan.people) - plan.people
    for tract in range(plan.tracts):
        homes, households, people = draw_tract(plan, tract)
        codes = [f"H{int(before_households[tract]) + row:08d}" for row in range(households.size.size)]
        persons = pseudonyms(plan.seed, before_people[tract] + np.arange(people.age.size))
        work = choose_work(plan, tract, people, commutes)
        yield from tell_households(plan, tract, homes, households, codes, places)
        yield from tell_persons(plan, tract, people, work, codes, persons)
        yield from tell_residences(plan, tract, homes, households, people, persons, places)
        yield from tell_employments(plan, tract, people, work, persons)


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


def tell_households(
    plan: Plan, tract: int, homes: Dwellings, households: Households, codes: list[str], places: Places
) -> Iterator[Household]:
    """Each household at its home; its income grows with its members and the size of the home."""
    draw = chance(plan.seed, 181, tract)
    many = households.size.size
    earners = 1 + 0.5 * (np.minimum(households.size, 4) - 1)
    income = 80_000 * earners * (homes.net[households.home] / 75) ** 0.4 * draw.lognormal(0, 0.45, many)
    rows = zip(
        codes, households.home.tolist(), households.size.tolist(), households.collective.tolist(),
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


def tell_persons(
    plan: Plan, tract: int, people: People, work: Whole, codes: list[str], persons: list[str]
) -> Iterator[Person]:
    """Each person with what they do."""
    luck = chance(plan.seed, 182, tract).random(people.age.size)
    does = occupy(people, work, luck)
    passing = people.foreign & (luck < PASSING)
    rows = zip(
        persons, people.household.tolist(), (plan.day.year - 1 - people.age).tolist(), people.sex.tolist(),
        people.foreign.tolist(), passing.tolist(), does.tolist(), strict=True,
    )  # fmt: skip
    for code, household, born, sex, foreign, passes, occupation in rows:
        yield Person(
            code=code,
            footprint=None,
            household=codes[household],
            birth_year=born,
            sex=SEXES[sex],
            hukou=Hukou.ELSEWHERE if foreign else Hukou.LOCAL,
            resident=not passes,
            occupation=DOES[occupation],
            attributes=MADE_UP,
        )


def occupy(people: People, work: Whole, luck: Floats) -> Whole:
    """What each does: work comes first, who would work has none; children learn, the old have done so."""
    pension = np.where(people.sex == 0, PENSION_WOMEN, PENSION_MEN)
    learns = (people.age >= SCHOOL) & ((people.age < GROWN) | ((people.age < LAST_STUDY) & (luck < 0.85)))
    return np.select(
        [work >= 0, people.willing, learns, people.age >= pension],
        [EMPLOYED, UNEMPLOYED, STUDENT, RETIRED],
        NEITHER,
    )


def tell_residences(
    plan: Plan,
    tract: int,
    homes: Dwellings,
    households: Households,
    people: People,
    persons: list[str],
    places: Places,
) -> Iterator[Residence]:
    """Where each lives and, where it is another home of the tract, is registered."""
    draw = chance(plan.seed, 183, tract)
    many, stock = people.age.size, plan.stock
    built = stock.year[homes.building[households.home]]
    years = draw.exponential(LONGEST_STAY, households.size.size)
    since = days_before(plan.day, np.minimum(years, plan.day.year - built)[people.household], people.age)
    apart = ~people.foreign & (draw.random(many) < REGISTERED_ELSEWHERE) & (people.age >= GROWN)
    other = draw.integers(0, max(homes.place.size, 1), many).tolist()
    lived = households.home[people.household].tolist()
    for row, (code, home) in enumerate(zip(persons, lived, strict=True)):
        moved = date.fromordinal(int(since[row]))
        yield Residence(
            code=f"{code}-A",
            footprint=None,
            valid_from=moved,
            person=code,
            dwelling=home_code(places, homes, home),
            kind=ResidenceKind.ACTUAL,
            attributes=MADE_UP,
        )
        if apart[row] and other[row] != home:
            yield Residence(
                code=f"{code}-R",
                footprint=None,
                valid_from=date(
                    max(
                        int(stock.year[homes.building[other[row]]]), plan.day.year - 1 - int(people.age[row])
                    ),
                    1,
                    1,
                ),
                person=code,
                dwelling=home_code(places, homes, other[row]),
                kind=ResidenceKind.REGISTERED,
                attributes=MADE_UP,
            )


def days_before(day: date, years: Floats, age: Whole) -> Whole:
    """The day (as an ordinal) so many years ago, but not before a person was born."""
    ago = np.minimum(np.rint(years * 365.25), np.maximum(age * 365, 0))
    since: Whole = (day.toordinal() - ago).astype(np.int64)
    return since


def tell_employments(
    plan: Plan, tract: int, people: People, work: Whole, persons: list[str]
) -> Iterator[Employment]:
    """Where each working person works, and since when."""
    years = chance(plan.seed, 184, tract).exponential(LONGEST_JOB, work.size)
    since = days_before(plan.day, years, np.maximum(people.age - GROWN, 0))
    for row in np.flatnonzero(work >= 0).tolist():
        yield Employment(
            code=f"{persons[row]}-E",
            footprint=None,
            valid_from=date.fromordinal(int(since[row])),
            person=persons[row],
            workplace=workplace_code(int(work[row])),
            attributes=MADE_UP,
        )
