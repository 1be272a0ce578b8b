"""A choice of sites gains what its sites gain at their best, and its bound holds for every choice."""

from itertools import combinations

import numpy as np
import pytest

from spatial.catchment import siting
from spatial.catchment.covering import write
from spatial.catchment.siting import Gains, check_number, check_pairs, choose_sites, find_sites, solve
from spatial.errors import RefusedError

TRAP = [(0, range(1, 7)), (1, range(4)), (2, range(4, 8))]
"""Site 0 covers six of eight points, sites 1 and 2 four each and all together: greedily one point is lost."""


def make_gains(covers: list[tuple[int, range]] = TRAP) -> Gains:
    """Gains of 1 at each point covered."""
    pairs = [(number, point) for number, points in covers for point in points]
    of, at = (np.array(column) for column in zip(*pairs, strict=True))
    return Gains(sites=len(covers), points=8, site=of, point=at, gain=np.ones(len(pairs)))


def test_the_greedy_choice_falls_into_the_trap_and_says_so() -> None:
    choice = make_gains().choose(2)
    assert (choice.sites, choice.gains) == ([0, 1], [6, 1])
    assert choice.bound >= 8 and choice.gap > 0


def test_the_best_choice_is_found_all_the_same_and_by_the_solver_alone_too() -> None:
    gains = make_gains()
    choice = choose_sites(gains, lambda: write(gains, np.ones(8)), 2, 30)
    assert (choice.sites, choice.gains, choice.gap) == ([1, 2], [4, 4], 0)
    chosen, bound = solve(3, write(gains, np.ones(8)), 2, 30)
    assert (chosen.tolist(), bound) == ([1, 2], pytest.approx(8))


def test_an_exchange_leaves_the_trap_and_the_bound_knows_it() -> None:
    gains = make_gains()
    greedy = gains.choose(2)
    exchanged = gains.exchange(greedy, 2, 30)
    assert (exchanged.sites, exchanged.gained, exchanged.gap) == ([1, 2], 8, 0)
    assert gains.exchange(greedy, 2, -1).sites == greedy.sites


def test_what_is_too_much_for_the_solver_is_not_called_optimal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(siting, "MOST_SOLVED", 5)
    gains = make_gains()
    found = find_sites(gains, lambda: write(gains, np.ones(8)), 2, -1, before=10, sign=1)
    assert (found.chosen.tolist(), found.after, found.optimal) == ([0, 1], 17, False)
    assert found.bound >= 18


def test_without_time_the_greedy_choice_stands_with_a_bound() -> None:
    random = np.random.default_rng(1)
    of, at = np.nonzero(random.random((60, 300)) < 0.05)
    gains = Gains(sites=60, points=300, site=of, point=at, gain=np.ones(len(of)))
    found = find_sites(gains, lambda: write(gains, np.ones(300)), 12, 1e-9, before=0, sign=1)
    assert found.after == gains.choose(12).gained and not found.optimal
    best = find_sites(gains, lambda: write(gains, np.ones(300)), 12, 60, before=0, sign=1)
    assert best.optimal and found.after <= best.after <= found.bound


def test_the_bound_is_no_less_than_the_best_of_all_choices() -> None:
    for seed in range(20):
        random = np.random.default_rng(seed)
        of, at = np.nonzero(random.random((8, 30)) < 0.3)
        gains = Gains(sites=8, points=30, site=of, point=at, gain=random.uniform(0, 1, len(of)))
        best = max(gains.choose(3, np.array(three)).gained for three in combinations(range(8), 3))
        choice = gains.choose(3)
        assert choice.gained <= best + 1e-9 and best <= choice.bound + 1e-9


def test_sites_that_add_nothing_are_not_chosen() -> None:
    assert make_gains([(0, range(8)), (1, range(3))]).choose(2).sites == [0]
    nowhere = Gains(sites=0, points=0, site=np.empty(0, int), point=np.empty(0, int), gain=np.empty(0))
    assert (nowhere.choose(2).sites, nowhere.choose(2).gap) == ([], 0)


def test_no_number_and_too_many_pairs_are_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="ask for 1 or more"):
        check_number(0)
    with pytest.raises(RefusedError, match="in cells"):
        check_pairs(siting.MOST_HELD + 1)
