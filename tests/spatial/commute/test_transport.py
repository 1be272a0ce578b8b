"""The cheapest and dearest assignment agree with a worked table and with another solver."""

import numpy as np
import pytest

from spatial.analysis import Numbers
from spatial.commute.margins import match
from spatial.commute.transport import find_least, find_most
from spatial.errors import RefusedError

POWERCO = np.array([[8.0, 6, 10, 9], [9, 12, 13, 7], [14, 9, 16, 5]])
SUPPLY, DEMAND = np.array([35.0, 50, 40]), np.array([45.0, 20, 30, 30])


def solve_by_program(origins: Numbers, destinations: Numbers, cost: Numbers) -> float:
    """The least total cost, by scipy's linear programming (HiGHS)."""
    from scipy.optimize import linprog

    rows, columns = cost.shape
    sides = np.vstack([np.kron(np.eye(rows), np.ones(columns)), np.kron(np.ones(rows), np.eye(columns))])
    bounds = [(0, 0 if np.isinf(each) else None) for each in cost.ravel()]
    done = linprog(
        np.nan_to_num(cost, posinf=0).ravel(),
        A_eq=sides,
        b_eq=np.append(origins, destinations),
        bounds=bounds,
        method="highs",
    )
    assert done.status == 0, done.message
    return float(done.fun)


def test_powerco_ships_for_1020_as_winston_works_it() -> None:
    margins = match(SUPPLY, DEMAND, POWERCO)
    assert find_least(margins) * margins.commuters == pytest.approx(1020, rel=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_random_cities_agree_with_linear_programming(seed: int) -> None:
    random = np.random.default_rng(seed)
    origins, destinations = random.integers(1, 50, 30).astype(float), random.integers(1, 50, 30).astype(float)
    destinations *= origins.sum() / destinations.sum()
    cost = random.uniform(0, 40, (30, 30))
    margins = match(origins, destinations, cost)
    total = margins.commuters
    assert find_least(margins) == pytest.approx(solve_by_program(origins, destinations, cost) / total)
    assert find_most(margins) == pytest.approx(-solve_by_program(origins, destinations, -cost) / total)


@pytest.mark.parametrize("seed", range(5))
def test_pairs_without_a_way_are_used_by_nobody(seed: int) -> None:
    random = np.random.default_rng(seed)
    origins = random.integers(1, 50, 30).astype(float)
    cost = np.where(random.random((30, 30)) < 0.7, np.inf, random.uniform(1, 40, (30, 30)))
    np.fill_diagonal(cost, 30)
    margins = match(origins, origins, cost)
    total = margins.commuters
    assert find_least(margins) == pytest.approx(solve_by_program(origins, origins, cost) / total)
    assert find_most(margins) == pytest.approx(
        -solve_by_program(origins, origins, np.where(np.isinf(cost), cost, -cost)) / total
    )


def test_a_zone_that_reaches_no_job_is_refused_by_a_sentence() -> None:
    cost = np.array([[1, 2.0], [np.inf, np.inf]])
    with pytest.raises(RefusedError, match="At least 4 commuters have no way to any job"):
        find_least(match(np.array([3.0, 4]), np.array([3.0, 4]), cost))


def test_jobs_too_few_within_reach_are_refused_by_a_sentence() -> None:
    cost = np.array([[1, np.inf], [1, 1.0]])
    with pytest.raises(RefusedError, match="leave those zones out"):
        find_most(match(np.array([3.0, 4]), np.array([2.0, 5]), cost))


def test_no_way_at_all_is_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="No job can be reached from any home"):
        find_least(match(np.array([3.0]), np.array([3.0]), np.array([[np.inf]])))
