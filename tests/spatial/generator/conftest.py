"""One made-up city that the generator's tests look at from all sides."""

from collections import defaultdict
from functools import cache

import pytest

from spatial.generator.city import generate
from spatial.generator.plan import Plan, draw_plan
from spatial.records import CityObject

BUILDINGS, SEED = 3000, 7

City = dict[str, list[CityObject]]


@cache
def make_city(buildings: int = BUILDINGS, seed: int = SEED) -> City:
    """The records of a city by the name of their kind."""
    kinds: City = defaultdict(list)
    for record in generate(buildings, seed):
        kinds[type(record).__name__].append(record)
    return kinds


@pytest.fixture(scope="session")
def city() -> City:
    """The records by kind."""
    return make_city()


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The plan of the same city."""
    return draw_plan(BUILDINGS, SEED)
