"""Streets become a network, and what was repaired is told."""

import numpy as np
import pytest

from spatial.errors import RefusedError
from spatial.routing.noding import node
from tests.spatial.routing.grids import find, grid, line, streets


def test_a_grid_has_a_node_at_each_crossing_and_a_piece_for_each_side() -> None:
    found = node(streets(grid(4))).repairs
    assert (found.nodes, found.pieces, found.metres) == (16, 24, 2400.0)
    assert (found.components, found.greatest) == (1, 16)
    assert (found.ends_joined, found.duplicates, found.without_length) == (0, 0, 0)


def test_a_junction_that_shares_no_vertex_is_repaired() -> None:
    found = node(streets([line((0, 0), (100, 0)), line((40, 0.3), (40, 50))])).repairs
    assert (found.nodes, found.pieces, found.components) == (4, 3, 1)
    assert (found.ends_joined, found.gap_metres) == (1, pytest.approx(0.3))
    assert found.widest_gap == pytest.approx(0.3)


def test_a_bridge_does_not_meet_the_road_below() -> None:
    lines = [line((0, 50), (50, 50), (100, 50)), line((50, 0), (50, 50), (50, 100))]
    assert node(streets(lines)).repairs.components == 1
    assert node(streets(lines, level=[0, 1])).repairs.components == 2


@pytest.mark.parametrize(("crossings", "components"), [(False, 2), (True, 1)])
def test_crossings_without_a_vertex_are_cut_only_where_asked(crossings: bool, components: int) -> None:
    lines = [line((0, 50), (100, 50)), line((30, 0), (30, 100))]
    found = node(streets(lines), crossings=crossings).repairs
    assert found.components == components
    assert found.crossings_cut == int(crossings)


def test_crossings_of_different_levels_are_never_cut() -> None:
    lines = [line((0, 50), (100, 50)), line((30, 0), (30, 100))]
    assert node(streets(lines, level=[0, 1]), crossings=True).repairs.components == 2


def test_copies_and_lines_without_length_are_dropped_and_counted() -> None:
    lines = [line((0, 0), (100, 0)), line((100, 0), (0, 0)), line((100, 0), (100, 0))]
    found = node(streets(lines)).repairs
    assert (found.duplicates, found.duplicate_metres, found.without_length) == (1, 100.0, 1)
    assert (found.pieces, found.metres) == (1, 100.0)


def test_a_ring_stays_a_piece_from_a_node_to_itself() -> None:
    found = node(streets([line((0, 0), (10, 0), (10, 10), (0, 0))]))
    assert found.pieces.tail.tolist() == found.pieces.head.tolist() == [0]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_lines_changes_nothing(seed: int) -> None:
    lines = [*grid(5), line((40, 0.3), (40, 50)), line((33, 33), (66, 66)), line((0, 0), (100, 0))]
    order = np.random.default_rng(seed).permutation(len(lines))
    one, other = (
        node(streets([lines[at] for at in chosen]), crossings=True) for chosen in (range(len(lines)), order)
    )
    assert (one.xy == other.xy).all() and one.repairs == other.repairs
    assert (one.pieces.tail + one.pieces.head == other.pieces.tail + other.pieces.head).all()
    assert np.allclose(one.pieces.metres, other.pieces.metres, atol=1e-9)


def test_only_what_passes_through_a_node_is_cut() -> None:
    found = node(streets(grid(3)))
    assert find(found, (100, 100))[0] in found.pieces.tail


@pytest.mark.parametrize("tolerance", [-1.0, float("nan"), float("inf")])
def test_a_tolerance_that_cannot_be_is_refused(tolerance: float) -> None:
    with pytest.raises(RefusedError, match="tolerance"):
        node(streets(grid(2)), tolerance=tolerance)
