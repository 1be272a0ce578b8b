"""Floating catchments give what papers and other programs give, and hand out all supply once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spatial.analysis import Numbers
from spatial.catchment.cost_matrix import CostMatrix
from spatial.catchment.decay import LUO_QI, Decay, Gaussian, GaussianToZero, Rings, alike
from spatial.catchment.floating import Access, share_supply, share_supply_by_choice
from spatial.catchment.straight_line import StraightLine
from spatial.errors import RefusedError
from tests.columns import NAN, numbers
from tests.spatial.catchment.belo_horizonte import read_belo_horizonte

CELLS = ["89a88cdb57bffff", "89a88cdb597ffff", "89a88cdb5b3ffff", "89a88cdb5cfffff", "89a88cd909bffff"]
FCA = np.arange(1.0, 25.0).reshape(4, 6)
"""The matrix of the tests of github.com/egrueebler/fca, its 4 populations as rows."""
GRIDLOCK = np.array([[1.0, 80, 40], [80, 1, 40], [40, 40, 1]])
"""Scenario 0 of the hospital example of github.com/pysal/access: homes as rows."""
SHARES = [share_supply, share_supply_by_choice]
DECAYS = [alike, Rings((400, 800), (1, 0.5)), Gaussian(300), GaussianToZero(1000)]


def inverse(cost: Numbers) -> Numbers:
    """The gravity weight of power -1."""
    return 1 / cost


def itself(cost: Numbers) -> Numbers:
    """Costs that are weights already."""
    return cost


def scatter(seed: int = 3) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Demand and facilities in a square of 5 km, with people and beds."""
    random = np.random.default_rng(seed)
    demand, facilities = random.uniform(0, 5000, (2000, 2)), random.uniform(0, 5000, (40, 2))
    return demand, facilities, random.integers(0, 9, 2000) * 1.0, random.integers(0, 50, 40) * 1.0


def handed_out(access: Access, population: Numbers) -> float:
    """Σ P A over the demand that has an accessibility."""
    return float(np.nansum(np.nan_to_num(population) * access.accessibility))


def test_belo_horizonte_within_45_minutes(sample: Callable[[str], Path]) -> None:
    city = read_belo_horizonte(sample)
    access = share_supply(CostMatrix(city.minutes, 45), city.population, city.jobs)
    assert float(np.nansum(access.accessibility)) == pytest.approx(425.568969, abs=5e-7)
    five = access.accessibility[city.find(CELLS)]
    assert five.round(4).tolist() == [0.3329, 0.3135, 0.4034, 0.5652, 0.3455]
    assert handed_out(access, city.population) == pytest.approx(496088, rel=1e-12)
    assert access.reachable_supply == 496088


@pytest.mark.parametrize(
    ("share", "limit", "decay", "jobs", "schools"),
    [
        (share_supply, 30, LUO_QI, 445.5765606422548, 0.15653542990377114),
        (share_supply, 60, Gaussian(20), 425.6329051983415, 0.15796886585375253),
        (share_supply_by_choice, 60, Gaussian(20), 451.11748072716114, 0.15929140070758216),
        (share_supply_by_choice, 30, LUO_QI, 500.5554402648856, 0.16077981626442056),
    ],
)
def test_the_other_measures_of_belo_horizonte_are_those_of_access(
    sample: Callable[[str], Path], share: Any, limit: float, decay: Decay, jobs: float, schools: float
) -> None:
    """The sums that access 1.1.10.post3 gives."""
    city = read_belo_horizonte(sample)
    for supply, wanted in ((city.jobs, jobs), (city.schools, schools)):
        access = share(CostMatrix(city.minutes, limit), city.population, supply, decay)
        assert float(np.nansum(access.accessibility)) == pytest.approx(wanted, rel=1e-12)
        assert handed_out(access, city.population) == pytest.approx(supply.sum(), rel=1e-12)


