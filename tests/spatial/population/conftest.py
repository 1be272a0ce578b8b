"""A made-up quarter and the population that is made up for it, drawn once for all tests of the room."""

from datetime import date

import pytest
import shapely

from spatial.generator.city import generate
from spatial.population.areas import Area, locate, name_zones
from spatial.population.land import tell_land
from spatial.population.plan import Plan, draw_plan
from spatial.population.residents import tell_people
from spatial.population.stock import Line, gather
from spatial.population.zones import Zone
from spatial.records import AdminArea, Building, Record

DAY = date(2025, 1, 1)


@pytest.fixture(scope="session")
def areas() -> list[Area]:
    return [
        Area(one.code, one.name or "", one.footprint)
        for one in generate(600, 1)
        if isinstance(one, AdminArea) and one.admin_level == 8
    ]


@pytest.fixture(scope="session")
def lines(areas: list[Area]) -> list[Line]:
    built = [one for one in generate(600, 1) if isinstance(one, Building)]
    told = [
        Line(
            one.code, 0, one.klass, one.function, one.storeys, None, one.year, one.address,
            shapely.to_wkb(one.footprint),
        )
        for one in built
    ]  # fmt: skip
    return list(locate(told, areas))


@pytest.fixture(scope="session")
def zones(areas: list[Area]) -> list[Zone]:
    return name_zones(areas)


@pytest.fixture(scope="session")
def plan(lines: list[Line], zones: list[Zone]) -> Plan:
    return draw_plan(gather(lines, DAY, 1), zones, None, DAY, 1)


@pytest.fixture(scope="session")
def land(plan: Plan) -> list[Record]:
    return list(tell_land(plan))


@pytest.fixture(scope="session")
def people(plan: Plan) -> list[Record]:
    return list(tell_people(plan))
