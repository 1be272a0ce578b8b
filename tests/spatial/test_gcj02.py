"""GCJ-02 and BD-09 as others compute them, and back to a billionth of a degree all over China."""

import numpy as np
import pytest

from spatial.gcj02 import AREA, lies_in_china, obscure, obscure_again, reveal, reveal_twice

# Longitude and latitude in WGS 84 and in GCJ-02, as published with other implementations (eviltransform).
KNOWN = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
]


def draw_points(number: int = 20_000) -> np.ndarray:
    """Points all over China."""
    west, south, east, north = AREA
    return np.random.default_rng(1).uniform((west, south), (east, north), (number, 2))


@pytest.mark.parametrize(("plain", "hidden"), KNOWN)
def test_it_is_the_series_in_circulation(plain: tuple[float, float], hidden: tuple[float, float]) -> None:
    assert obscure(np.array([plain]))[0] == pytest.approx(hidden, abs=1e-11)
    assert reveal(np.array([hidden]))[0] == pytest.approx(plain, abs=1e-11)


def test_bd_09_lies_over_gcj_02_as_others_have_it() -> None:
    again = obscure_again(np.array([[116.404, 39.915]]))[0]
    assert again == pytest.approx((116.41036949371029, 39.92133699351022), abs=1e-11)


def test_there_and_back_is_exact_to_a_billionth_of_a_degree() -> None:
    points = draw_points()
    assert np.abs(reveal(obscure(points)) - points).max() < 1e-9
    assert np.abs(obscure(reveal(points)) - points).max() < 1e-9
    assert np.abs(reveal_twice(obscure_again(obscure(points))) - points).max() < 1e-9


def test_the_shift_is_some_hundred_metres() -> None:
    points = draw_points()
    metres = (obscure(points) - points) * 111_320 * np.array([1, 1])
    metres[:, 0] *= np.cos(np.radians(points[:, 1]))
    lengths = np.hypot(*metres.T)
    assert np.percentile(lengths, 1) > 20 and lengths.max() < 1000
    here = np.array([[120.159, 30.267]])
    east, north = ((obscure(here) - here) * 111_320)[0]
    assert (east * np.cos(np.radians(30.267)), north) == pytest.approx((450.2, -260.1), abs=0.5)


def test_where_it_is_in_use_is_known() -> None:
    assert lies_in_china(np.array([[120.2, 30.3], [14.4, 50.1], [0, 0]])).tolist() == [True, False, False]


def test_nowhere_stays_nowhere() -> None:
    assert np.isnan(reveal(np.array([[np.nan, 30.0]]))).any()
    assert reveal(np.empty((0, 2))).shape == (0, 2)
