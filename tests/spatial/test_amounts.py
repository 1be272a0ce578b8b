"""Figures are rounded by their magnitude and told with the words of their unit."""

import pytest

from spatial.amounts import name_unit, write_amount, write_figure


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.0, "0"),
        (1234567, "1,234,567"),
        (1234567.8, "1,234,568"),
        (12345.678, "12,346"),
        (123.456, "123.5"),
        (12.5, "12.5"),
        (2 / 3, "0.6667"),
        (-0.00123456, "-0.001235"),
        (3e-10, "0"),
        (9.99996, "10"),
    ],
)
def test_a_figure_has_as_many_digits_as_tell_something(value: float, text: str) -> None:
    assert write_figure(value) == text


def test_a_share_is_told_in_percent() -> None:
    assert write_amount(5 / 12, "1", "en", share=True) == "41.7 %"
    assert [write_figure(share, share=True) for share in (0, 1, 0.00456, 1.25)] == [
        "0",
        "100",
        "0.456",
        "125",
    ]


def test_a_unit_is_told_in_words_and_one_without_words_by_its_symbol() -> None:
    assert write_amount(45.0, "min", "en") == "45 minutes"
    assert write_amount(45.25, "km/h", "zh") == "45.25 公里/小时"
    assert write_amount(7, "1", "zh") == "7"
    assert name_unit("t/m3", "en") == "t/m3"
