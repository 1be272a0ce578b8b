"""Porto Alegre's people and jobs in a twin of its own: none is lost, and reach is as counted beside."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spatial import crs
from tests.journeys.conftest import OtherTwin
from tests.journeys.san_francisco import pick
from tests.journeys.visitors import Visit, visit
from tests.spatial.routing.cities import read_porto_alegre

UTM_22S = 32722
PROFILE = Path(__file__).resolve().parents[2] / "fixtures/porto_alegre/porto_alegre_streets.toml"
CELLS, PEOPLE, JOBS = 1_227, 812_935, 337_921
LAYER = "poa_hexgrid"
PEOPLE_OF_CELLS = {"demand": "layer", "demand_layer": LAYER, "demand_count": "population"}
ASKED = {**PEOPLE_OF_CELLS, "facilities": LAYER, "facility_classes": "", "zoning": "h3/8"}


@dataclass(frozen=True)
class Cells:
    """The cells as they are published, in metres."""

    xy: Any
    people: Any
    jobs: Any
    healthcare: Any

    def within(self, metres: float) -> Any:
        """Which cell (columns) lies in reach of which (rows)."""
        return np.hypot(*(self.xy.T[:, :, None] - self.xy.T[:, None, :])) <= metres


@pytest.fixture(scope="module")
def cells(sample: Callable[[str], Path]) -> Cells:
    """The table of cells; where it tells no number, nobody is told of."""
    with (sample("commute/porto-alegre") / "poa_hexgrid.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    degrees = np.array([[float(row["lon"]), float(row["lat"])] for row in rows])
    people, jobs, care = (
        np.array([float(row[name] or 0) for row in rows]) for name in ("population", "jobs", "healthcare")
    )
    return Cells(crs.move(degrees, crs.LONLAT, UTM_22S), people, jobs, care)


@pytest.fixture(scope="module")
def told(
    sample: Callable[[str], Path],
    other_twin: Callable[[int, int | None], OtherTwin],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, dict[str, Any]]:
    """The outcomes of the analyses, as anybody may ask for them."""
    folder, twin = sample("commute/porto-alegre"), other_twin(UTM_22S, None)
    streets = write_streets(folder / "poa_osm.pbf", tmp_path_factory.mktemp("poa") / "streets.geojson")
    said = twin.do_all(
        ["load", str(folder / "poa_hexgrid.csv"), "--key", "id"],
        ["load", str(streets), "--profile", str(PROFILE)],
    )
    assert f"{CELLS} read, {CELLS} opened" in said
    asked: dict[str, tuple[str, dict[str, Any]]] = {
        "jobs": ("opportunities", {**ASKED, "capacity": "jobs", "metres": 2500}),
        "walk": ("opportunities", {**ASKED, "capacity": "jobs", "way": "walking", "minutes": 30}),
        "drive": ("opportunities", {**ASKED, "capacity": "jobs", "way": "driving", "minutes": 30}),
        "care": ("floating-catchment", {**ASKED, "capacity": "healthcare", "metres": 1500}),
        "isochrone": (
            "isochrones",
            {**PEOPLE_OF_CELLS, "longitude": -51.2284, "latitude": -30.0277, "minutes": "10, 20"},
        ),
    }
    answers = visit(
        twin, *(Visit(f"/processes/{id}/execution", "", {"inputs": inputs}) for id, inputs in asked.values())
    )
    assert {status for status, _ in answers} == {200}, answers
    return {name: json.loads(content) for name, (_, content) in zip(asked, answers, strict=True)}


def write_streets(source: Path, path: Path) -> Path:
    """The streets of the extract, their tags as columns."""
    import shapely

    features = [
        {
            "type": "Feature",
            "geometry": shapely.geometry.mapping(road.footprint),
            "properties": {
                "osm_id": road.code,
                "highway": road.klass,
                "name": road.name,
                "maxspeed": road.maxspeed,
                **{name: road.attributes.get(name) for name in ("oneway", "junction")},
            },
        }
        for road in read_porto_alegre(source)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_no_person_and_no_job_is_lost(told: dict[str, dict[str, Any]], cells: Cells) -> None:
    assert (cells.people.sum(), cells.jobs.sum()) == (PEOPLE, JOBS)
    for name in ("jobs", "walk"):
        [city] = [row for row in told[name]["rows"] if (row["measure"], row["place"]) == ("in-reach", "city")]
        assert city["denominator"] + city["unknown"] == PEOPLE
    demand = pick(told["care"], "demand")
    assert demand[""] == sum(count for zone, count in demand.items() if zone) == PEOPLE
    assert pick(told["care"], "capacity")[""] == cells.healthcare.sum()


def test_the_cells_are_told_as_a_source(told: dict[str, dict[str, Any]]) -> None:
    assert {source["dataset"] for source in told["jobs"]["sources"]} == {LAYER}
    assert {source["dataset"] for source in told["walk"]["sources"]} == {LAYER, "streets"}


def test_jobs_in_a_straight_line_are_those_counted_beside(
    told: dict[str, dict[str, Any]], cells: Cells
) -> None:
    reached = cells.within(2500) @ cells.jobs
    assert pick(told["jobs"], "in-reach")[""] == pytest.approx((cells.people * reached).sum() / PEOPLE)


def test_the_walk_along_the_streets_reaches_no_more_than_a_straight_one(
    told: dict[str, dict[str, Any]],
) -> None:
    straight, walk, drive = (pick(told[name], "in-reach") for name in ("jobs", "walk", "drive"))
    for zone, reached in walk.items():
        assert reached is None or straight[zone] is None or reached <= straight[zone] + 1e-6, zone
    assert 0 < walk[""] < straight[""] < drive[""] <= JOBS


def test_care_is_handed_out_whole_to_who_reaches_it(told: dict[str, dict[str, Any]], cells: Cells) -> None:
    near = cells.within(1500)
    shared = near.T @ cells.people
    ratio = np.divide(cells.healthcare, shared, out=np.zeros(CELLS), where=shared > 0)
    access = near @ ratio
    assert pick(told["care"], "per-thousand")[""] == pytest.approx(
        (cells.people * access).sum() / PEOPLE * 1000
    )
    assert (cells.people * access).sum() == pytest.approx(cells.healthcare[shared > 0].sum())


def test_a_longer_time_reaches_more_people(told: dict[str, dict[str, Any]]) -> None:
    ten, twenty = (pick(told["isochrone"], "demand", f"{minutes} min")[""] for minutes in (10, 20))
    assert 0 < ten < twenty < PEOPLE
    first, second = told["isochrone"]["shapes"]["features"]
    assert (first["properties"]["value"], second["properties"]["value"]) == (20, 10)
