"""Sums that do not hold are found; sums of nothing are nothing."""

from dataclasses import replace

import pytest

from spatial.population.zones import Zone
from twin.population.conservation import Check, Figures, check, count, count_zones

FIGURES: Figures = {
    "population": 5, "grouped": 5, "members": 5, "households": 2, "housed": 2, "homes": 2, "dwellings": 4,
    "occupied": 2, "vacant": 1, "uninhabitable": 0, "unknown": 1, "jobs": 3, "filled": 2, "employments": 2,
    "employed": 2, "overfilled": 0,
}  # fmt: skip
ZONES = {
    "a": {"population": 4, "households": 1, "jobs": 0},
    "b": {"population": 1, "households": 1, "jobs": 3},
}


def broken(figures: Figures, controls: list[Zone]) -> list[str]:
    return [one.words for one in check(figures, ZONES, controls) if not one.holds]


def test_what_adds_up_holds() -> None:
    assert not broken(FIGURES, [Zone("a", "A", 4, 1, 0), Zone("b", "B", jobs=3), Zone("c", "C", jobs=0)])


@pytest.mark.parametrize("figure", [name for name in FIGURES if name != "jobs"])
def test_any_figure_that_is_off_breaks_a_sum(figure: str) -> None:
    assert broken({**FIGURES, figure: FIGURES[figure] + 1}, [])


def test_jobs_may_be_free_but_not_taken_twice() -> None:
    one = Check("jobs filled <= jobs", 2, 3, at_most=True)
    assert one.holds and not replace(one, one=4).holds


def test_a_control_that_was_not_met_is_named() -> None:
    assert broken(FIGURES, [Zone("a", "A", population=5)]) == ["population of zone A = as asked for"]
    assert broken(FIGURES, [Zone("c", "", jobs=1)]) == ["jobs of zone c = as asked for"]


@pytest.mark.django_db
def test_an_empty_twin_counts_nothing() -> None:
    assert set(count("generated-land", "generated-people", 2025).values()) == {0}
    assert count_zones("generated-land", "generated-people") == {}
