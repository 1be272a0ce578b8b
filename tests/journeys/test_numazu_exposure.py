"""Numazu's published slopes and floods crossed with a made-up town among them, counted a second way."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.journeys.conftest import OtherTwin
from tests.journeys.visitors import Visit, visit

ZONE_8, JGD2011, DEGREES = 6676, 6695, 6668
HAZARDS = "hazard/plateau-numazu/udx"
SLOPES, FLOOD = f"{HAZARDS}/lsld/523857_lsld_6697_op.gml", f"{HAZARDS}/fld/52385721_fld_6697_l1_op.gml"
PROFILE = """
[[table]]
table = "buildings"
record = "building"
code = "name"
[table.fields]
storeys = { column = "storeys" }

[[table]]
table = "places"
record = "place"
code = "name"
[table.fields]
klass = { column = "klass" }
"""
STATES = ("exposed", "modelled-not-exposed", "not-modelled", "unknown")
HOMES = """
SELECT dwelling.code, ST_X(ST_PointOnSurface(house.footprint)), ST_Y(ST_PointOnSurface(house.footprint))
FROM twin_dwelling dwelling JOIN twin_house house ON house.code = dwelling.house
"""
# A person is where residences say, actual or registered, at the worst of them; else where the household is.
RESIDENTS = """
SELECT person.code, array_agg(home.code) FROM twin_person person
JOIN twin_household household ON household.code = person.household
LEFT JOIN twin_residence residence ON residence.person = person.code
JOIN twin_dwelling home ON home.unit_code = coalesce(residence.dwelling, household.dwelling)
WHERE person.resident GROUP BY person.code
"""


@dataclass(frozen=True)
class Town:
    """The twin, its buildings and schools, and the zones as they are published, in the twin's metres."""

    twin: OtherTwin
    buildings: Any
    schools: Any
    slopes: Any
    floods: Any
    outcomes: dict[str, Any]


def read_zones(path: Path, member: str, *tags: str) -> Any:
    """The members of a file with their rings as areas and the codes of tags, by way of no reader of ours."""
    import geopandas
    from shapely import MultiPolygon, Polygon, unary_union

    rows = []
    for text in re.findall(rf"<{member}\b.*?</{member}>", path.read_text("utf-8-sig"), re.S):
        rings = [
            np.array(ring.split(), dtype=float).reshape(-1, 3)[:, 1::-1]
            for ring in re.findall(r"<gml:posList>(.*?)</gml:posList>", text, re.S)
        ]
        area = unary_union(MultiPolygon([Polygon(ring) for ring in rings]).buffer(0))
        told = {tag: re.findall(rf"{tag}[^>]*>([^<]*)<", text)[0] for tag in tags}
        rows.append({**told, "geometry": area})
    return geopandas.GeoDataFrame(rows, crs=DEGREES).to_crs(ZONE_8)


def build(slopes: Any, floods: Any) -> tuple[Any, Any]:
    """Small houses a hundred metres apart over all the zones and some beyond, a row at the flood; schools."""
    import geopandas
    from shapely import box

    dice = np.random.default_rng(7)
    west, south, east, north = slopes.total_bounds
    spots = [(x, y) for x in np.arange(west - 300, east, 100) for y in np.arange(south - 300, north, 100)]
    left, low, right, high = floods.total_bounds
    spots += [(x, (low + high) / 2) for x in np.arange(left - 30, right + 30, 15)]
    corners = (
        np.array(spots)
        + dice.uniform(-20, 20, (len(spots), 2)) * (np.arange(len(spots)) < len(spots) - 9)[:, None]
    )
    sides = dice.uniform(8, 14, (len(spots), 2))
    houses = [box(*corner, *(corner + side)) for corner, side in zip(corners, sides, strict=True)]
    buildings = {"name": [f"B{at}" for at in range(len(houses))], "storeys": 2, "geometry": houses}
    schools = geopandas.points_from_xy(*(corners[::9] + 5).T)
    places = {"name": [f"S{at}" for at in range(len(schools))], "klass": "school", "geometry": schools}
    return tuple(geopandas.GeoDataFrame(one, crs=ZONE_8) for one in (buildings, places))


@pytest.fixture(scope="module")
def town(
    sample: Callable[[str], Path],
    other_twin: Callable[[int, int | None], OtherTwin],
    tmp_path_factory: pytest.TempPathFactory,
) -> Town:
    """The zones and the town loaded, a population made up for it and linked, and everything asked."""
    slopes = read_zones(sample(SLOPES), "urf:SedimentDisasterProneArea", "areaType", "disasterType")
    floods = read_zones(sample(FLOOD), "wtr:WaterBody", "rankOrg")
    buildings, schools = build(slopes, floods)
    folder = tmp_path_factory.mktemp("numazu")
    file, profile = folder / "town.gpkg", folder / "town.toml"
    buildings.to_file(file, layer="buildings")
    schools.to_file(file, layer="places")
    profile.write_text(PROFILE)
    twin = other_twin(ZONE_8, JGD2011)
    told = twin.do_all(
        ["load", str(sample(SLOPES)), str(sample(FLOOD))],
        ["load", str(file), "--profile", str(profile)],
        ["synthesise", "--seed", "3"],
        ["link"],
    )
    assert f"building: {len(buildings)} read, {len(buildings)} opened" in told
    asked = {
        f"{subject} {hazard}": Visit(
            f"/processes/exposed-{subject}/execution",
            "housing",
            {"inputs": {"hazard": hazard, "detail": "grade"}},
        )
        for subject in ("buildings", "dwellings", "people", "facilities")
        for hazard in ("landslide", "flood", "waterlogging")
    }
    answers = visit(twin, *asked.values())
    assert {status for status, _ in answers} == {200}, answers
    outcomes = {name: json.loads(page) for name, (_, page) in zip(asked, answers, strict=True)}
    return Town(twin, buildings, schools, slopes, floods, outcomes)


