"""Groups settle where their totals and mean are met, for flows without spread and with."""

import numpy as np
import pytest

from spatial.commute.settling import Few, make, settle


def build(spread: float, mean: float | None) -> Few:
    """Twelve zones with ways of that spread."""
    random = np.random.default_rng(6)
    origins, destinations = random.lognormal(size=12), random.lognormal(size=12)
    return Few(
        origins=origins / origins.sum(),
        destinations=destinations / destinations.sum(),
        flows=np.full((12, 12), 1 / 144),
        resistance=random.uniform(1, 9, (12, 12)),
        spread=np.full((12, 12), spread),
        mean=mean,
    )


@pytest.mark.parametrize("spread", [0.0, 0.5])
def test_totals_and_mean_are_met(spread: float) -> None:
    few = build(spread, 3.5)
    found = settle(few, 1e-9, 3.5)
    _, flows = make(few, np.append(found.factor, found.beta))
    np.testing.assert_allclose(flows.sum(axis=0), few.destinations, rtol=1e-8)
    np.testing.assert_allclose(flows.sum(axis=1), few.origins, rtol=1e-12)
    grown = 1 + found.beta * spread / few.resistance
    assert (flows * few.resistance / grown).sum() == pytest.approx(3.5, rel=1e-8)
    assert found.made < 15


def test_without_spread_flows_fall_exponentially() -> None:
    few = build(0.0, None)
    _, flows = make(few, np.append(np.zeros(12), 0.7))
    known = np.exp(-0.7 * few.resistance)
    np.testing.assert_allclose(flows, known * (few.origins / known.sum(axis=1))[:, None], rtol=1e-9)


def test_without_a_mean_beta_stays() -> None:
    few = build(0.0, None)
    found = settle(few, 1e-9, 1.0)
    assert found.beta == 0
    _, flows = make(few, np.append(found.factor, 0.0))
    np.testing.assert_allclose(flows, np.outer(few.origins, few.destinations), rtol=1e-8)


def test_what_cannot_be_met_ends() -> None:
    few = build(0.0, 0.5)
    assert np.isfinite(settle(few, 1e-9, 0.5).factor).all()
