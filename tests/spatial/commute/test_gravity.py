"""The gravity model agrees with published flows, with its own laws, and with plain Furness scaling."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import shape

from spatial.analysis import Numbers
from spatial.commute.deterrence import Deterrence, resist
from spatial.commute.fit import measure_fit
from spatial.commute.flows import Flows
from spatial.commute.gravity import calibrate, distribute
from spatial.commute.intrazonal import IntrazonalRule, apply_rule
from spatial.commute.margins import Totals, match
from spatial.commute.transport import find_least
from spatial.errors import RefusedError


def read_austria(text: str) -> tuple[Numbers, Numbers, list[str]]:
    """Flows and kilometres between Austria's nine regions (Dennett 2012), none within a region."""
    rows = list(csv.DictReader(io.StringIO(text)))
    regions = sorted({row["origin"] for row in rows})
    flows, cost = np.zeros((9, 9)), np.full((9, 9), np.inf)
    for row in rows:
        if row["origin"] != row["destination"]:
            at = regions.index(row["origin"]), regions.index(row["destination"])
            flows[at], cost[at] = float(row["flow"]), float(row["distance_km"])
    return flows, cost, regions


def make_city(zones: int, side: float, seed: int = 42) -> tuple[Numbers, Numbers, Numbers]:
    """Homes and jobs (lognormal) over a square, and kilometres; within a zone half those to the nearest."""
    random = np.random.default_rng(seed)
    places = random.uniform(0, side, (zones, 2))
    homes, jobs = random.lognormal(size=zones), random.lognormal(size=zones)
    cost = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    np.fill_diagonal(cost, np.inf)
    np.fill_diagonal(cost, cost.min(axis=1) / 2)
    return homes, jobs * (homes.sum() / jobs.sum()), cost


def scale_by_furness(homes: Numbers, jobs: Numbers, kernel: Numbers, passes: int) -> Numbers:
    """Rows and columns scaled in turn."""
    columns = np.ones(len(jobs))
    for _ in range(passes):
        rows = homes / (kernel @ columns)
        columns = jobs / (kernel.T @ rows)
    return rows[:, None] * kernel * columns


def test_austria_has_the_beta_and_flows_published(sample: Callable[[str], Path]) -> None:
    flows, cost, regions = read_austria(sample("reference/austria/flows.csv").read_text())
    seen = Flows.of(flows)
    found = calibrate(seen.leave(9), seen.arrive(9), cost, seen.mean_cost(cost))
    assert flows.sum() == 89575
    assert round(found.beta, 8) == 0.00791533
    assert round(found.mean, 6) == 124.022280
    fit = measure_fit(flows, found.flows, cost)
    assert (round(fit.srmse, 6), round(fit.cpc, 5), round(fit.r2, 6)) == (0.379257, 0.88453, 0.974862)
    told = {("AT11", "AT13"): 2260.033, ("AT13", "AT12"): 17689.916, ("AT34", "AT33"): 1048.484}
    for (origin, destination), flow in told.items():
        assert round(found.flows[regions.index(origin), regions.index(destination)], 3) == flow
    assert found.passes <= 12


def read_bristol(zones: Path, pairs: Path) -> tuple[Flows, Numbers]:
    """Commuters between the 102 zones of Bristol, and kilometres between the zones' centres."""
    features = json.loads(zones.read_text())["features"]
    codes = {one["properties"]["geo_code"]: at for at, one in enumerate(features)}
    centres = [shape(one["geometry"]).centroid for one in features]
    east = 111.32 * np.cos(np.radians(51.45))
    places = np.array([[centre.x * east, centre.y * 111.2] for centre in centres])
    cost = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    flows = np.zeros(cost.shape)
    for row in csv.DictReader(pairs.read_text().splitlines()):
        flows[codes[row["o"]], codes[row["d"]]] += float(row["all"])
    return Flows.of(flows), apply_rule(cost, IntrazonalRule.HALF_NEAREST).cost


@pytest.mark.parametrize(("deterrence", "beta"), [(Deterrence.EXPONENTIAL, 0.315), (Deterrence.POWER, 1.417)])
def test_bristol_keeps_every_commuter_in_few_passes(
    sample: Callable[[str], Path], deterrence: Deterrence, beta: float
) -> None:
    seen, cost = read_bristol(
        sample("commute/bristol/bristol_zones.geojson"), sample("commute/bristol/bristol_od.csv")
    )
    homes, jobs = seen.leave(102), seen.arrive(102)
    assert homes.sum() == jobs.sum() == 238_805
    found = calibrate(homes, jobs, cost, seen.mean_cost(resist(cost, deterrence)), deterrence)
    assert found.beta == pytest.approx(beta, abs=5e-4)
    np.testing.assert_allclose(found.flows.sum(axis=1), homes, rtol=1e-6)
    np.testing.assert_allclose(found.flows.sum(axis=0), jobs, rtol=1e-6)
    assert found.passes <= 12


