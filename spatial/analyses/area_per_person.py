"""How much floor area of dwellings there is for each person, by the definition of population used."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from spatial.analysis import Analysis, Ask, Codes, FromTwin, Measure, Numbers, Series, Words
from spatial.figures import Places, divide, positive, tell, unsaid
from spatial.registers import HouseholdKind, Hukou, UseState
from spatial.text import Text


class Population(StrEnum):
    """Who is counted."""

    RESIDENT = "resident"
    REGISTERED = "registered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwellings:
    """Each dwelling with its gross area (m2)."""

    zone: Codes
    use_state: Annotated[Words, UseState]
    area: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """Persons alike: `resident` is 1, 0 or -1 for unknown; `household` the kind of theirs."""

    zone: Codes
    resident: Codes
    hukou: Annotated[Words, Hukou]
    household: Annotated[Words, HouseholdKind]
    count: Numbers


def measure_area_per_person(
    dwellings: Annotated[Dwellings, FromTwin("dwellings")],
    persons: Annotated[Persons, FromTwin("persons")],
    places: Places,
    population: Annotated[
        Population,
        Ask(
            title=Text("人口口径", "Population"),
            about=Text(
                "常住人口或户籍人口", "Who lives here for half a year or longer, or who is registered here"
            ),
            choices={
                Population.RESIDENT: Text("常住人口", "resident population (常住)"),
                Population.REGISTERED: Text("户籍人口", "registered population (户籍)"),
            },
        ),
    ] = Population.RESIDENT,
    collective: Annotated[
        bool,
        Ask(
            title=Text("计入集体户", "Count collective households"),
            about=Text(
                "集体户人员住宿舍，通常不计", "Their people live in dormitories and usually are left out"
            ),
        ),
    ] = False,
) -> tuple[Series, ...]:
    """Floor area over persons by place; what is unknown of either is told apart."""
    area = positive(dwellings.area)
    habitable = dwellings.use_state != UseState.UNINHABITABLE
    floor = places.sum_known(dwellings.zone[habitable], area[habitable])
    without_area = places.sum(dwellings.zone, (habitable & np.isnan(area)).astype(float))
    if population is Population.RESIDENT:
        counted, unclear = persons.resident == 1, persons.resident == -1
    else:
        counted, unclear = persons.hukou == Hukou.LOCAL, unsaid(persons.hukou)
    asked_of = (persons.household != HouseholdKind.COLLECTIVE) | collective
    people = places.sum(persons.zone, persons.count * (counted & asked_of))
    unclear_people = places.sum(persons.zone, persons.count * (unclear & asked_of))
    standing = np.where(unclear, np.nan, persons.count * counted)
    told = places.sum_known(persons.zone[asked_of], standing[asked_of])
    return (
        divide("area-per-person", floor, told, without_area + unclear_people, people=people),
        tell("floor-area", floor, without_area),
        tell("population", told, unclear_people, people=people),
    )


ANALYSIS = Analysis(
    id="area-per-person",
    title=Text("人均住房建筑面积", "Floor area per person"),
    about=Text(
        "住房建筑面积与人口之比，注明人口口径（常住/户籍）。",
        "Gross floor area of dwellings over the population, whose definition (resident/registered) is told.",
    ),
    how=Text(
        "人均面积 = 可居住住房建筑面积之和 ÷ 人口。面积缺失、为零或为负的住房与口径不明的人员计为未知；"
        "在两个分区各有住房的人，全市计一次，不归入任何分区。",
        "Area per person = sum of the gross area of habitable dwellings / population. A dwelling whose "
        "area is missing, zero or negative and a person of unknown standing are unknown; a person at "
        "dwellings of two zones is counted once in the city and in no zone.",
    ),
    measures=(
        Measure(
            id="area-per-person",
            title=Text("人均住房建筑面积", "Floor area per person"),
            unit="m2",
            numerator=Text("住房建筑面积（m²）", "floor area of dwellings (m²)"),
            denominator=Text("人口", "persons"),
        ),
        Measure(id="floor-area", title=Text("住房建筑面积", "Floor area of dwellings"), unit="m2"),
        Measure(id="population", title=Text("人口", "Population"), unit="{count}"),
    ),
    version="1.0.1",
    run=measure_area_per_person,
    example={"population": "resident", "collective": False},
)
