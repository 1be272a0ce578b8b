"""Area per person divides by the population of the definition asked for, dormitories apart."""

from dataclasses import replace

import pytest

from spatial.analyses.area_per_person import Dwellings, Persons, Population, measure_area_per_person
from spatial.figures import Places
from tests.columns import NAN, codes, numbers, pick, values, words

DWELLINGS = Dwellings(
    zone=codes(0, 0, 0, 1, 1),
    use_state=words("occupied", None, "uninhabitable", "vacant", "occupied"),
    area=numbers(90, 60, 500, -5, NAN),
)
PERSONS = Persons(
    zone=codes(0, 0, 0, 0, -1),
    resident=codes(1, 0, -1, 1, 1),
    hukou=words("local", "local", None, "elsewhere", "local"),
    household=words("family", "family", "family", "collective", None),
    count=numbers(3, 1, 2, 300, 1),
)


@pytest.mark.parametrize(
    ("population", "collective", "people"),
    [
        (Population.RESIDENT, False, [3, 0, 1, 4]),
        (Population.REGISTERED, False, [4, 0, 1, 5]),
        (Population.RESIDENT, True, [303, 0, 1, 304]),
    ],
)
def test_the_definition_decides_who_is_counted(
    population: Population, collective: bool, people: list[int]
) -> None:
    found = measure_area_per_person(DWELLINGS, PERSONS, Places(2), population, collective)
    assert values(found, "population") == people
    assert values(found, "floor-area") == [150, None, 0, 150]
    assert values(found, "area-per-person") == [150 / people[0], None, 0, 150 / people[3]]


def test_unknown_areas_and_standings_are_counted_and_nobody_is_no_denominator() -> None:
    series = pick(measure_area_per_person(DWELLINGS, PERSONS, Places(2)), "area-per-person")
    assert series.unknown.tolist() == [2, 2, 0, 4]
    assert series.reasons[1] == "no-denominator"


def test_where_no_area_or_no_standing_is_known_there_is_no_figure_rather_than_nought() -> None:
    silent = replace(DWELLINGS, area=numbers(*[NAN] * 5))
    found = measure_area_per_person(silent, PERSONS, Places(2))
    assert values(found, "floor-area") == [None, None, 0, None]
    assert values(found, "area-per-person")[0] is None
    assert pick(found, "area-per-person").reasons[0] == "not-known"
    strangers = replace(PERSONS, resident=codes(*[-1] * 5))
    found = measure_area_per_person(DWELLINGS, strangers, Places(2))
    assert values(found, "population") == [None, 0, None, None]
    assert pick(found, "area-per-person").reasons == ("not-known", "no-denominator", "not-known", "not-known")