@pytest.mark.parametrize(
    ("deterrence", "beta"),
    [(Deterrence.EXPONENTIAL, 0.1), (Deterrence.EXPONENTIAL, 0.2), (Deterrence.POWER, 1)],
)
def test_a_known_beta_is_found_again_and_its_flows_are_furness_s(deterrence: Deterrence, beta: float) -> None:
    homes, jobs, cost = make_city(300, 50)
    resistance = resist(cost, deterrence)
    known = scale_by_furness(homes, jobs, np.exp(-beta * resistance), 500)
    found = calibrate(homes, jobs, cost, (known * resistance).sum() / known.sum(), deterrence)
    assert found.beta == pytest.approx(beta, rel=1e-5)
    np.testing.assert_allclose(found.flows, known, rtol=1e-4)
    assert found.mean == pytest.approx((known * cost).sum() / known.sum(), rel=1e-5)
    assert found.off < 1e-6
    assert found.passes <= 12
    np.testing.assert_allclose(distribute(homes, jobs, cost, beta, deterrence).flows, known, rtol=1e-4)


def test_a_great_beta_comes_to_the_least_commute() -> None:
    homes, jobs, cost = make_city(40, 20)
    least = find_least(match(homes, jobs, cost))
    means = [distribute(homes, jobs, cost, beta).mean for beta in (0.5, 2, 8, 32)]
    assert means == sorted(means, reverse=True)
    assert least < means[-1] < least * 1.01


def test_costs_in_another_unit_scale_beta_alone() -> None:
    homes, jobs, cost = make_city(60, 20)
    one, other = calibrate(homes, jobs, cost, 5.0), calibrate(homes, jobs, cost * 60, 300.0)
    assert other.beta == pytest.approx(one.beta / 60, rel=1e-5)
    np.testing.assert_allclose(other.flows, one.flows, rtol=1e-4)


def test_people_who_go_farther_than_at_random_have_a_negative_beta() -> None:
    homes, jobs, cost = make_city(40, 20)
    random = float(homes @ cost @ jobs) / homes.sum() ** 2
    assert distribute(homes, jobs, cost, 0.0).mean == pytest.approx(random, rel=1e-6)
    found = calibrate(homes, jobs, cost, 1.1 * random)
    assert found.beta < 0
    assert found.mean == pytest.approx(1.1 * random, rel=1e-6)


def test_a_mean_near_the_least_is_met() -> None:
    homes, jobs, cost = make_city(260, 130)
    near = 1.2 * find_least(match(homes, jobs, cost))
    assert calibrate(homes, jobs, cost, near).mean == pytest.approx(near, rel=1e-6)


def test_zones_in_another_order_change_nothing() -> None:
    homes, jobs, cost = make_city(260, 20)
    order = np.random.default_rng(5).permutation(260)
    one = calibrate(homes, jobs, cost, 5.0)
    other = calibrate(homes[order], jobs[order], cost[np.ix_(order, order)], 5.0)
    assert other.beta == pytest.approx(one.beta, rel=1e-5)
    np.testing.assert_allclose(other.flows, one.flows[np.ix_(order, order)], rtol=1e-4)


def test_more_homes_than_job_zones_and_empty_zones_are_taken() -> None:
    homes, jobs, cost = make_city(260, 20)
    homes[3], jobs[5] = 0, 0
    found = calibrate(homes, jobs[:230], cost[:, :230], 6.0, totals=Totals.RESCALE)
    assert found.flows.shape == (260, 230)
    assert not found.flows[3].any()
    assert not found.flows[:, 5].any()
    assert found.factor == pytest.approx(homes.sum() / jobs[:230].sum())
    assert found.mean == pytest.approx(6, rel=1e-6)


def test_a_part_of_the_city_cut_off_with_too_few_jobs_is_refused_by_a_sentence() -> None:
    cost = np.full((4, 4), np.inf)
    cost[:2, :2], cost[2:, 2:] = [[1, 2], [2, 1]], [[1, 3], [3, 1]]
    homes = np.array([5.0, 5, 5, 5])
    with pytest.raises(RefusedError, match="zone 0 has ways to hold 10 commuters and 9 jobs"):
        distribute(homes, np.array([5.0, 4, 5, 6]), cost, 1.0)
    whole = distribute(homes, np.array([4.0, 6, 5, 5]), cost, 1.0)
    np.testing.assert_allclose(whole.flows.sum(axis=0), [4, 6, 5, 5], rtol=1e-6)


def test_jobs_too_few_within_reach_end_at_the_cap_with_a_sentence() -> None:
    cost = np.array([[1, np.inf], [1, 1.0]])
    with pytest.raises(RefusedError, match="After 200 passes"):
        distribute(np.array([3.0, 4]), np.array([2.0, 5]), cost, 1.0)


def test_what_tells_no_beta_is_refused_by_a_sentence() -> None:
    homes, jobs, cost = make_city(10, 20)
    with pytest.raises(RefusedError, match="All ways cost the same"):
        calibrate(homes, jobs, np.ones((10, 10)), 1.0)
    for observed in (np.nan, 0.0, 1e6):
        with pytest.raises(RefusedError, match="give the mean of the same costs"):
            calibrate(homes, jobs, cost, observed)
    with pytest.raises(RefusedError, match="Beta is nan"):
        distribute(homes, jobs, cost, np.nan)
