"""The demand of an analysis is dwellings, people of an age, or the things of a layer."""

import pytest

from spatial.catchment.demand import Age, Demand, DemandAsked, Dwellings, People
from spatial.figures import Places
from spatial.points import Points
from tests.columns import codes, numbers

PEOPLE = People(
    zone=codes(0, 0, 1, -1, 0),
    x=numbers(1, 1, 2, 3, 1),
    y=numbers(1, 1, 2, 3, 1),
    age=codes(1, 9, 8, -1, -1),
    count=numbers(5, 6, 7, 2, 1),
)


def test_dwellings_are_points_of_no_kind() -> None:
    homes = Dwellings(zone=codes(0, 1), x=numbers(1, 2), y=numbers(3, 4), count=numbers(10, 20))
    asked = DemandAsked(dwellings=homes, people=None, others=None)
    points = asked.choose()
    assert points.count.tolist() == [10, 20] and points.kind.tolist() == [-1, -1]
    assert asked.persons(points.count) is None
    assert asked.count_ageless(Places(2)).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("age", "counts"),
    [
        (Age.ALL, [5, 6, 7, 2, 1]),
        (Age.TODDLERS, [5]),
        (Age.SIXTY, [6, 7]),
        (Age.EIGHTY, [6]),
        (Age.JUNIOR, []),
    ],
)
def test_people_are_those_of_the_age_and_who_tells_none_is_counted_apart(
    age: Age, counts: list[float]
) -> None:
    asked = DemandAsked(dwellings=None, people=PEOPLE, others=None, demand=Demand.PEOPLE, age=age)
    points = asked.choose()
    assert points.count.tolist() == counts
    assert asked.persons(points.count) is points.count
    assert asked.count_ageless(Places(2)).tolist() == ([0] * 4 if age is Age.ALL else [1, 0, 2, 3])


def test_the_things_of_a_layer_are_taken_as_they_are() -> None:
    points = Points(zone=codes(0), x=numbers(1), y=numbers(1), count=numbers(8), kind=codes(0))
    assert DemandAsked(dwellings=None, people=None, others=points, demand=Demand.LAYER).choose() is points
