"""Colours are measured as WCAG does and moved along their own hue."""

import pytest

from tiles.colour import contrast, is_known, lighten, luminance, mix, read_oklab


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_oklab_is_as_its_author_gives_it() -> None:
    assert read_oklab("#ffffff") == pytest.approx((1, 0, 0), abs=1e-4)
    assert read_oklab("#ff0000") == pytest.approx((0.62796, 0.22486, 0.12585), abs=1e-4)


@pytest.mark.parametrize("colour", ["#a9cfe3", "#c8384a", "#00ff00", "#808080", "#000000"])
@pytest.mark.parametrize("wanted", [0.02, 0.15, 0.5, 0.9])
def test_a_colour_takes_the_luminance_it_is_given(colour: str, wanted: float) -> None:
    assert luminance(lighten(colour, wanted)) == pytest.approx(wanted, abs=0.012)


def test_a_lighter_red_is_still_red() -> None:
    _, a, b = read_oklab("#c8384a")
    _, lighter_a, lighter_b = read_oklab(lighten("#c8384a", 0.4))
    assert lighter_b / lighter_a == pytest.approx(b / a, abs=0.05)


def test_a_colour_of_half_opacity_lies_half_way() -> None:
    assert mix("#000000", "#ffffff", 0.25) == "#bfbfbf"


def test_only_plain_colours_are_reckoned_with() -> None:
    assert is_known("#a1B2c3")
    assert not any(map(is_known, ("rgba(0, 0, 0, 0)", "#fff", "red", "#a1b2c3d4")))
