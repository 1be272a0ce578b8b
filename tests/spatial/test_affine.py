"""Affine grids lead to coordinates and back, and name the cells around a point with their shares."""

import numpy as np
import pytest

from spatial.affine import Affine, apply, exchange, invert, surround

TURNED: Affine = (3.0, 1.0, 500.0, 1.0, -4.0, 900.0)


def test_columns_and_rows_lead_to_coordinates_and_back() -> None:
    cells = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [7.5, 2.25]])
    points = apply(TURNED, cells)
    assert points[:3].tolist() == [[500, 900], [503, 901], [501, 896]]
    assert apply(invert(TURNED), points) == pytest.approx(cells)


def test_exchanged_axes_give_the_same_points_the_other_way_round() -> None:
    cells = np.array([[2.0, 5.0]])
    assert apply(exchange(TURNED), cells)[0].tolist() == apply(TURNED, cells)[0, ::-1].tolist()


def test_a_cells_centre_is_that_cells_alone_and_a_corner_is_shared_by_four() -> None:
    cells, shares = surround(np.array([[1.5, 2.5], [2.0, 2.0]]), 10, 10)
    assert cells[0, 0].tolist() == [1, 2]
    assert shares[0].tolist() == [1, 0, 0, 0]
    assert cells[1].tolist() == [[1, 1], [2, 1], [1, 2], [2, 2]]
    assert shares[1].tolist() == [0.25] * 4


def test_at_the_rim_the_grid_goes_on_as_it_ends() -> None:
    cells, shares = surround(np.array([[0.1, 9.9]]), 10, 10)
    assert cells[0].tolist() == [[0, 9], [0, 9], [0, 9], [0, 9]]
    assert shares.sum() == pytest.approx(1)
