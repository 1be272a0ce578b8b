"""Ageing and unsafe dwellings are shares of those known, and impossible years are unknown."""

from datetime import date

import pytest

from spatial.analyses.ageing_stock import Dwellings, measure_ageing
from spatial.figures import Places
from tests.columns import codes, numbers, pick, values, words

STOCK = Dwellings(
    zone=codes(0, 0, 0, 0, 0, 0),
    year=codes(1975, 1999, 2000, 2015, -1, 2999),
    safety=words("D", "C", "A", "B", "D", None),
    count=numbers(1, 2, 3, 4, 5, 6),
)


def test_bands_and_grades_are_shares_of_those_known() -> None:
    found = measure_ageing(STOCK, date(2024, 1, 1), Places(1))
    bands = ("before-1980", "1980s", "1990s", "2000s", "since-2010")
    assert [values(found, "by-age", band)[0] for band in bands] == [0.1, 0, 0.2, 0.3, 0.4]
    assert [values(found, "by-safety", grade)[0] for grade in "ABCD"] == [3 / 15, 4 / 15, 2 / 15, 6 / 15]
    assert pick(found, "by-age", "2000s").unknown[0] == 11


@pytest.mark.parametrize(("built_before", "old", "both"), [(2001, 0.6, 0.3), (1980, 0.1, 0.1)])
def test_old_and_unsafe_ones_need_both_to_be_known(built_before: int, old: float, both: float) -> None:
    found = measure_ageing(STOCK, date(2024, 1, 1), Places(1), built_before)
    assert values(found, "old")[0] == pytest.approx(old)
    assert values(found, "unsafe")[0] == 8 / 15
    assert values(found, "old-and-unsafe")[0] == pytest.approx(both)
    assert pick(found, "old-and-unsafe").unknown[0] == 11
