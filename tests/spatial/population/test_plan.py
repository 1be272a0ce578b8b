"""The plan gives each building what it can hold, tract by tract, and nothing is lost on the way."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import shapely

from spatial.population.land import tell_land
from spatial.population.plan import Plan, draw_plan, split
from spatial.population.residents import tell_people
from spatial.population.stock import Line, gather
from spatial.population.uses import HOUSE, OUTBUILDING, USES
from spatial.population.zones import LARGEST, Zone
from tests.spatial.population.conftest import DAY


def test_tracts_and_zones_and_the_city_have_the_same_sums(plan: Plan) -> None:
    zones = len(plan.zones)
    for tracts, totals in (
        (plan.households, plan.totals.households),
        (plan.people, plan.totals.population),
        (plan.sums(plan.jobs), plan.totals.jobs),
    ):
        assert np.bincount(plan.zone_of, tracts, zones).tolist() == totals.tolist()
    assert plan.work_jobs.sum() == plan.jobs.sum()


def test_no_tract_has_more_households_than_homes_nor_people_than_they_can_be(plan: Plan) -> None:
    assert (plan.households <= plan.sums(plan.homes)).all()
    assert (plan.people >= plan.households).all() and (plan.people <= plan.households * LARGEST).all()


def test_workplaces_share_the_jobs_of_their_building(plan: Plan) -> None:
    shared = np.bincount(plan.work_building, plan.work_jobs, plan.jobs.size)
    assert shared.tolist() == plan.jobs.tolist() and plan.work_jobs.min() >= 1


def test_nobody_lives_in_a_shed_and_houses_hold_few(plan: Plan) -> None:
    assert not plan.homes[plan.stock.use == USES.index(OUTBUILDING)].any()
    assert plan.homes[plan.stock.use == USES.index(HOUSE)].max() <= HOUSE.most


def test_controls_are_met_to_the_unit(lines: list[Line], zones: list[Zone]) -> None:
    stock = gather(lines, DAY, 1)
    asked = [replace(zones[0], population=1234, households=500, jobs=777), *zones[1:]]
    plan = draw_plan(stock, asked, 9000, DAY, 1)
    own = plan.zone_of == 0
    assert (plan.people[own].sum(), plan.households[own].sum()) == (1234, 500)
    assert plan.jobs[plan.stock.zone == 0].sum() == 777 and plan.people.sum() == 9000


def test_the_order_of_the_buildings_in_the_file_does_not_scatter_tracts(plan: Plan) -> None:
    assert (np.diff(plan.stock.zone) >= 0).all()
    assert split(np.array([0, 0, 0, 1, 1]), np.array([3000, 3000, 3000, 1, 1])).tolist() == [0, 2, 3, 5]
    assert split(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)).tolist() == [0]


def test_another_seed_gives_another_city_of_the_same_buildings(lines: list[Line], zones: list[Zone]) -> None:
    stock = gather(lines, DAY, 1)
    one, other = (draw_plan(stock, zones, None, DAY, seed) for seed in (1, 2))
    assert one.stock.codes == other.stock.codes and one.homes.tolist() != other.homes.tolist()


def build(number: int, klass: str, side: float, storeys: int) -> Line:
    shape = shapely.to_wkb(shapely.box(number * 50, 0, number * 50 + side, side))
    return Line(f"b{number}", 0, klass, None, storeys, None, 2000, None, shape)


@pytest.mark.parametrize(
    ("lines", "population", "told"),
    [
        ([], None, {}),
        ([build(1, "garage", 6, 1)], None, {"Parcel": 1, "House": 1}),
        ([build(1, "office", 20, 2)], None, {"Parcel": 1, "House": 1}),
        ([build(1, "house", 10, 2)], 7, {"Dwelling": 1, "Household": 1, "Person": 7}),
        ([build(1, "apartments", 150, 90)], None, {"House": 1, "Dwelling": 4000}),
        ([build(1, "apartments", 30, 6)], 0, {"House": 1, "Household": 0, "Person": 0}),
    ],
)
def test_odd_cities_hold_together_too(
    lines: list[Line], population: int | None, told: dict[str, int]
) -> None:
    plan = draw_plan(gather(lines, DAY, 1), [Zone("city", "")], population, DAY, 1)
    found = Counter(type(record).__name__ for record in (*tell_land(plan), *tell_people(plan)))
    assert {kind: found[kind] for kind in told} == told
