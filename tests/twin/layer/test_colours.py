"""Graded colours go one way from light to dark, so that they are read in grey and by the colour-blind."""

from itertools import pairwise

import pytest

from twin.layer import colours


def lightness(colour: str) -> float:
    """The luma of a colour, 0 to 1 (ITU-R BT.601)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize(
    "ramp", [colours.YELLOW_TO_BROWN, colours.GREEN_TO_BLUE, colours.PURPLES, colours.ORANGE_TO_RED]
)
def test_a_ramp_darkens_at_each_step(ramp: tuple[str, ...]) -> None:
    steps = [lightness(one) for one in ramp]
    assert all(before - after > 0.05 for before, after in pairwise(steps))
