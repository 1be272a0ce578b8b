"""Controls are met exactly or refused, each with the reason."""

from pathlib import Path

import numpy as np
import pytest

from spatial.errors import RefusedError
from spatial.population.zones import Zone, read_controls, settle_totals

ZONES = [Zone("01", "East"), Zone("02", "West"), Zone("03", "North"), Zone("04", "North")]
HOMES, ROOMS = np.array([1000, 500, 0, 10]), np.array([800, 0, 5000, 10])
JOBS = np.array([300.0, 0.0, 900.0, 4.0])


def read(folder: Path, text: str) -> list[Zone]:
    path = folder / "controls.csv"
    path.write_text(text, encoding="utf-8")
    return read_controls(path, ZONES)


def test_zones_are_found_by_code_or_name_and_empty_cells_ask_for_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, "﻿zone,population,jobs\nWest,900,\n01,,70\n")
    assert found == [Zone("01", "East", jobs=70), Zone("02", "West", population=900), *ZONES[2:]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("zone,population\nSouth,1\n", "line 2: there is no zone “South”; there are 01 East"),
        ("zone,population\nNorth,1\n", "2 zones are called “North”; name it by its code"),
        ("zone,population\n01,1\nEast,2\n", "line 3: zone “East” stands there twice"),
        ("zone,population\n01,-1\n", "“population” must be a whole number from 0"),
        ("zone,population\n01,1.5\n", "“population” must be a whole number from 0"),
        ("zone,population\n01,1,2\n", "line 2: there are more cells than columns"),
        ("zone,people\n01,1\n", "needs the column “zone” and one or more of population"),
        ("", "it has none"),
    ],
)
def test_a_table_that_cannot_be_taken_is_refused_by_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        read(tmp_path, text)


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes("zone,人".encode("gb18030"))
    with pytest.raises(RefusedError, match="UTF-8"):
        read_controls(tmp_path / "x.csv", ZONES)


def test_what_is_asked_for_is_met_and_the_rest_follows_from_homes_and_jobs() -> None:
    asked = [Zone("01", "East", 2000, 700, 600), *ZONES[1:]]
    totals = settle_totals(asked, HOMES, ROOMS, JOBS, None)
    assert (totals.population[0], totals.households[0], totals.jobs[0]) == (2000, 700, 600)
    assert totals.population[2] == totals.households[2] == 0
    assert (totals.households <= HOMES).all() and (totals.households <= totals.population).all()
    assert totals.jobs[1] == 0 and totals.jobs[2] > totals.jobs[3]


def test_the_city_s_total_is_shared_among_the_zones_that_are_free() -> None:
    totals = settle_totals([Zone("01", "East", 2000), *ZONES[1:]], HOMES, ROOMS, JOBS, 3000)
    assert totals.population[0] == 2000 and totals.population.sum() == 3000


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        (Zone("03", "North", population=5), "5 people are asked for, but there are 0 dwellings"),
        (Zone("03", "North", households=5), "5 households are asked for, but its buildings hold 0 dwellings"),
        (Zone("03", "North", jobs=5001), "5001 jobs are asked for, but its buildings have room for 5000"),
        (Zone("03", "North", population=5, households=0), "there are 0 households of at most 7"),
    ],
)
def test_a_control_that_cannot_be_met_is_named_with_the_reason(zone: Zone, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        settle_totals([*ZONES[:2], zone, ZONES[3]], HOMES, ROOMS, JOBS, None)


def test_fewer_people_than_households_are_refused() -> None:
    with pytest.raises(RefusedError, match="3 people cannot make up 4 households"):
        settle_totals([Zone("01", "East", 3, 4), *ZONES[1:]], HOMES, ROOMS, JOBS, None)


@pytest.mark.parametrize("population", [1999, 10_000_000])
def test_a_city_s_total_that_the_zones_cannot_have_is_refused(population: int) -> None:
    with pytest.raises(RefusedError, match="the zones that are controlled take 2000"):
        settle_totals([Zone("01", "East", 2000), *ZONES[1:]], HOMES, ROOMS, JOBS, population)
