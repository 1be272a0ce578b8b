"""What is hidden cannot be worked out from what is left, whatever the tables are."""

import numpy as np
import pytest

from spatial.privacy.attack import attack
from spatial.privacy.suppression import primary, probe, protect
from spatial.privacy.tables import PIECE, Cell, Counts, Tables

K = 10
DIMENSIONS = {"persons": ("all",), "age": ("young", "middle", "old"), "hukou": ("local", "elsewhere")}


def made_up(seed: int, streets: int, grid: int) -> tuple[Tables, Counts]:
    """A city of streets in districts under a grid that crosses them, with few people in many places."""
    chance = np.random.default_rng(seed)
    street = np.repeat(np.arange(streets), 2)
    zonings = {
        "street": street.astype(str),
        "district": (street // 4).astype(str),
        "city": np.full(len(street), "city"),
        "grid": chance.integers(grid, size=len(street)).astype(str),
    }
    ages = chance.poisson(chance.gamma(0.6, 40, size=(len(street), 1)) * [0.5, 0.4, 0.1])
    persons = ages.sum(axis=1)
    local = chance.binomial(persons, 0.7)
    return Tables(zonings, DIMENSIONS), np.column_stack([persons, ages, local, persons - local])


def naive(tables: Tables, counts: Counts) -> dict[Cell, int | None]:
    """The small cells hidden and no others."""
    truth = tables.count(counts)
    small = primary(tables, truth, K)
    return {cell: None if small[row] else int(truth[row]) for row, cell in enumerate(tables.cells)}


def test_few_are_hidden_and_none_too_unless_nobody_is_there() -> None:
    tables = Tables({"street": np.array(["a", "b", "c"])}, {"persons": ("all",), "age": ("young", "old")})
    counts = np.array([[0, 0, 0], [9, 9, 0], [30, 30, 0]])
    small = primary(tables, tables.count(counts), K).reshape(3, 3)
    assert small.tolist() == [[False, False, False], [True, True, True], [False, False, True]]


def test_that_all_are_of_one_category_is_hidden_with_that_none_is_of_the_other() -> None:
    tables = Tables({"street": np.array(["a", "b"])}, {"persons": ("all",), "age": ("young", "old")})
    counts = np.array([[40, 40, 0], [60, 30, 30]])
    published = protect(tables, counts, K)
    assert published[Cell("street", "a", "age", "old")] is None
    assert published[Cell("street", "a", "age", "young")] is None
    assert published[Cell("street", "a", "persons", "all")] == 40
    assert published[Cell("street", "b", "age", "old")] == 30


def test_a_row_with_a_single_small_cell_gets_a_second_hidden_one() -> None:
    tables = Tables(
        {"street": np.array(["a", "b", "c"]), "city": np.full(3, "city")},
        {"persons": ("all",), "age": ("young", "middle", "old")},
    )
    counts = np.array([[53, 20, 30, 3], [80, 30, 25, 25], [75, 25, 25, 25]])
    cell = Cell("street", "a", "age", "old")
    assert attack(tables, naive(tables, counts))[cell].width == 0
    published = protect(tables, counts, K)
    found = attack(tables, published)
    assert len(found) == 4  # a square, and all else is told
    assert min(range_.width for range_ in found.values()) >= K
    assert found[cell].low <= 3 <= found[cell].high


def test_a_place_that_only_the_difference_of_two_zonings_shows_is_protected() -> None:
    tables = Tables(
        {"district": np.array(["d", "d", "e"]), "grid": np.array(["1", "2", "2"])}, {"persons": ("all",)}
    )
    counts = np.array([[100], [4], [50]])
    house = Cell(PIECE, "1", "persons", "all")
    assert set(probe(tables, counts, naive(tables, counts), K)) == {house}
    published = protect(tables, counts, K)
    assert probe(tables, counts, published, K) == {}
    assert attack(tables.parted, published, [house])[house].width >= K


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.full) for seed in range(3, 15))]
)
def test_no_table_gives_a_hidden_count_away(seed: int) -> None:
    tables, counts = made_up(seed, streets=4 + seed, grid=2 + seed // 2)
    truth = dict(zip(tables.cells, tables.count(counts).tolist(), strict=True))
    published = protect(tables, counts, K)
    assert probe(tables, counts, naive(tables, counts), K)  # else the seed proves nothing
    assert probe(tables, counts, published, K) == {}
    for cell, found in attack(tables, published).items():
        assert found.width >= K
        assert found.low - 1e-6 <= truth[cell] <= found.high + 1e-6
    told = {cell: value for cell, value in published.items() if value is not None}
    assert told
    assert all(truth[cell] == value for cell, value in told.items())


def test_the_same_tables_are_protected_the_same() -> None:
    tables, counts = made_up(3, streets=8, grid=3)
    assert protect(tables, counts, K) == protect(tables, counts, K)


def test_a_city_of_less_than_k_tells_nothing() -> None:
    tables = Tables({"city": np.array(["c", "c"])}, {"persons": ("all",)})
    assert set(protect(tables, np.array([[3], [4]]), K).values()) == {None}


@pytest.mark.full
def test_a_table_of_200_zones_by_20_categories_is_protected_and_probed() -> None:
    chance = np.random.default_rng(0)
    street = np.arange(200)
    ages = chance.poisson(chance.gamma(1.0, 400, size=(200, 1)) * chance.dirichlet(np.ones(20)))
    tables = Tables(
        {"street": street.astype(str), "district": (street // 10).astype(str), "city": np.full(200, "c")},
        {"persons": ("all",), "age": tuple(map(str, range(20)))},
    )
    counts = np.column_stack([ages.sum(axis=1), ages])
    assert probe(tables, counts, protect(tables, counts, K), K) == {}
