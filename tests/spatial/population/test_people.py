"""Families whose ages fit together, in a pyramid like a city's."""

import numpy as np
import pytest

from spatial.population.people import OLDEST_PARENT, YOUNGEST_PARENT, People
from spatial.population.plan import Plan
from spatial.population.residents import draw_tract


@pytest.fixture(scope="module")
def drawn(plan: Plan) -> list[People]:
    return [draw_tract(plan, tract)[2] for tract in range(plan.tracts)]


def test_parents_are_eighteen_to_forty_five_years_older_than_their_children(drawn: list[People]) -> None:
    children = 0
    for people in drawn:
        child = np.flatnonzero(people.born_to >= 0)
        gap = people.age[people.born_to[child]] - people.age[child]
        assert gap.min() >= YOUNGEST_PARENT and gap.max() <= OLDEST_PARENT
        assert (people.household[people.born_to[child]] == people.household[child]).all()
        children += child.size
    assert children > 1000


def test_every_member_of_a_tract_is_drawn(plan: Plan, drawn: list[People]) -> None:
    assert [people.age.size for people in drawn] == plan.people.tolist()


def test_the_pyramid_is_a_city_s(drawn: list[People]) -> None:
    age = np.concatenate([people.age for people in drawn])
    sex = np.concatenate([people.sex for people in drawn])
    assert 0.13 < (age < 15).mean() < 0.20 and 0.15 < (age >= 60).mean() < 0.24
    assert 0.48 < sex.mean() < 0.54 and age.max() <= 100
    assert (np.histogram(age, np.arange(0, 90, 10))[0] > 0.03 * age.size).all()


def test_children_do_not_work(drawn: list[People]) -> None:
    assert all(people.age[people.willing].min() >= 18 for people in drawn)
