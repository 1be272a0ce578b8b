"""Numbers are reckoned exactly, and what is none fails no other row."""

import pytest

from tests.filters import keys, publish

FOUND = {
    "floors + 1 = 4 and floors - 1 = 2 and floors * 2 = 6": "a",
    "floors / 2 = 1.5 and floors div 2 = 1 and floors % 2 = 1 and floors ^ 2 = 9": "a",
    "-floors = -3": "a",
    "1 / floors IS NULL": "bc",
    "1 % floors IS NULL": "bc",
    "(0 - height) ^ 0.5 IS NULL": "ac",
    "height ^ -1 IS NULL": "bc",
    "10 ^ 999 IS NULL": "abc",
    "1e300 * 1e300 IS NULL": "abc",
    "1e-300 * 1e-300 IS NULL": "abc",
    "0.1 + 0.2 = 0.3": "abc",
}


@pytest.mark.usefixtures("twin")
def test_numbers_are_reckoned_with() -> None:
    publish()
    assert {text: keys(text) for text in FOUND} == FOUND
