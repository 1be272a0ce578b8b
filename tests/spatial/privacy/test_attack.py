"""The attacker finds what a naive suppression leaves open."""

import math

import numpy as np
import pytest

from spatial.privacy.attack import Range, attack, disclosed
from spatial.privacy.tables import PIECE, Cell, Counts, Tables

K = 10
AGES = ("young", "middle", "old")


def hide(tables: Tables, counts: Counts, *cells: Cell) -> dict[Cell, int | None]:
    """All published but the cells named."""
    values = tables.count(counts).tolist()
    return {cell: None if cell in cells else value for cell, value in zip(tables.cells, values, strict=True)}


def test_a_single_hidden_cell_of_a_row_is_found_exactly() -> None:
    tables = Tables({"street": np.array(["a", "b"])}, {"persons": ("all",), "age": AGES})
    counts = np.array([[33, 20, 10, 3], [60, 20, 20, 20]])
    cell = Cell("street", "a", "age", "old")
    published = hide(tables, counts, cell)
    assert attack(tables, published) == {cell: Range(3, 3)}
    assert disclosed(tables, published, K) == {cell: Range(3, 3)}


def test_the_difference_of_two_zonings_gives_a_small_place_away() -> None:
    # All of the district lies in the first grid cell but for one house.
    tables = Tables(
        {"district": np.array(["d", "d", "e"]), "grid": np.array(["1", "2", "2"])}, {"persons": ("all",)}
    )
    counts = np.array([[100], [4], [50]])
    assert tables.count(counts).min() >= K  # so that nothing is hidden for its size
    house = Cell(PIECE, "1", "persons", "all")
    assert attack(tables.parted, hide(tables, counts), [house]) == {house: Range(4, 4)}
    one_alone = hide(tables, counts, Cell("grid", "1", "persons", "all"))
    assert attack(tables.parted, one_alone, [house]) == {house: Range(4, 4)}


def test_hidden_cells_of_a_square_can_be_exchanged() -> None:
    tables = Tables({"street": np.array(["a", "b"]), "city": np.array(["c", "c"])}, {"age": ("young", "old")})
    counts = np.array([[20, 3], [30, 12]])
    square = [cell for cell in tables.cells if cell.zoning == "street"]
    totals = attack(tables, hide(tables, counts, *square))
    # 50 young and 15 old in all, and nothing else is known.
    assert totals[Cell("street", "a", "age", "old")] == Range(0, 15)
    assert totals[Cell("street", "b", "age", "young")] == Range(0, 50)


def test_a_share_of_everyone_is_found_though_no_count_is_small() -> None:
    tables = Tables({"street": np.array(["a"])}, {"persons": ("all",), "age": ("young", "old")})
    counts = np.array([[40, 40, 0]])
    published = hide(tables, counts, Cell("street", "a", "age", "old"))
    assert attack(tables, published) == {Cell("street", "a", "age", "old"): Range(0, 0)}


def test_what_nothing_bounds_has_no_greatest_count() -> None:
    tables = Tables({"street": np.array(["a", "b"])}, {"persons": ("all",)})
    published = dict.fromkeys(tables.cells)
    assert {found.high for found in attack(tables, published).values()} == {math.inf}
    assert disclosed(tables, published, K) == {}


def test_tables_that_contradict_each_other_are_refused() -> None:
    tables = Tables({"street": np.array(["a"]), "city": np.array(["c"])}, {"persons": ("all",)})
    published = dict(zip(tables.cells, (30, 40), strict=True))
    with pytest.raises(ValueError, match="contradict"):
        attack(tables, published)


@pytest.mark.parametrize(
    ("range_", "width"), [(Range(2.5, 13.5), 10), (Range(3, 3), 0), (Range(0, math.inf), math.inf)]
)
def test_a_range_is_as_wide_as_its_whole_numbers(range_: Range, width: float) -> None:
    assert range_.width == width