def judge(things: Any, zones: Any, model: list[str]) -> list[str]:
    """The state of each thing by the geometries as they are published, zones of one `model` being alike."""
    hit = things.geometry.apply(lambda shape: bool(zones.intersects(shape).any()))
    hulls = [group.union_all().convex_hull for _, group in (zones.groupby(model) if model else [(0, zones)])]
    covered = things.geometry.apply(lambda shape: any(hull.covers(shape) for hull in hulls))
    return [str(state) for state in np.select([hit, covered], STATES[:2], STATES[2])]


def told(town: Town, name: str, measure: str) -> dict[str, int]:
    """How many of a measure are in each state or class that any is in."""
    rows = town.outcomes[name]["rows"]
    return {row["part"]: row["numerator"] for row in rows if row["measure"] == measure and row["numerator"]}


def find_homes(town: Town, states: list[str]) -> dict[str, str]:
    """The state of each dwelling by the building its house stands in."""
    import geopandas

    codes, xs, ys = zip(*town.twin.ask(HOMES), strict=True)
    points = geopandas.GeoDataFrame({"code": codes}, geometry=geopandas.points_from_xy(xs, ys), crs=ZONE_8)
    at = points.sjoin(town.buildings.assign(state=states), predicate="within")
    assert len(at) == len(points) > 500
    return dict(zip(at["code"], at["state"], strict=True))


def test_buildings_are_in_the_states_the_published_slopes_put_them_in(town: Town) -> None:
    states = judge(town.buildings, town.slopes, ["disasterType"])
    assert len(town.slopes) == 81 and set(states) == set(STATES[:3])
    ranks = town.buildings.geometry.apply(
        lambda shape: town.slopes[town.slopes.intersects(shape)]["areaType"].astype(int).max()
    ).dropna()
    expected = Counter(states) + Counter(f"rank-{int(rank)}" for rank in ranks)
    assert told(town, "buildings landslide", "buildings") == dict(expected)


def test_flood_ranks_whose_meaning_is_not_told_leave_the_rank_unknown(town: Town) -> None:
    states = judge(town.buildings, town.floods, [])
    counts = Counter(states)
    assert counts["exposed"] > 2 and set(town.floods["rankOrg"]) == {"1", "2"}
    expected = {**counts, "rank-unknown": counts["exposed"]}
    assert told(town, "buildings flood", "buildings") == expected


def test_a_hazard_nobody_modelled_here_is_not_modelled_anywhere(town: Town) -> None:
    assert told(town, "buildings waterlogging", "buildings") == {"not-modelled": len(town.buildings)}
    assert told(town, "people waterlogging", "people").keys() == {"not-modelled"}


def test_dwellings_and_residents_are_in_the_states_of_their_buildings(town: Town) -> None:
    homes = find_homes(town, judge(town.buildings, town.slopes, ["disasterType"]))
    found = told(town, "dwellings landslide", "dwellings")
    assert {part: found[part] for part in STATES[:3]} == dict(Counter(homes.values()))
    worst = ("exposed", "not-modelled", "modelled-not-exposed")
    residents = Counter(
        min((homes[code] for code in codes), key=worst.index) for _, codes in town.twin.ask(RESIDENTS)
    )
    counted = told(town, "people landslide", "people")
    assert {part: counted[part] for part in STATES if counted.get(part)} == dict(residents)
    assert all(number >= 10 for number in residents.values())


def test_schools_are_in_the_states_of_their_points(town: Town) -> None:
    expected = Counter(judge(town.schools, town.slopes, ["disasterType"]))
    found = told(town, "facilities landslide", "schools")
    assert {part: found[part] for part in STATES if part in found} == dict(expected)


def test_the_card_of_a_building_says_the_same(town: Town) -> None:
    states = dict(
        zip(town.buildings["name"], judge(town.buildings, town.slopes, ["disasterType"]), strict=True)
    )
    chosen = {state: code for code, state in states.items()}
    things = dict(town.twin.ask("SELECT code, thing_id FROM twin_building"))
    pages = visit(town.twin, *(Visit(f"/card/{things[code]}?f=json") for code in chosen.values()))
    for state, (_, page) in zip(chosen, pages, strict=True):
        hazards = {one["hazard"]: one["exposure"] for one in json.loads(page)["hazards"]}
        assert hazards["landslide"] == state


def test_every_outcome_quotes_where_its_zones_are_from(town: Town) -> None:
    for name, outcome in town.outcomes.items():
        kinds = {source["dataset"] for source in outcome["sources"]}
        assert len(kinds) >= 3, name
        assert outcome["zoning"] == "city" and outcome["recorded"] and "convex hull" in outcome["how"]["en"]
