"""Every building has a number of its own on its parcel, and every dwelling a real-estate unit code."""

from collections import Counter

from spatial.codes.scheme import check_code
from spatial.population.places import draw_places
from spatial.population.plan import Plan


def test_each_building_has_a_parcel_and_a_number_there(plan: Plan) -> None:
    places, many = draw_places(plan), len(plan.stock.codes)
    assert all(places.parcels)
    assert len(set(zip(places.parcels, places.number.tolist(), strict=True))) == many
    assert Counter(places.parcels) == {places.parcels[members[0]]: members.size for members in places.groups}


def test_a_dwelling_s_unit_code_has_the_layout_of_the_standard(plan: Plan) -> None:
    code = draw_places(plan).unit_of(3, 0)
    assert not check_code("unit-code", code) and code.endswith("0001")
