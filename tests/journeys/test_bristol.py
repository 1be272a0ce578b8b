"""Bristol's commuters in a twin of its own: nobody is lost, and the figures are those counted beside."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.journeys.conftest import OtherTwin
from tests.journeys.san_francisco import pick
from tests.journeys.visitors import Visit, visit

BRITISH_GRID = 27700
PROFILES = Path(__file__).resolve().parents[2] / "fixtures/bristol"
COMMUTERS, DRIVERS, STAYING = 238_805, 132_319, 28_680
ASKED = {"basis": "published", "zoning": "admin-areas", "admin_level": 9}
STRAIGHT = {**ASKED, "detour": 1.0, "rule": "half-nearest", "speed": 20.0}


@dataclass(frozen=True)
class Counted:
    """The same counted from the file: zones in the order of their codes, flows, kilometres between them."""

    codes: list[str]
    flows: Any
    kilometres: Any


@pytest.fixture(scope="module")
def counted(sample: Callable[[str], Path]) -> Counted:
    """Flows as they are published, and the straight way between a point of each zone."""
    import geopandas

    folder = sample("commute/bristol")
    zones = geopandas.read_file(folder / "bristol_zones.geojson").to_crs(BRITISH_GRID)
    zones = zones.sort_values("geo_code").reset_index(drop=True)
    codes = zones["geo_code"].tolist()
    place = {code: at for at, code in enumerate(codes)}
    flows = np.zeros((len(codes), len(codes)))
    with (folder / "bristol_od.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            flows[place[row["o"]], place[row["d"]]] += float(row["all"])
    points = zones.representative_point()
    xy = np.column_stack([points.x, points.y]) / 1000
    kilometres = np.hypot(*(xy.T[:, :, None] - xy.T[:, None, :]))
    np.fill_diagonal(kilometres, np.inf)
    np.fill_diagonal(kilometres, kilometres.min(axis=1) / 2)
    return Counted(codes, flows, kilometres)


@pytest.fixture(scope="module")
def told(
    sample: Callable[[str], Path], other_twin: Callable[[int, int | None], OtherTwin], counted: Counted
) -> dict[str, dict[str, Any]]:
    """The outcomes of the analyses, as anybody may ask for them."""
    folder, twin = sample("commute/bristol"), other_twin(BRITISH_GRID, None)
    loads = {
        "bristol_zones": ("bristol_zones.geojson", []),
        "bristol_flows": ("bristol_od.csv", ["--dataset", "flows"]),
        "bristol_car": ("bristol_od.csv", ["--dataset", "drivers"]),
        "bristol_stations": ("bristol_stations.geojson", []),
    }
    said = twin.do_all(
        *(
            ["load", str(folder / file), "--profile", str(PROFILES / f"{profile}.toml"), *more]
            for profile, (file, more) in loads.items()
        )
    )
    assert "commuteflow: 2910 read, 2910 opened" in said
    asked: dict[str, tuple[str, dict[str, Any]]] = {
        "balance": ("jobs-housing", ASKED),
        "drivers": ("jobs-housing", {**ASKED, "means": "car"}),
        "flows": ("commute-flows", ASKED),
        "excess": ("excess-commuting", STRAIGHT),
        "gravity": ("commute-gravity", STRAIGHT),
        "indices": ("commute-indices", STRAIGHT),
    }
    answers = visit(
        twin, *(Visit(f"/processes/{id}/execution", "", {"inputs": inputs}) for id, inputs in asked.values())
    )
    assert {status for status, _ in answers} == {200}, answers
    return {name: json.loads(content) for name, (_, content) in zip(asked, answers, strict=True)}


def by_zone(counted: Counted, figures: Any) -> dict[str, float]:
    """Figures by the code of the zone."""
    return dict(zip(counted.codes, figures.tolist(), strict=True))


def test_nobody_is_lost(told: dict[str, dict[str, Any]], counted: Counted) -> None:
    residents, jobs = pick(told["balance"], "employed-residents"), pick(told["balance"], "jobs")
    assert (residents[""], jobs[""], residents["-"]) == (COMMUTERS, COMMUTERS, 0)
    assert {**residents, "": 0, "-": 0} == {**by_zone(counted, counted.flows.sum(axis=1)), "": 0, "-": 0}
    assert pick(told["drivers"], "employed-residents")[""] == DRIVERS
    [flows] = told["flows"]["flows"]
    assert sum(count for *_, count in flows["rows"]) + (flows["left_out"]["count"] or 0) == COMMUTERS
    assert flows["hidden"] == 0


def test_ratios_are_those_of_the_table(told: dict[str, dict[str, Any]], counted: Counted) -> None:
    homes, work, staying = counted.flows.sum(axis=1), counted.flows.sum(axis=0), np.diag(counted.flows)
    ratio = pick(told["balance"], "jobs-housing-ratio")
    contained, supplied = (pick(told["balance"], name) for name in ("self-containment", "self-sufficiency"))
    for found, expected in ((ratio, work / homes), (contained, staying / homes), (supplied, staying / work)):
        assert {code: found[code] for code in counted.codes} == pytest.approx(by_zone(counted, expected))
    assert contained[""] == pytest.approx(STAYING / COMMUTERS)


def test_the_greatest_flow_and_its_ends_are_those_of_the_table(
    told: dict[str, dict[str, Any]], counted: Counted
) -> None:
    origin, destination, count = told["flows"]["flows"][0]["rows"][0]
    names = [place["code"] for place in told["flows"]["places"]]
    at, to = (counted.codes.index(names[end]) for end in (origin, destination))
    assert count == counted.flows.max() == counted.flows[at, to]


def test_the_least_and_the_most_are_those_of_another_solver(
    told: dict[str, dict[str, Any]], counted: Counted
) -> None:
    from scipy.optimize import linprog
    from scipy.sparse import eye_array, kron, vstack

    many, flows, way = len(counted.codes), counted.flows, counted.kilometres
    sums = vstack([kron(eye_array(many), np.ones((1, many))), kron(np.ones((1, many)), eye_array(many))])
    totals = np.concatenate([flows.sum(axis=1), flows.sum(axis=0)])
    for name, sign in (("least", 1), ("most", -1)):
        solved = linprog(sign * way.ravel(), A_eq=sums.tocsr(), b_eq=totals, method="highs-ipm")
        expected = sign * solved.fun / COMMUTERS
        assert pick(told["excess"], f"{name}-distance")[""] == pytest.approx(expected, rel=1e-5), name
    observed = (flows * way).sum() / COMMUTERS
    assert pick(told["excess"], "observed-distance")[""] == pytest.approx(observed, rel=1e-6)
    assert pick(told["indices"], "separation")[""] == pytest.approx(
        pick(told["excess"], "least-distance")[""]
    )


def test_the_gravity_model_meets_the_mean_observed(told: dict[str, dict[str, Any]], counted: Counted) -> None:
    modelled = pick(told["gravity"], "modelled-mean")
    assert modelled[""] == pytest.approx((counted.flows * counted.kilometres).sum() / COMMUTERS, rel=1e-5)
    assert pick(told["gravity"], "passes")[""] <= 12
    assert 0.6 < pick(told["gravity"], "cpc")[""] < 1


def test_the_indices_follow_from_the_ways(told: dict[str, dict[str, Any]], counted: Counted) -> None:
    minutes = counted.kilometres * 3
    for name, within in (
        ("within-45-minutes", minutes <= 45),
        ("over-60-minutes", minutes > 60),
        ("within-5-kilometres", counted.kilometres <= 5),
    ):
        share = counted.flows[within].sum() / COMMUTERS
        assert pick(told["indices"], name)[""] == pytest.approx(share, abs=1e-6), name
    assert 0 < pick(told["indices"], "near-rail")[""] < 1
    assert pick(told["indices"], "transit-45-minutes")[""] is None
    assert told["indices"]["reasons"]["not-held"]
