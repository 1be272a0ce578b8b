"""Measures are read as people write them."""

import pytest

from spatial.units import read_kilometres_per_hour, read_metres, read_number


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("15", 15),
        ("15 m", 15),
        ("15m", 15),
        ("12,5", 12.5),
        ("10 ft", 3.048),
        ("12'6\"", 3.81),
        ("2 km", 2000),
        ("200 mm", 0.2),
    ],
)
def test_a_length_is_metres(text: str, metres: float) -> None:
    assert read_metres(text) == pytest.approx(metres)


@pytest.mark.parametrize("text", ["", "2-5", "два", "15 apples", "1e5", "5;6", "nan", "inf"])
def test_what_is_no_measure_is_none(text: str) -> None:
    assert read_metres(text) is None
    assert read_number(text) is None
    assert read_kilometres_per_hour(text) is None


def test_a_speed_is_kilometres_per_hour_and_a_number_has_no_unit() -> None:
    assert read_kilometres_per_hour("40 mph") == pytest.approx(64.37376)
    assert read_kilometres_per_hour("60 km/h") == 60
    assert read_number(" 2.5 ") == 2.5
    assert read_number("2 m") is None
