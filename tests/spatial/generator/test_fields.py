"""Fields lie around and between the quarters, clear of roads and water."""

import numpy as np
import pytest
import shapely

from spatial.generator.fields import SHARES, tell_fields
from spatial.generator.plan import Kind, draw_plan
from spatial.generator.streets import Streets
from tests.spatial.generator.conftest import City, make_city


def fields_of(city: City) -> list[shapely.Geometry]:
    both = [*city["LandUse"], *city["PlantCover"]]
    return [one.footprint for one in both if one.code.startswith("field-")]


@pytest.mark.parametrize(("buildings", "seed"), [(300, 1), (3000, 7), (20_000, 2)])
def test_plots_overlap_neither_each_other_nor_water_nor_buildings(buildings: int, seed: int) -> None:
    city = make_city(buildings, seed)
    plots = np.array(fields_of(city))
    assert plots.size > 8
    tree = shapely.STRtree(plots)
    first, second = tree.query(plots, predicate="intersects")
    assert (first == second).all()
    for kind in ("Water", "Building", "Road"):
        others = np.array([one.footprint for one in city[kind]])
        assert tree.query(others, predicate="intersects")[0].size == 0


def test_the_country_is_ploughed_and_wooded_and_has_no_streets_of_its_own() -> None:
    plan = draw_plan(60_000, 3)
    streets = Streets(plan)
    told = [
        plot for i, j in plan.order if plan.kind[i, j] == Kind.FIELD for plot in tell_fields(streets, i, j)
    ]
    assert {plot.klass for plot in told} == set(SHARES)
    assert len({plot.code for plot in told}) == len(told)
    assert not any(plan.lived_in(*cell) for cell in plan.order if plan.kind[cell] == Kind.FIELD)


def test_a_city_frays_out_into_the_country() -> None:
    plan = draw_plan(100_000, 1)
    middle = plan.lattice.size / 2
    far = {
        kind: [np.hypot(i - middle, j - middle) for i, j in plan.order if plan.kind[i, j] == kind]
        for kind in Kind
    }
    assert min(far[Kind.FIELD]) < max(far[Kind.TOWN])
    assert np.median(far[Kind.FIELD]) > np.median(far[Kind.TOWN])
