"""Linked tables are sums of the same places."""

import numpy as np
import pytest

from spatial.privacy.tables import Cell, Tables

TABLES = Tables(
    {"street": np.array(["a", "a", "b"]), "grid": np.array(["1", "2", "2"])},
    {"persons": ("all",), "hukou": ("local", "elsewhere")},
)
COUNTS = np.array([[5, 3, 2], [4, 4, 0], [7, 1, 6]])


def test_each_cell_is_the_sum_of_its_places() -> None:
    found = dict(zip(TABLES.cells, TABLES.count(COUNTS).tolist(), strict=True))
    assert found[Cell("street", "a", "persons", "all")] == 9
    assert found[Cell("street", "a", "hukou", "elsewhere")] == 2
    assert found[Cell("grid", "2", "hukou", "local")] == 5
    assert len(found) == 4 * 3


def test_dimensions_are_linked_at_each_place() -> None:
    assert TABLES.links.shape == (3, 9)
    assert (TABLES.links @ COUNTS.ravel() == 0).all()


def test_dimensions_that_divide_other_persons_are_refused() -> None:
    with pytest.raises(ValueError, match="do not divide the same persons"):
        TABLES.count(COUNTS + np.array([1, 0, 0]))


def test_one_dimension_alone_has_no_links() -> None:
    alone = Tables(TABLES.zonings, {"persons": ("all",)})
    assert alone.links.shape == (0, 3)
    assert alone.count(COUNTS[:, :1]).tolist() == [9, 7, 5, 11]
