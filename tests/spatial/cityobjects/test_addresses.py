"""Addresses keep what they say; only their locations are brought from one list of vertices to another."""

from typing import Any

import pytest

from spatial.cityobjects.addresses import change_places, place_addresses

PLACE = {"type": "MultiPoint", "lod": "1", "boundaries": [1, 0]}
BODY = {
    "geometry": [],
    "vertices": [[0, 0, 0], [1000, 2000, 3000]],
    "transform": {"scale": [0.001] * 3, "translate": [10, 20, 30]},
}


@pytest.mark.parametrize("address", [None, "x", [], {"Locality": "A"}, ["x", {"Locality": "A"}]])
def test_what_has_no_location_stays_as_it_is(address: Any) -> None:
    assert change_places(address, lambda location: 1 / 0) == address


def test_a_location_is_changed_wherever_it_stands_or_left_out() -> None:
    one = {"Locality": "A", "location": 1}
    assert change_places([one, one], lambda location: location + 1) == [one | {"location": 2}] * 2
    assert change_places(one, lambda location: None) == {"Locality": "A"}


def test_a_kept_address_lies_at_real_coordinates() -> None:
    body = BODY | {"address": [{"Locality": "A", "location": PLACE}]}
    [address] = place_addresses(body)
    assert address["location"] == {"type": "MultiPoint", "coordinates": [[11, 22, 33], [10, 20, 30]]}
