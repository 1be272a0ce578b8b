"""Tile matrix sets as arithmetic."""

import pytest

from spatial.tile_matrix import WEB_MERCATOR, WORLD, NoSuchTileError, Tile


def test_the_four_tiles_of_zoom_1_meet_in_the_middle() -> None:
    corners = [Tile(1, x, y).bounds() for x in (0, 1) for y in (0, 1)]
    half = WORLD / 2
    assert corners == [(-half, 0, 0, half), (-half, -half, 0, 0), (0, 0, half, half), (0, -half, half, 0)]


def test_a_margin_is_a_part_of_the_side() -> None:
    west, south, east, north = Tile(3, 1, 1).bounds(margin=0.25)
    assert (east - west, north - south) == pytest.approx((1.5 * WORLD / 8, 1.5 * WORLD / 8))


@pytest.mark.parametrize(("z", "x", "y"), [(-1, 0, 0), (23, 0, 0), (2, 4, 0), (2, 0, 4), (2, -1, 0)])
def test_a_tile_outside_its_matrix_is_refused(z: int, x: int, y: int) -> None:
    with pytest.raises(NoSuchTileError):
        Tile(z, x, y, WEB_MERCATOR)
