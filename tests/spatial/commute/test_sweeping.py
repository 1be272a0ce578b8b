"""A pass finds what the whole matrix of flows would show, and foresees it to first order."""

import numpy as np
import pytest

from spatial.commute import sweeping
from spatial.commute.sweeping import Sweep


def make() -> tuple[Sweep, np.ndarray]:
    """Forty zones to thirty in groups, some pairs without a way, and a factor of each column."""
    random = np.random.default_rng(3)
    origins, destinations = random.lognormal(size=40), random.lognormal(size=30)
    resistance = random.uniform(0, 9, (40, 30))
    resistance[random.random((40, 30)) < 0.2] = np.inf
    sweep = Sweep.of(origins / origins.sum(), destinations / destinations.sum(), resistance, 8)
    return sweep, random.normal(size=30)


def lay_out(sweep: Sweep, column: np.ndarray, beta: float) -> np.ndarray:
    """The whole matrix of flows, rows met."""
    flows = np.where(sweep.barred, 0, np.exp(column - beta * sweep.resistance))
    return flows * (sweep.origins / flows.sum(axis=1))[:, None]


@pytest.mark.parametrize("strip", [1, 100, 1 << 18])
def test_strips_add_up_to_the_whole(strip: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "STRIP", strip)
    sweep, column = make()
    found, flows = sweep.go_over(column, 0.4), lay_out(sweep, column, 0.4)
    ways = flows * sweep.resistance
    np.testing.assert_allclose(found.reached, flows.sum(axis=0))
    np.testing.assert_allclose(found.flows, sweep.rows.add_up(sweep.columns.add_up(flows, axis=1)))
    np.testing.assert_allclose(found.ways, sweep.rows.add_up(sweep.columns.add_up(ways, axis=1)))
    rebuilt = np.exp(found.row[:, None] + column - 0.4 * sweep.resistance)
    np.testing.assert_allclose(rebuilt[~sweep.barred], flows[~sweep.barred])


def test_what_is_foreseen_is_so_to_first_order() -> None:
    sweep, column = make()
    factor = np.random.default_rng(4).normal(size=len(sweep.columns.starts))
    found = sweep.go_over(column, 0.4)
    for small in (1e-3, 1e-4):
        ahead = lay_out(sweep, column + small * factor[sweep.columns.group], 0.4 + small).sum(axis=0)
        np.testing.assert_allclose(found.foresee(small * factor, small), ahead, rtol=20 * small**2)


def test_a_beta_so_great_that_flows_vanish_still_meets_every_row() -> None:
    sweep, column = make()
    found = sweep.go_over(column, 1e4)
    assert np.isfinite(found.row).all()
    assert found.flows.sum() == pytest.approx(1)
