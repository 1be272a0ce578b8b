"""What is not known of a building is settled by what is known around it, and told."""

from datetime import date

import numpy as np

from spatial.population.settling import settle_storeys, settle_uses, settle_years
from spatial.population.uses import APARTMENTS, HOUSE, INDUSTRIAL, OTHER, OUTBUILDING, USES

NAN = np.nan


def test_an_unknown_building_is_what_its_size_and_its_neighbours_make_likely() -> None:
    told: dict[str, str] = {}
    near, far = [[10.0, 10.0]], [[5000.0, 10.0]]
    words = [(None, None)] * 4 + [("industrial", None)] * 3 + [(None, None)]
    place = np.array(near * 4 + far * 4)
    area = np.array([20.0, 120.0, 700.0, 5000.0, 900.0, 900.0, 900.0, 700.0])
    storeys = np.array([NAN, NAN, NAN, 1, NAN, NAN, NAN, NAN])
    use = settle_uses(words, place, area, storeys, told)
    expected = [OUTBUILDING, HOUSE, APARTMENTS, OTHER, *[INDUSTRIAL] * 3, OTHER]
    assert [USES[index] for index in use] == expected
    assert (
        told["USE_SETTLED"].startswith("5 buildings of unknown use") and "2 as other" in told["USE_SETTLED"]
    )


def test_storeys_come_from_the_source_then_a_measured_height_then_the_median_of_the_use() -> None:
    told: dict[str, str] = {}
    use = np.array([USES.index(APARTMENTS)] * 4 + [USES.index(HOUSE)])
    storeys = np.array([5, 9, NAN, NAN, NAN])
    height = np.array([NAN, NAN, 21.2, NAN, NAN])
    assert settle_storeys(use, storeys, height, told).tolist() == [5, 9, 7, 7, 2]
    assert "1 apartments 7, 1 house 2 as usual" in told["STOREYS_SETTLED"]


def test_years_that_are_known_stand_and_the_others_lie_in_the_past() -> None:
    told: dict[str, str] = {}
    year = np.where(np.arange(100) % 2, NAN, 1990.0)
    place = np.stack([np.arange(100) * 100.0, np.zeros(100)], axis=1)
    settled = settle_years(np.zeros(100, dtype=int), np.full(100, 5), place, year, date(2025, 1, 1), 1, told)
    assert (settled[::2] == 1990).all()
    assert settled[1::2].min() >= 1949 and settled[1::2].max() <= 2024 and np.unique(settled).size > 10
    assert "50 buildings" in told["YEAR_SETTLED"]


def test_where_all_is_known_nothing_is_told() -> None:
    told: dict[str, str] = {}
    one = np.ones(1)
    use = settle_uses([("house", None)], np.zeros((1, 2)), one, one, told)
    settle_storeys(use, one, one, told)
    settle_years(use, one.astype(int), np.zeros((1, 2)), one * 2000, date(2025, 1, 1), 1, told)
    assert not told