@pytest.mark.parametrize("decay", DECAYS)
@pytest.mark.parametrize("share", SHARES)
def test_the_figures_are_those_of_the_formula_over_all_pairs(share: Any, decay: Decay) -> None:
    demand, facilities, people, beds = scatter()
    distance = np.hypot(*(demand[:, None] - facilities).transpose(2, 0, 1))
    weights = np.where(distance <= 1000, decay(distance.ravel()).reshape(distance.shape), 0)
    if share is share_supply_by_choice:
        total = weights.sum(axis=1, keepdims=True)
        weights = np.divide(weights**2, total, out=np.zeros(weights.shape), where=total > 0)
    wanted = weights @ (beds / (people @ weights))
    access = share(StraightLine(demand, facilities, 1000), people, beds, decay)
    assert access.accessibility.tolist() == pytest.approx(wanted.tolist(), rel=1e-11)
    assert access.out_of_reach.tolist() == np.flatnonzero(weights.sum(axis=1) == 0).tolist()


def test_five_cells_of_belo_horizonte_among_themselves() -> None:
    """The figures of the tests of github.com/ipeaGIT/accessibility."""
    minutes = np.array(
        [
            [5.8, 47, 48, 47, 64],
            [45, 5.8, 13, 41, 70],
            [44, 13, 5.8, 42, 67],
            [43, 43, 49, 5.8, 58],
            [60, 70, 68, 64, 5.8],
        ]
    )
    people, jobs = numbers(852, 394, 1969, 2189, 0), numbers(82, 308, 100, 109, 0)
    access = share_supply(CostMatrix(minutes, 45), people, jobs)
    assert access.accessibility.round(4).tolist() == [0.0152, 0.1491, 0.1491, 0.1068, 0]


def test_the_example_of_the_package_fca() -> None:
    people, beds = np.arange(1.0, 5.0), np.arange(1.0, 7.0)
    access = share_supply(CostMatrix(FCA), people, beds)
    assert access.accessibility.tolist() == pytest.approx([2.1] * 4)
    chosen = share_supply_by_choice(CostMatrix(FCA), people, beds, itself)
    assert chosen.accessibility.tolist() == pytest.approx(
        [0.6686168, 1.3565093, 2.0921208, 2.8355005], rel=1e-7
    )


def test_the_hospital_example_of_the_package_access() -> None:
    people, doctors = numbers(100, 50, 10), numbers(15, 20, 100)
    access = share_supply(CostMatrix(GRIDLOCK, 61), people, doctors, inverse)
    assert access.accessibility.tolist() == pytest.approx(
        [0.3314441170, 0.5798281321, 7.2864181699], abs=1e-10
    )


@pytest.mark.parametrize("decay", DECAYS)
@pytest.mark.parametrize("share", SHARES)
def test_all_supply_that_anybody_reaches_is_handed_out_once(share: Any, decay: Decay) -> None:
    demand, facilities, people, beds = scatter()
    people[::7], beds[::5] = NAN, NAN
    access = share(StraightLine(demand, facilities, 1000), people, beds, decay)
    assert access.reachable_supply == np.nansum(beds) > 0
    assert handed_out(access, people) == pytest.approx(access.reachable_supply, rel=1e-12)


@pytest.mark.parametrize("share", SHARES)
def test_the_block_size_changes_no_bit(share: Any) -> None:
    demand, facilities, people, beds = scatter()
    found = [
        share(StraightLine(demand, facilities, 1000, pairs), people, beds, Gaussian(300)).accessibility
        for pairs in (1, 777, 1 << 20)
    ]
    assert found[0].tobytes() == found[1].tobytes() == found[2].tobytes()


@pytest.mark.parametrize("share", SHARES)
def test_scale_and_labels_change_nothing(share: Any) -> None:
    demand, facilities, people, beds = scatter()
    once = share(StraightLine(demand, facilities, 1000), people, beds, Gaussian(300)).accessibility
    rows, columns = np.random.default_rng(1).permutation(2000), np.random.default_rng(2).permutation(40)
    again = share(
        StraightLine(demand[rows] * 7, facilities[columns] * 7, 7000),
        people[rows] * 3,
        beds[columns] * 6,
        Gaussian(2100),
    )
    assert again.accessibility.tolist() == pytest.approx((once[rows] * 2).tolist(), rel=1e-10)


