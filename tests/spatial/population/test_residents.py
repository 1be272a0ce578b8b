"""Households, persons, residences and employments that fit the land and each other."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from spatial.population.codes import pseudonyms
from spatial.population.plan import Plan
from spatial.population.residents import tell_people
from spatial.records import Record
from spatial.registers import (
    Dwelling,
    Employment,
    Household,
    Occupation,
    Person,
    Residence,
    ResidenceKind,
    UseState,
    Workplace,
)


def of(kind: type, records: list[Record]) -> list:  # type: ignore[type-arg]
    return [record for record in records if isinstance(record, kind)]


def test_members_are_as_many_as_the_household_says(plan: Plan, people: list[Record]) -> None:
    members = Counter(person.household for person in of(Person, people))
    households = {one.code: one.size for one in of(Household, people)}
    assert members == households and members.total() == plan.people.sum()


def test_households_live_in_the_occupied_dwellings_of_the_other_half(
    land: list[Record], people: list[Record]
) -> None:
    occupied = {one.unit_code for one in of(Dwelling, land) if one.use_state is UseState.OCCUPIED}
    assert sorted(one.dwelling for one in of(Household, people)) == sorted(occupied)


def test_a_person_resides_where_the_household_lives(people: list[Record]) -> None:
    homes = {one.code: one.dwelling for one in of(Household, people)}
    lives = {person.code: homes[person.household] for person in of(Person, people)}
    actual = {one.person: one.dwelling for one in of(Residence, people) if one.kind is ResidenceKind.ACTUAL}
    assert actual == lives
    registered = [one for one in of(Residence, people) if one.kind is ResidenceKind.REGISTERED]
    assert registered and all(one.dwelling != lives[one.person] for one in registered)


def test_each_working_person_has_one_workplace_and_no_job_two(people: list[Record]) -> None:
    jobs = {one.code: one.jobs for one in of(Workplace, people)}
    employments = of(Employment, people)
    filled = Counter(one.workplace for one in employments)
    assert all(number <= jobs[code] for code, number in filled.items())
    working = {one.code for one in of(Person, people) if one.occupation is Occupation.EMPLOYED}
    assert {one.person for one in employments} == working and len(employments) == len(working)


def test_occupation_and_dates_fit_the_age(plan: Plan, people: list[Record]) -> None:
    born = {person.code: person.birth_year for person in of(Person, people)}
    for person in of(Person, people):
        age = plan.day.year - 1 - person.birth_year
        assert age >= 18 or person.occupation in (Occupation.STUDENT, Occupation.OTHER)
        assert age >= 56 or person.occupation is not Occupation.RETIRED
    for one in [*of(Residence, people), *of(Employment, people)]:
        assert one.valid_from is not None
        assert born[one.person] <= one.valid_from.year <= plan.day.year


def test_persons_are_known_by_pseudonyms_alone(plan: Plan, people: list[Record]) -> None:
    codes = [person.code for person in of(Person, people)]
    assert sorted(codes) == sorted(pseudonyms(plan.seed, np.arange(len(codes))))


@pytest.mark.parametrize("jobs", [0, 1])
def test_a_city_with_hardly_a_job_has_people_without_work(plan: Plan, jobs: int) -> None:
    poor = replace(plan, work_building=plan.work_building[:jobs], work_jobs=plan.work_jobs[:jobs])
    told = list(tell_people(poor))
    assert len(of(Employment, told)) <= int(poor.work_jobs.sum())
    assert sum(one.occupation is Occupation.UNEMPLOYED for one in of(Person, told)) > 1000
