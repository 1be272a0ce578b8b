"""The lattice is bent, but every cell stays a convex quadrangle of about its side."""

import numpy as np
import pytest

from spatial.generator.lattice import CENTRE, draw_lattice


@pytest.mark.parametrize("seed", range(12))
def test_every_cell_is_convex_and_of_about_the_same_size(seed: int) -> None:
    lattice = draw_lattice(seed, 800.0, 41, 12.0)
    for i in range(41):
        quads = np.stack([lattice.quad(i, j) for j in range(41)])
        sides = np.roll(quads, -1, axis=1) - quads
        after = np.roll(sides, -1, axis=1)
        turns = sides[..., 0] * after[..., 1] - sides[..., 1] * after[..., 0]
        assert (turns > 0).all()
        lengths = np.hypot(sides[..., 0], sides[..., 1])
        assert lengths.min() > 480 and lengths.max() < 1200


def test_a_place_between_corners_lies_between_them() -> None:
    lattice = draw_lattice(1, 800.0, 11, 3.0)
    corners = lattice.place(np.array([4.0, 5.0]), np.array([6.0, 6.0]))
    assert np.allclose(corners, lattice.corners[[4, 5], [6, 6]])
    assert np.allclose(lattice.place(np.array([4.5]), np.array([6.0]))[0], corners.mean(axis=0))


def test_the_city_lies_around_its_centre() -> None:
    lattice = draw_lattice(3, 800.0, 21, 6.0)
    middle = lattice.corners.reshape(-1, 2).mean(axis=0)
    assert np.hypot(*(middle - CENTRE)) < 800
