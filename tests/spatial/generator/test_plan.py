"""A plan holds the cells a city of that size needs, each of some kind."""

import numpy as np
import pytest

from spatial.generator.plan import EXPECTED, Kind, Theme, draw_plan


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("buildings", [300, 3000, 60_000])
def test_a_plan_has_town_river_and_lake(buildings: int, seed: int) -> None:
    plan = draw_plan(buildings, seed)
    kinds = {Kind(int(plan.kind[cell])) for cell in plan.order}
    assert {Kind.TOWN, Kind.RIVER, Kind.LAKE, Kind.FIELD} <= kinds
    assert not plan.kind[[0, -1]].any() and not plan.kind[:, [0, -1]].any(), "the rim is outside"


@pytest.mark.parametrize("seed", range(10))
def test_a_city_of_some_size_has_a_hill_and_many_themes(seed: int) -> None:
    plan = draw_plan(20_000, seed)
    assert Kind.HILL in plan.kind
    themes = {Theme(int(plan.theme[cell])) for cell in plan.order}
    assert themes >= {Theme.CORE, Theme.ESTATE, Theme.INDUSTRY, Theme.VILLAGE}
    assert len(plan.centres) >= 3


def test_cells_follow_each_other_along_a_curve() -> None:
    order = np.array(draw_plan(60_000, 3).order)
    steps = np.abs(np.diff(order, axis=0)).sum(axis=1)
    assert np.median(steps) == 1
    assert (steps == 1).mean() > 0.85
    assert len({tuple(cell) for cell in order.tolist()}) == len(order)


def test_the_area_grows_with_the_buildings() -> None:
    few, many = (len(draw_plan(buildings, 5).order) for buildings in (20_000, 200_000))
    assert 8 < many / few < 12
    assert EXPECTED.shape == (len(Theme),)
