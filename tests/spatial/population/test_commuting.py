"""Who works where: every seat is taken once, no job twice, and most work near home."""

import numpy as np
import pytest

from spatial.population.commuting import Commutes, draw_commutes, pull, shuffle
from spatial.population.plan import Plan
from spatial.population.residents import count_willing


@pytest.fixture(scope="module")
def commutes(plan: Plan) -> Commutes:
    return draw_commutes(plan, count_willing(plan))


def test_all_seats_together_fill_each_workplace_as_planned(plan: Plan, commutes: Commutes) -> None:
    seats = np.concatenate([commutes.seats(plan.seed, tract) for tract in range(plan.tracts)])
    taken = np.bincount(seats, minlength=plan.work_jobs.size)
    assert taken.tolist() == commutes.filled.tolist()
    assert (taken <= plan.work_jobs).all() and taken.sum() == commutes.working.sum()


def test_no_more_work_than_would(plan: Plan, commutes: Commutes) -> None:
    assert (commutes.working <= count_willing(plan)).all()


def test_jobs_near_by_draw_more_than_jobs_far_away(plan: Plan) -> None:
    drawn = pull(plan)
    assert (np.diag(drawn)[:, None] >= drawn * 0.999).mean() > 0.9


@pytest.mark.parametrize("number", [1, 2, 3, 12, 97, 5040])
def test_seats_are_shuffled_one_to_one(number: int) -> None:
    assert sorted(shuffle(5, 2, number, np.arange(number)).tolist()) == list(range(number))


def test_a_city_without_jobs_has_nobody_at_work(plan: Plan) -> None:
    commutes = draw_commutes(plan, np.zeros(plan.tracts, dtype=np.int64))
    assert not commutes.working.any() and commutes.seats(1, 0).size == 0