def test_choice_among_alike_facilities_halves_and_one_alone_is_two_steps() -> None:
    people, beds = numbers(10, 20), numbers(5)
    alone = CostMatrix(np.array([[1.0], [2.0]]))
    two, three = (
        share_supply(alone, people, beds, inverse),
        share_supply_by_choice(alone, people, beds, inverse),
    )
    assert two.accessibility.tolist() == three.accessibility.tolist()
    pair = share_supply_by_choice(CostMatrix(np.ones((1, 2))), numbers(10), numbers(5, 5), alike)
    assert pair.accessibility.tolist() == [1.0]


def test_rings_of_luo_and_qi_worked_by_hand() -> None:
    minutes = np.array([[10.0, 31], [10.5, 20], [30, 30.5]])
    access = share_supply(CostMatrix(minutes), numbers(100, 100, 100), numbers(19, 6.8), LUO_QI)
    assert access.ratio.tolist() == pytest.approx([0.1, 0.1])
    assert access.accessibility.tolist() == pytest.approx([0.1, 0.136, 0.022])


def test_what_has_no_value_is_told_with_its_reason() -> None:
    off = np.inf
    minutes = np.array(
        [
            [1, off, off, off, NAN],
            [off, 1, off, off, NAN],
            [off, off, 1, off, NAN],
            [1, off, 1, off, NAN],
            [off, off, off, off, NAN],
            [NAN] * 5,
        ]
    )
    access = share_supply(CostMatrix(minutes, 5), numbers(10, 0, 10, 10, 10, 10), numbers(4, 5, NAN, 0, 7))
    assert access.accessibility.tolist() == pytest.approx([0.2, NAN, NAN, 0.2, 0, NAN], nan_ok=True)
    assert access.ratio.tolist() == pytest.approx([0.2, NAN, NAN, 0, NAN], nan_ok=True)
    assert access.unserving.tolist() == [1]
    assert access.capacity_unknown.tolist() == [2]
    assert access.facilities_unplaced.tolist() == [4]
    assert access.undefined.tolist() == [1, 2]
    assert access.understated.tolist() == [3]
    assert access.out_of_reach.tolist() == [4]
    assert access.demand_unplaced.tolist() == [5]
    assert access.reachable_supply == 4


def test_people_not_known_count_as_nobody_and_are_told() -> None:
    access = share_supply(CostMatrix(np.ones((2, 1))), numbers(NAN, 10), numbers(5))
    assert access.population_unknown.tolist() == [0]
    assert access.accessibility.tolist() == [0.5, 0.5]


def test_an_empty_city_has_nothing_to_tell() -> None:
    nothing = share_supply(StraightLine(np.empty((0, 2)), np.empty((0, 2)), 10), numbers(), numbers())
    assert (len(nothing.accessibility), len(nothing.ratio), nothing.reachable_supply) == (0, 0, 0)
    lonely = share_supply(StraightLine(np.empty((0, 2)), np.zeros((1, 2)), 10), numbers(), numbers(3))
    assert lonely.unserving.tolist() == [0]


@pytest.mark.parametrize(
    ("people", "beds", "told"),
    [
        ([1, -1], [1], "population at index 1 is -1"),
        ([1, 1], [np.inf], "capacity at index 0 is inf"),
        ([1], [1], "2 places and 1 values of population"),
    ],
)
def test_amounts_that_cannot_be_are_refused_by_a_sentence(
    people: list[float], beds: list[float], told: str
) -> None:
    with pytest.raises(RefusedError, match=told):
        share_supply(CostMatrix(np.ones((2, 1))), numbers(*people), numbers(*beds))


def test_weights_that_cannot_be_are_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match="holds for every cost, 0 too"), np.errstate(divide="ignore"):
        share_supply(CostMatrix(np.zeros((1, 1))), numbers(1), numbers(1), inverse)
