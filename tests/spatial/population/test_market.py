"""Homes are lived in, empty, dangerous or unknown, never two of these; new ones are sold or for sale."""

import numpy as np

from spatial.population.dwellings import draw_dwellings
from spatial.population.households import draw_households
from spatial.population.market import OCCUPIED, UNINHABITABLE, VACANT, draw_market, sold_on, tenure_of
from spatial.population.plan import Plan
from spatial.population.structures import draw_structures
from tests.spatial.population.conftest import DAY


def test_homes_are_occupied_exactly_where_households_live(plan: Plan) -> None:
    empty = 0
    for tract in range(plan.tracts):
        homes, structures = draw_dwellings(plan, tract), draw_structures(plan, tract)
        households = draw_households(plan, tract, homes, structures)
        market = draw_market(plan, tract, homes, households, structures)
        assert np.flatnonzero(market.state == OCCUPIED).tolist() == households.home.tolist()
        own = homes.building - structures.first
        assert structures.dangerous[own][market.state == UNINHABITABLE].all()
        assert (market.sold[~structures.new[own]] == -1).all() and (
            market.sold[structures.new[own]] >= 0
        ).all()
        assert (market.state[market.sold == 0] != OCCUPIED).all()
        assert market.price.min() > 4000 and market.price.max() < 60_000
        empty += int((market.state == VACANT).sum())
    assert 0.06 < empty / plan.homes.sum() < 0.12


def test_only_who_lives_there_has_a_tenure_and_only_what_was_sold_a_day() -> None:
    assert tenure_of(1, VACANT) is None and str(tenure_of(1, OCCUPIED)) == "rented"
    assert sold_on(DAY, 0) is None and sold_on(DAY, -1) is None
    assert sold_on(DAY, 1) == DAY.replace(year=2024, month=12, day=31)
