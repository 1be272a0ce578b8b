"""Homes and jobs are matched, empty zones left out and put back, and what cannot match is refused."""

import numpy as np
import pytest

from spatial.analysis import Numbers
from spatial.commute.margins import TOTALS, Totals, match
from spatial.errors import RefusedError

HOMES, JOBS = np.array([3.0, 0, 5]), np.array([0, 8.0])
COST = np.array([[1.0, 2], [3, 4], [5, 6]])


def test_zones_with_nothing_are_left_out_and_put_back() -> None:
    found = match(HOMES, JOBS, COST)
    assert found.cost.tolist() == [[2], [6]]
    assert found.commuters == 8
    assert found.lay_out(np.array([[3.0], [5]])).tolist() == [[0, 3], [0, 0], [0, 5]]


def test_the_factor_is_told_only_where_it_was_asked_for() -> None:
    assert match(HOMES, JOBS, COST).factor == 1
    found = match(HOMES, JOBS * 4, COST, Totals.RESCALE)
    assert found.factor == 0.25
    assert found.destinations.tolist() == [8]


def test_every_choice_has_its_words() -> None:
    assert set(TOTALS) == set(Totals)


@pytest.mark.parametrize(
    ("homes", "jobs", "sentence"),
    [
        (HOMES, np.array([0.0, 9]), "8 commuters by home and 9 by job"),
        (HOMES * np.nan, JOBS, "The homes of zone 0 are nan"),
        (HOMES, np.array([-1.0, 9]), "The jobs of zone 0 are -1"),
        (HOMES, np.array([1.0, np.inf]), "The jobs of zone 1 are inf"),
        (HOMES * 0, JOBS, "There are no homes in any zone"),
        (HOMES[:2], JOBS, "The costs are 3 x 2 for 2 zones of homes"),
    ],
)
def test_what_cannot_match_is_refused_by_a_sentence(homes: Numbers, jobs: Numbers, sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        match(homes, jobs, COST)
