"""Parcels bear codes of their own, their area, and mostly what is allowed on them."""

import numpy as np
import shapely

from spatial.population.parcels import Places, tell_parcels
from spatial.population.plan import Plan
from spatial.registers import SupplyState


def test_every_building_gets_a_parcel_and_a_number_of_its_own_there(plan: Plan) -> None:
    many = len(plan.stock.codes)
    places = Places([""] * many, np.zeros(many, dtype=np.int64))
    parcels = list(tell_parcels(plan, places))
    assert len({parcel.code for parcel in parcels}) == len(parcels)
    assert len(set(zip(places.parcels, places.number.tolist(), strict=True))) == many and all(places.parcels)
    floors = plan.stock.floor_area
    exceeded = 0
    for parcel in parcels:
        assert parcel.unit_code == parcel.code and parcel.floor_area_ratio and parcel.area
        assert abs(parcel.area - shapely.area(parcel.footprint)) < 0.01
        own = [place for place, code in enumerate(places.parcels) if parcel.code.startswith(code)]
        exceeded += floors[own].sum() / parcel.area > parcel.floor_area_ratio + 0.06
        assert parcel.supply in (SupplyState.COMPLETED, SupplyState.STARTED)
    assert exceeded < 0.1 * len(parcels)
