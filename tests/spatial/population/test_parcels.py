"""Parcels bear codes of their own, their area, and mostly what is allowed on them."""

import shapely

from spatial.population.parcels import tell_parcels
from spatial.population.places import draw_places
from spatial.population.plan import Plan
from spatial.registers import SupplyState


def test_parcels_tell_their_area_and_few_are_built_over_more_than_allowed(plan: Plan) -> None:
    places = draw_places(plan)
    parcels = list(tell_parcels(plan, places))
    assert len({parcel.code for parcel in parcels}) == len(parcels) == len(places.groups)
    exceeded = 0
    for parcel, members in zip(parcels, places.groups, strict=True):
        assert parcel.unit_code == parcel.code and parcel.floor_area_ratio and parcel.area
        assert parcel.code.startswith(places.parcels[members[0]])
        assert abs(parcel.area - shapely.area(parcel.footprint)) < 0.01
        exceeded += plan.stock.floor_area[members].sum() / parcel.area > parcel.floor_area_ratio + 0.06
        assert parcel.supply in (SupplyState.COMPLETED, SupplyState.STARTED)
    assert exceeded < 0.1 * len(parcels)
