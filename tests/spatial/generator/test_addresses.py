"""A house number is borne once on its street."""

from collections import Counter

import pytest

from spatial.generator.addresses import Front
from tests.spatial.generator.conftest import City, make_city


@pytest.mark.parametrize(("buildings", "seed"), [(3000, 7), (20_000, 2), (20_000, 5)])
def test_every_building_has_an_address_of_its_own(buildings: int, seed: int) -> None:
    city = make_city(buildings, seed)
    addresses = city["Address"]
    assert [one.code for one in addresses] == [one.code for one in city["Building"]]
    numbers = Counter((one.locality, one.street, one.housenumber) for one in addresses)
    assert max(numbers.values()) == 1
    assert {building.address for building in city["Building"]} == {
        f"{one.locality}{one.street}{one.housenumber}" for one in addresses
    }


def test_every_street_of_an_address_is_a_road(city: City) -> None:
    roads = {road.name for road in city["Road"]}
    assert {one.street for one in city["Address"]} <= roads


def test_houses_have_numbers_of_their_own_and_estates_one_for_all_behind_a_gate() -> None:
    front = Front("望江路", 21, own=True)
    assert [front.number(place, each=True) for place in (0, 3)] == ["21号", "21-4号"]
    assert front.number(3, each=False) == "21号4幢"
    assert Front("望江路", 21, own=False).number(3, each=True) == "21号4幢"
