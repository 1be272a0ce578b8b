"""San Francisco's register as people and houses: counted anew from the tables, and told to whom it may be."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import OtherTwin
from tests.journeys.san_francisco import BY_ZONE, City, ask, found_city, pick
from tests.journeys.visitors import Visit, visit

UTM_10N = 32610
HOUSEHOLDS, PERSONS, ZONES, JOBS, HOMES = 5_000, 8_212, 25, 371_864, 4_427
K = 10
"""Fewer households or persons than this are not told of."""
NEED = {**BY_ZONE, "growth": 0.05, "reserve": 0.03}
# What the tables tell nothing of, and why it is null.
SILENT = {
    ("affordability", "affordable-share"): "no-denominator",
    ("ageing-stock", "by-age"): "no-denominator",
    ("ageing-stock", "by-safety"): "no-denominator",
    ("area-per-person", "area-per-person"): "not-known",
    ("area-per-person", "floor-area"): "not-known",
    ("area-per-person", "population"): "not-known",
    ("land-supply", "parcels"): "not-held",
    ("land-supply", "land-area"): "not-held",
    ("months-of-supply", "unsold"): "not-known",
    ("price-income", "price-income-ratio"): "not-known",
    ("price-income", "median-price"): "not-known",
    ("price-income", "median-income"): "not-known",
    ("residual-income", "residual-income"): "not-known",
}
GROUPS = ("", "planner", "housing")
INTERNAL = {"tenure", "use_state", "safety", "price", "rent", "sale", "sold_on"}
PROOFS = ("register", "residence", "both")
Outcomes = dict[str, dict[str, Any]]
SideBySide = tuple[int, dict[tuple[str, str, bool], str]]
"""The dwelling, and what each group is told of it: as JSON or a page, having sent a purpose or not."""


@pytest.fixture(scope="module")
def city(
    sample: Callable[[str], Path],
    other_twin: Callable[[int, int | None], OtherTwin],
    tmp_path_factory: pytest.TempPathFactory,
) -> City:
    """The register in its twin."""
    sample("commute/san-francisco")
    return found_city(sample, other_twin(UTM_10N, None), tmp_path_factory.mktemp("san_francisco"))


@pytest.fixture(scope="module")
def outcomes(city: City) -> Outcomes:
    """The figures by zone for the housing bureau, and for the city those that the tables do not tell."""
    silent = dict.fromkeys(analysis for analysis, _ in SILENT)
    asked: dict[str, tuple[str, dict[str, Any]]] = {
        "homes-jobs": ("homes-jobs", BY_ZONE),
        "need": ("need-by-zone", NEED),
        **{proof: ("vacancy", {**BY_ZONE, "proof": proof}) for proof in PROOFS},
        **{analysis: (analysis, {}) for analysis in silent},
    }
    return dict(zip(asked, ask(city, *asked.values()), strict=True))


def few(expected: dict[str, int]) -> set[str]:
    """The zones of fewer than K, which here are two and hold more than K together."""
    found = {zone for zone, number in expected.items() if number < K}
    assert len(found) > 1 and sum(expected[zone] for zone in found) >= K
    return found


def count(city: City, table: str, column: str) -> dict[Any, int]:
    """How many rows have each value."""
    return dict(city.twin.ask(f"SELECT {column}, count(*) FROM {table} GROUP BY 1"))


def test_the_register_comes_in_whole_and_its_parts_agree(city: City) -> None:
    for told in ("dwelling: 4427 read, 4427 opened", "household: 5000 read, 5000 opened"):
        assert told in city.told
    assert "person: 8212 read, 8212 opened" in city.told
    assert "persons.csv: unchanged" in city.told
    assert "household-dwelling of household in mtc: 4427 of 5000 (88.5%), 0 proposed" in city.told
    assert "person-household of person in mtc: 8212 of 8212 (100.0%), 0 proposed" in city.told
    sums = "SELECT sum(size), count(income), count(attributes ->> 'income') FROM twin_household"
    assert city.twin.ask(sums) == [(PERSONS, 0, HOUSEHOLDS)]
    assert count(city, "twin_household", "kind") == {"family": HOMES, "collective": 573}
    assert count(city, "twin_person", "sex") == {"male": 4_507, "female": 3_705}
    assert count(city, "twin_person", "occupation") == {
        **{"employed": 3_027 + 1_038, "student": 640 + 141 + 505, "retired": 1_299},
        **{"unemployed": 193, "other": 1_215 - 193 + 347},
    }
    assert count(city, "twin_person", "length(code)") == {32: PERSONS}
    assert count(city, "twin_household", "attributes ->> 'TAZ'") == Counter(
        row["TAZ"] for row in city.households
    )
    lived = Counter(row["household_id"] for row in city.persons)
    assert dict(city.twin.ask("SELECT code, size FROM twin_household")) == lived
    [page] = city.twin.get("/collections/land_use/items?limit=100")
    assert len(page["features"]) == ZONES
    assert sum(feature["properties"]["TOTEMP"] for feature in page["features"]) == JOBS


def test_homes_and_jobs_lie_in_the_zones_as_published_and_are_as_unlike_as_worked_out_anew(
    city: City, outcomes: Outcomes
) -> None:
    outcome = outcomes["homes-jobs"]
    homes, jobs = city.homes_by_zone, {row["TAZ"]: int(row["TOTEMP"]) for row in city.zones}
    rows = [row for row in outcome["rows"] if row["measure"] == "jobs-per-home" and row["place"] == "zone"]
    assert {row["code"]: row["denominator"] for row in rows if row["denominator"]} == homes
    assert {row["code"]: row["numerator"] for row in rows if row["numerator"]} == jobs
    assert (sum(homes.values()), sum(jobs.values())) == (HOMES, JOBS)
    unlike = sum(abs(homes[zone] / HOMES - jobs[zone] / JOBS) for zone in jobs) / 2
    assert pick(outcome, "dissimilarity")[""] == pytest.approx(unlike) == pytest.approx(0.540871, abs=1e-6)
    assert pick(outcome, "homes-to-move")[""] == pytest.approx(unlike * HOMES)
    assert pick(outcome, "jobs-per-home")[""] == pytest.approx(JOBS / HOMES)


@pytest.mark.parametrize("proof", PROOFS)
def test_occupied_vacant_and_unknown_are_all_dwellings_and_the_zones_are_the_city(
    city: City, outcomes: Outcomes, proof: str
) -> None:
    names = ("occupied", "vacant", "unknown", "habitable")
    parts = {part: pick(outcomes[proof], "dwellings", part) for part in names}
    expected = city.homes_by_zone
    hidden = {zone for zone, figure in parts["occupied"].items() if figure is None}
    assert hidden == (set() if proof == "register" else few(expected))
    for zone in set(parts["habitable"]) - hidden:
        assert sum(parts[part][zone] for part in names[:3]) == parts["habitable"][zone]
    told = {zone: figure for zone, figure in parts["occupied"].items() if figure and zone}
    assert told == {zone: figure for zone, figure in expected.items() if zone not in hidden}
    assert sum(told.values()) + sum(expected[zone] for zone in hidden) == parts["occupied"][""] == HOMES
    assert (parts["vacant"][""], parts["unknown"][""], parts["habitable"][""]) == (0, 0, HOMES)


def test_need_is_what_the_households_of_each_zone_want_beyond_its_dwellings(
    city: City, outcomes: Outcomes
) -> None:
    expected = city.homes_by_zone
    need, households = (pick(outcomes["need"], measure) for measure in ("need", "households"))
    assert {zone for zone, figure in households.items() if figure is None} == few(expected)
    whole = {**{zone: expected[zone] for zone in expected.keys() - few(expected)}, "": HOMES}
    assert {zone: figure for zone, figure in households.items() if figure} == whole
    for zone, number in whole.items():
        assert need[zone] == pytest.approx(number * 1.05 / 0.97 - number)


def test_what_the_tables_do_not_tell_is_null_with_a_reason_and_never_nought(
    city: City, outcomes: Outcomes
) -> None:
    for (analysis, measure), reason in SILENT.items():
        rows = [row for row in outcomes[analysis]["rows"] if row["measure"] == measure]
        assert rows, measure
        assert {(row["value"], row["reason"]) for row in rows} == {(None, reason)}, measure
        assert outcomes[analysis]["reasons"][reason]["en"]
    [unsaid] = [row for row in outcomes["area-per-person"]["rows"] if row["measure"] == "population"]
    in_homes = {row["HHID"] for row in city.homes}
    assert unsaid["unknown"] == sum(row["household_id"] in in_homes for row in city.persons)


def test_strangers_are_given_no_figure_about_people(city: City) -> None:
    asked = {"need-by-zone": NEED, "vacancy": {"proof": "residence"}, "homes-jobs": BY_ZONE}
    visits = [Visit(f"/processes/{id}/execution", "", {"inputs": one}) for id, one in asked.items()]
    assert [status for status, _ in visit(city.twin, *visits)] == [403, 403, 200]


@pytest.fixture(scope="module")
def side_by_side(city: City) -> SideBySide:
    """The card of a rented home of three people as each group is told it, with a purpose sent and without."""
    members = defaultdict(list)
    for row in city.persons:
        members[row["household_id"]].append({"1": "male", "2": "female"}[row["sex"]])
    home = next(
        row["HHID"]
        for row in city.homes
        if row["TENURE"] == "3" and sorted(members[row["HHID"]]) == ["female", "male", "male"]
    )
    [[thing]] = city.twin.ask(f"SELECT thing_id FROM twin_dwelling WHERE code = '{home}'")
    form = {"purpose": "house-card", "note": "case 17"}
    visits = {
        (group, told, sent): Visit(
            f"/card/{thing}?lang=en&f={told}", group, form if sent else None, form=True
        )
        for group in GROUPS
        for told in ("json", "html")
        for sent in (False, True)
    }
    answers = visit(city.twin, *visits.values())
    assert {status for status, _ in answers} == {200}
    return thing, dict(zip(visits, (content for _, content in answers), strict=True))


def test_of_one_card_a_stranger_sees_the_open_fields_and_staff_the_internal_too(
    side_by_side: SideBySide,
) -> None:
    _, seen = side_by_side
    for group in GROUPS:
        home = json.loads(seen[group, "json", False])["dwelling"]
        facts = {one["name"]: one["value"] for one in home["facts"]}
        assert {one["name"] for one in home["withheld"]} == (set() if group else INTERNAL)
        assert facts.keys() & INTERNAL == (INTERNAL if group else set())
        assert facts["area_gross"] is None
        assert facts.get("tenure") == ("rented" if group else None)
        assert ("Rented" in seen[group, "html", False]) == bool(group)
        assert ("protected (sign in)" in seen[group, "html", False]) == (not group)


def test_who_lives_there_is_told_to_the_housing_bureau_alone_for_a_purpose_that_the_audit_keeps(
    city: City, side_by_side: SideBySide
) -> None:
    thing, seen = side_by_side
    told = {key: json.loads(page)["occupancy"] for key, page in seen.items() if key[1] == "json"}
    asks, rows = ("housing", "json", False), ("housing", "json", True)
    shown = {key: one["shown"] for key, one in told.items()}
    assert shown == dict.fromkeys(told, "protected") | {asks: "asks-purpose", rows: "rows"}
    [household], persons = told[rows]["household_rows"], told[rows]["person_rows"]
    assert (household["size"], household["income"]) == (3, None)
    assert sorted(row["sex"] for row in persons) == ["female", "male", "male"]
    names = {row["code"] for row in (household, *persons)}
    for (group, _, sent), page in seen.items():
        assert ("female" in page.lower()) == ((group, sent) == ("housing", True))
        assert (group, sent) == ("housing", True) or not [name for name in names if name in page]
    read = city.twin.ask(
        "SELECT who, purpose, note, kind, rows, door FROM twin_auditentry WHERE door LIKE '/card/%' "
        "ORDER BY number"
    )
    assert read == [
        ("one of housing", "house-card", "case 17", kind, number, f"/card/{thing}")
        for kind, number in (("household", 1), ("person", 3)) * 2
    ]
    assert city.twin.do("audit", "verify")
