"""Boxes are compared in single precision, which is finer than what tiles reach beyond themselves by."""

import numpy as np

from spatial.tile_matrix import WORLD
from tiles.margins import ROUNDED


def test_a_box_is_rounded_by_no_more_than_is_allowed_for() -> None:
    assert float(np.spacing(np.float32(WORLD / 2))) <= ROUNDED
