"""Addresses without Chinese characters are road and number where they are that simple, else kept whole."""

import pytest

from spatial.addresses.western import read_western


@pytest.mark.parametrize(
    ("text", "road", "number"),
    [
        ("Tauelsizdik 12/1", "Tauelsizdik", "12/1"),
        ("Baker Street, 221b", "Baker Street", "221B"),
        ("1600 Pennsylvania Avenue", "Pennsylvania Avenue", "1600"),
        ("улица Абая 12", "улица Абая", "12"),
        ("Mannerheimintie 5-7", "Mannerheimintie", "5-7"),
    ],
)
def test_a_simple_address_is_road_and_number(text: str, road: str, number: str) -> None:
    parts: dict[str, str] = {}
    assert read_western(text, parts) == ""
    assert parts == {"road": road, "number": number}


@pytest.mark.parametrize("text", ["Flat", "12", "Tauelsizdik 12/1, kv. 35", "5th Avenue 12"])
def test_another_is_kept_as_it_is(text: str) -> None:
    parts: dict[str, str] = {}
    assert read_western(text, parts) == text
    assert parts == {}
