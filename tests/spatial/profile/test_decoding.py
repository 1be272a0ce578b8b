"""Parts of values are taken out; a value that has no such part is empty or odd."""

from typing import Any

import pytest

from spatial.profile.decoding import decode
from spatial.vector.cells import Odd


@pytest.mark.parametrize(
    ("decoder", "text", "value"),
    [
        ("cjj61-network", "52012201", "PS"),
        ("cjj61-class", "52012201", "YS"),
        ("cjj61-class", "52991000", None),
        ("section-diameter", "300", 300.0),
        ("section-diameter", "DN300", 300.0),
        ("section-diameter", "Φ 102.2", 102.2),
        ("section-diameter", "800X600", None),
        ("section-width", "800X600", 800.0),
        ("section-height", "800 × 600", 600.0),
        ("section-height", "800*600", 600.0),
        ("section-width", "300", None),
        ("year", "2008-06-01", 2008),
        ("year", "2008年6月", 2008),
        ("year", "199805", 1998),
        ("year", "20150601", 2015),
        ("year", "2015", 2015),
    ],
)
def test_the_part_asked_for_is_taken_out(decoder: str, text: str, value: Any) -> None:
    assert decode(text, decoder) == value


@pytest.mark.parametrize(
    ("decoder", "text", "told"),
    [
        ("cjj61-network", "water", "eight digits"),
        ("section-diameter", "wide", "300 or 800x600"),
        ("section-width", "1x2x3", "300 or 800x600"),
        ("year", "98", "no year"),
        ("year", "3008", "no year"),
        ("year", "20081", "no year"),
    ],
)
def test_what_cannot_be_taken_apart_is_odd(decoder: str, text: str, told: str) -> None:
    found = decode(text, decoder)
    assert isinstance(found, Odd)
    assert told in found.message
