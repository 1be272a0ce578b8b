"""Figures agree within a tolerance, words however they are written."""

import pytest

from spatial.authority import agree, fields_of
from spatial.registers import Dwelling, House


@pytest.mark.parametrize(
    ("one", "other", "field", "same"),
    [
        (89.2, 89.23, "area_gross", True),
        (89.2, 88.0, "area_gross", False),
        (3, 4, "rooms", False),
        ("文三路４７８号 3幢", "文三路478号3幢", "address", True),
        ("文三路478号", "文二路478号", "address", False),
        ("owned", "rented", "tenure", False),
    ],
)
def test_values_are_one_or_not(one: object, other: object, field: str, same: bool) -> None:
    assert agree(one, other, fields_of(Dwelling)[field]) is same


def test_a_sources_own_codes_are_not_compared() -> None:
    assert "house" not in fields_of(Dwelling)
    assert "parcel" not in fields_of(House)
    assert fields_of(House)["year"] is not None
    assert fields_of(House)["structure"] is None
