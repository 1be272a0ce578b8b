"""Households have the sizes their tract needs, each a home of its own, the large ones the large homes."""

import numpy as np

from spatial.population.dwellings import draw_dwellings
from spatial.population.households import draw_households
from spatial.population.plan import Plan
from spatial.population.structures import draw_structures


def test_households_add_up_and_none_shares_a_home(plan: Plan) -> None:
    together = 0
    for tract in range(plan.tracts):
        homes = draw_dwellings(plan, tract)
        found = draw_households(plan, tract, homes, draw_structures(plan, tract))
        assert found.size.size == plan.households[tract] and found.size.sum() == plan.people[tract]
        assert np.unique(found.home).size == found.home.size
        together += int(found.collective.sum())
    assert 0 < together < plan.households.sum() / 100


def test_large_households_have_larger_homes(plan: Plan) -> None:
    tract = int(np.argmax(plan.households))
    homes = draw_dwellings(plan, tract)
    found = draw_households(plan, tract, homes, draw_structures(plan, tract))
    assert np.corrcoef(found.size, homes.net[found.home])[0, 1] > 0.3
