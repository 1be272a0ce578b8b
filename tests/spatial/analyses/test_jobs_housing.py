"""Jobs and homes are balanced zone by zone, as worked by hand."""

import numpy as np
import pytest

from spatial.analyses.jobs_housing import Workplaces, measure_balance
from spatial.analysis import Reason
from spatial.figures import Places
from tests.columns import NAN, codes, numbers, pick, values
from tests.trips import publish, register

JOBS = Workplaces(zone=codes(0, 1, 1, -1), jobs=numbers(90, 30, NAN, 5))


def test_published_flows_give_ratios_and_shares_as_worked_by_hand() -> None:
    found = measure_balance(publish([[60, 20], [10, 30]]), None, Places(2))
    assert values(found, "jobs-housing-ratio") == [70 / 80, 50 / 40, None, 1]
    assert values(found, "self-containment") == [60 / 80, 30 / 40, None, 90 / 120]
    assert values(found, "self-sufficiency") == [60 / 70, 30 / 50, None, 90 / 120]
    assert pick(found, "jobs-housing-ratio").people is None


def test_who_works_outside_counts_below_the_line() -> None:
    asked = publish([[60, 20, 0], [10, 30, 40], [0, 0, 0]], zones=2)
    assert values(measure_balance(asked, None, Places(2)), "self-containment")[1] == 30 / 80


def test_of_the_registers_who_works_nowhere_known_is_unknown_and_jobs_are_the_workplaces() -> None:
    found = measure_balance(register((0, 0, 30), (0, 1, 10), (0, -1, 20), (1, 0, 5)), JOBS, Places(2))
    assert values(found, "jobs-housing-ratio") == [90 / 60, 30 / 5, None, 125 / 65]
    contained = pick(found, "self-containment")
    assert contained.value.tolist()[0] == 30 / 40
    assert contained.unknown.tolist() == [20, 0, 0, 20]
    assert pick(found, "jobs").unknown.tolist() == [0, 1, 0, 1]
    people = contained.people
    assert people is not None and people.tolist() == [40, 5, 0, 45]


def test_a_city_without_zones_has_a_ratio_and_no_shares() -> None:
    found = measure_balance(register((-1, -1, 40)), JOBS, Places(0))
    assert values(found, "jobs-housing-ratio")[-1] == pytest.approx(125 / 40)
    assert pick(found, "self-containment").reasons[-1] == Reason.NO_ZONES


def test_labels_change_nothing_and_the_zones_make_up_the_city() -> None:
    random = np.random.default_rng(5)
    matrix = random.integers(0, 50, (6, 6)).astype(float)
    order = random.permutation(6)
    one = values(measure_balance(publish(matrix.tolist()), None, Places(6)), "self-containment")
    asked = publish(matrix[np.ix_(order, order)].tolist())
    other = values(measure_balance(asked, None, Places(6)), "self-containment")
    assert [one[at] for at in order] == other[:6] and one[-1] == other[-1]
