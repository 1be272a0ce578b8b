"""San Francisco's register in a twin of its own: people and homes at a point of their zone, linked."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spatial.analysis import analyses
from tests.journeys.conftest import OtherTwin
from tests.journeys.visitors import Visit, visit

PROFILES = Path(__file__).resolve().parents[2] / "fixtures/san_francisco"
FOLDER = "commute/san-francisco"
SHAPES = "zone_shapefile/bayarea_rtaz1454_rev1.shp"
BY_ZONE = {"zoning": "admin-areas", "admin_level": 9}
SHARED = {"zoning", "admin_level"}
Row = dict[str, str]
Points = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class City:
    """The twin, what its commands said, and the tables as they are published."""

    twin: OtherTwin
    told: str
    households: list[Row]
    persons: list[Row]
    zones: list[Row]

    @property
    def homes(self) -> list[Row]:
        """The households that live in a housing unit, which are as many dwellings."""
        return [row for row in self.households if row["UNITTYPE"] == "0"]

    @property
    def homes_by_zone(self) -> dict[str, int]:
        """How many homes each zone has."""
        return dict(Counter(row["TAZ"] for row in self.homes))


def read(path: Path) -> list[Row]:
    """The rows of a table."""
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def find_points(path: Path) -> Points:
    """A point within each zone, in degrees."""
    import geopandas

    zones = geopandas.read_file(path)
    points = zones.representative_point().to_crs(4326)
    return {str(int(name)): (at.x, at.y) for name, at in zip(zones["TAZ1454"], points, strict=True)}


def place(rows: list[Row], points: Points, path: Path) -> Path:
    """The rows with a point of their zone, as a table."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "lon", "lat"])
        writer.writeheader()
        for row in rows:
            lon, lat = points[row["TAZ"]]
            writer.writerow({**row, "lon": lon, "lat": lat})
    return path


def found_city(sample: Callable[[str], Path], twin: OtherTwin, folder: Path) -> City:
    """The register loaded into the twin and linked; `folder` takes the tables with their points."""
    source = sample(FOLDER)
    households, persons, zones = (
        read(source / f"{name}.csv") for name in ("households", "persons", "land_use")
    )
    points = find_points(source / SHAPES)
    in_units = [row for row in households if row["UNITTYPE"] == "0"]
    loads = {
        "mtc_zones": source / SHAPES,
        "mtc_dwellings": place(in_units, points, folder / "dwellings.csv"),
        "mtc_households": source / "households.csv",
        "mtc_persons": source / "persons.csv",
        "mtc_workplaces": place(zones, points, folder / "workplaces.csv"),
    }
    whose = {
        profile: [] if profile == "mtc_zones" else ["--dataset", "mtc", "--partial"] for profile in loads
    }
    told = twin.do_all(
        *(
            ["load", str(path), "--profile", str(PROFILES / f"{profile}.toml"), *whose[profile]]
            for profile, path in loads.items()
        ),
        ["load", str(source / "land_use.csv"), "--key", "TAZ"],
        [
            "load",
            str(source / "persons.csv"),
            "--profile",
            str(PROFILES / "mtc_persons.toml"),
            *whose["mtc_persons"],
        ],
        ["link"],
    )
    return City(twin, told, households, persons, zones)


def ask(city: City, *asked: tuple[str, dict[str, Any]], group: str = "housing") -> list[dict[str, Any]]:
    """The outcomes of analyses with their inputs, else those of their example."""
    visits = [
        Visit(f"/processes/{id}/execution", group, {"inputs": {**example(id), **inputs}})
        for id, inputs in asked
    ]
    answers = visit(city.twin, *visits)
    assert {status for status, _ in answers} == {200}, answers
    return [json.loads(content) for _, content in answers]


def example(id: str) -> dict[str, Any]:
    """The inputs of an analysis's example that are its own."""
    return {name: value for name, value in analyses[id].example.items() if name not in SHARED}


def pick(outcome: dict[str, Any], measure: str, part: str | None = None) -> dict[str, Any]:
    """The figures of a measure by zone; “” is the city, “-” what lies in no zone."""
    rows = [row for row in outcome["rows"] if (row["measure"], row["part"]) == (measure, part)]
    names = {"city": "", "unplaced": "-"}
    return {names.get(row["place"], row["code"]): row["value"] for row in rows}
