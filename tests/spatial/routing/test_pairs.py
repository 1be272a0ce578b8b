"""Times between points: the matrix, and the stream of pairs within a limit."""

import numpy as np
import pytest
import shapely

from spatial.errors import RefusedError
from spatial.routing import pairs
from spatial.routing.graph import Graph, drive, walk
from spatial.routing.noding import node
from spatial.routing.pairs import Pairs, fill_matrix, stream
from spatial.routing.snapping import Snapped, snap
from spatial.routing.travel import measure
from tests.spatial.routing.grids import EAST, NORTH, SLOW, at, find, grid, line, streets, walked


def scatter(graph: Graph, count: int, seed: int, side: float = 500.0) -> Snapped:
    """Points at random over the town, put on its streets where they are within 40 m."""
    xy = np.random.default_rng(seed).uniform(-50, side + 50, (count, 2)) + np.array([EAST, NORTH])
    return snap(graph, xy, 40, SLOW)


def make() -> Graph:
    """A town with one-way streets of two speeds."""
    return drive(node(streets(grid(6), oneway=[1, -1, 0] * 4, speed=[3.6, 7.2] * 6)))


def gather(parts: list[Pairs], shape: tuple[int, int]) -> np.ndarray:
    """The pairs as a matrix; each must come once."""
    found = np.full(shape, np.nan)
    for part in parts:
        assert np.isnan(found[part.facility, part.demand]).all()
        assert len(set(zip(part.facility, part.demand, strict=True))) == len(part.demand)
        found[part.facility, part.demand] = part.seconds
    return found


def test_times_between_points_are_those_worked_out_by_hand() -> None:
    graph = walked(grid(3))
    places = snap(graph, at((30, 10), (80, -5), (200, 150)), 20, SLOW)
    times = fill_matrix(graph, places, places)
    assert times[0].tolist() == [20.0, 10 + 50 + 5, 10 + 170 + 150]
    assert np.allclose(times, times.T)


def test_back_along_a_one_way_street_leads_round_the_block() -> None:
    lines = [line((0, 0), (100, 0)), line((100, 0), (100, 100), (0, 100), (0, 0))]
    graph = drive(node(streets(lines, oneway=[1, 0], speed=[3.6, 3.6])))
    places = snap(graph, at((20, 0), (70, 0)), 20, SLOW)
    assert np.allclose(fill_matrix(graph, places, places), [[0, 50], [30 + 300 + 20, 0]])


@pytest.mark.parametrize("seed", range(3))
def test_points_are_as_far_apart_as_if_paths_led_to_them(seed: int) -> None:
    xy = np.random.default_rng(seed).uniform(0, 500, (40, 2)).round(1)
    xy = xy[(np.abs((xy + 50) % 100 - 50) > 1).all(axis=1)]
    town = walked(grid(6))
    places = snap(town, at(*xy), 60, SLOW)
    feet = shapely.line_interpolate_point(town.lines[places.piece], places.share, normalized=True)
    paths = [shapely.LineString([foot, end]) for foot, end in zip(feet, at(*xy), strict=True)]
    larger = walk(node(streets([*grid(6), *paths]), tolerance=0.01), SLOW)
    assert len(larger.xy) == 36 + 2 * len(xy)
    ends = find(larger, *xy)
    times, wanted = fill_matrix(town, places, places), measure(larger, ends)[:, ends]
    np.fill_diagonal(times, 0.0)  # To the street and back, where it is staying for the paths.
    assert np.allclose(times, wanted, atol=1e-6)


def test_an_unreachable_pair_is_inf_and_a_point_on_no_street_nan() -> None:
    graph = walked([*grid(3), line((900, 0), (950, 0))])
    places = snap(graph, at((0, 0), (900, 0), (500, 500)), 20, SLOW)
    times = fill_matrix(graph, places, places)
    assert times[0, 0] == 0 and np.isinf(times[0, 1]) and np.isinf(times[1, 0])
    assert np.isnan(times[2]).all() and np.isnan(times[:, 2]).all()


@pytest.mark.parametrize("inward", [False, True])
@pytest.mark.parametrize(("block", "most"), [(1, 10**6), (7, 90), (64, 500), (64, 10**6)])
def test_the_stream_is_the_matrix_within_the_limit(
    inward: bool, block: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "MOST", most)
    graph = make()
    facilities, demand = scatter(graph, 70, 1), scatter(graph, 300, 2)
    assert facilities.missed and demand.missed
    whole = fill_matrix(graph, demand, facilities).T if inward else fill_matrix(graph, facilities, demand)
    found = gather(list(stream(graph, facilities, demand, 200.0, inward, block)), whole.shape)
    wanted = np.where(whole <= 200, whole, np.nan)
    assert np.isfinite(wanted).sum() > 1000
    assert np.allclose(found, wanted, atol=1e-9, equal_nan=True)


def test_a_matrix_has_no_shorter_detour() -> None:
    graph = make()
    places = scatter(graph, 60, 3)
    places = places.take(places.piece >= 0)
    off = places.walk
    times = fill_matrix(graph, places, places) - off[:, None] - off[None]
    np.fill_diagonal(times, 0.0)
    assert (times[:, None, :] <= times[:, :, None] + times[None] + 1e-9).all()


def test_beyond_the_limit_a_matrix_is_inf() -> None:
    graph = make()
    places = scatter(graph, 80, 4)
    near, all = fill_matrix(graph, places, places, 150.0), fill_matrix(graph, places, places)
    assert np.allclose(near, np.where(all > 150, np.inf, all), atol=1e-9, equal_nan=True)


def test_a_stream_without_a_limit_is_refused() -> None:
    graph = make()
    with pytest.raises(RefusedError, match="needs a limit"):
        list(stream(graph, scatter(graph, 2, 1), scatter(graph, 2, 2), float("inf")))


def test_no_facilities_give_no_pairs() -> None:
    graph = make()
    nobody = snap(graph, np.empty((0, 2)), 40)
    assert list(stream(graph, nobody, scatter(graph, 5, 1), 100.0)) == []
    assert fill_matrix(graph, nobody, scatter(graph, 5, 1)).shape == (0, 5)
