"""A quarter of Prague from one GeoPackage: buildings, streets, its plots as land parcels or as land use."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import OtherTwin
from tests.journeys.visitors import Visit, visit

UTM_33N = 32633
FILE = "land/bubenec/bubenec.gpkg"
CADASTRE = Path(__file__).resolve().parents[2] / "fixtures/bubenec/cadastre.toml"
PLOTS, BUILDINGS, STREETS = 407, 144, 35
PROFILE = """
[[table]]
table = "buildings"
record = "building"
code = "uID"

[[table]]
table = "streets"
record = "road"

[[table]]
table = "plots"
record = "land-use"
code = "ID"
[table.fields]
function = { column = "TYPPPD_KOD" }
[table.codes]
katastr = "ID_2"
"""
Make = Callable[[int, int | None], OtherTwin]


@dataclass(frozen=True)
class Cadastre:
    """The twin, the file's own plots in its system, and which of them lies under each building's surface."""

    twin: OtherTwin
    plots: Any
    under: dict[str, str]
    pages: dict[str, str]


@pytest.fixture(scope="module")
def cadastre(sample: Callable[[str], Path], other_twin: Make) -> Cadastre:
    """The quarter by the cadastre's profile, its buildings tied to the plots they stand on."""
    import geopandas

    path = sample(FILE)
    twin = other_twin(UTM_33N, None)
    told = twin.do_all(["load", str(path), "--profile", str(CADASTRE)], ["link"])
    for kind, number in {"building": BUILDINGS, "road": STREETS, "parcel": PLOTS}.items():
        assert f"{kind}: {number} read, {number} opened" in told
    plots, buildings = (
        geopandas.read_file(path, layer=layer).to_crs(UTM_33N) for layer in ("plots", "buildings")
    )
    points = buildings.assign(geometry=buildings.representative_point())
    found = points.sjoin(plots[["ID", "geometry"]], predicate="within")
    under = dict(zip(found["uID"].astype(str), found["ID"], strict=True))
    return Cadastre(twin, plots, under, ask_for_pages(twin))


def ask_for_pages(twin: OtherTwin) -> dict[str, str]:
    """The parcels, the land supply, and the card of the first building in the forms it is told in."""
    [[thing]] = twin.ask("SELECT thing_id FROM twin_building WHERE code = '1'")
    visits = {
        "parcels": Visit("/collections/parcels/items?limit=500&count=exact&lang=en"),
        "land-supply": Visit("/processes/land-supply/execution", body={"inputs": {}}),
        "card": Visit(f"/card/{thing}?f=json&lang=en"),
        "card in Chinese": Visit(f"/card/{thing}?f=html&lang=zh"),
        "card in English": Visit(f"/card/{thing}?f=html&lang=en"),
    }
    answers = visit(twin, *visits.values())
    assert {status for status, _ in answers} == {200}
    return dict(zip(visits, (page for _, page in answers), strict=True))


def test_plots_come_in_as_parcels_with_their_cadastral_numbers_and_nothing_invented(
    cadastre: Cadastre,
) -> None:
    page = json.loads(cadastre.pages["parcels"])
    assert page["numberMatched"] == PLOTS
    told = {feature["properties"]["code"]: feature["properties"] for feature in page["features"]}
    assert set(told) == set(cadastre.plots["ID"])
    unsaid = {"class", "area", "supply", "supplied_on", "floor_area_ratio", "unit_code", "usage"}
    assert {row[name] for row in told.values() for name in unsaid} == {None}
    codes = cadastre.twin.ask(
        "SELECT thing.code, code.code FROM twin_code code JOIN twin_thing thing ON thing.id = code.thing_id "
        "WHERE scheme = 'katastr'"
    )
    assert dict(codes) == dict(zip(cadastre.plots["ID"], cadastre.plots["ID_2"], strict=True))


def test_buildings_are_tied_to_the_plots_a_point_on_their_surface_lies_in(cadastre: Cadastre) -> None:
    rows = cadastre.twin.ask(
        "SELECT building.code, parcel.code, tie.method, tie.standing FROM twin_tie tie "
        "JOIN twin_thing building ON building.id = tie.thing_id "
        "JOIN twin_thing parcel ON parcel.id = tie.target_id WHERE tie.relation = 'building-parcel'"
    )
    assert {(method, standing) for _, _, method, standing in rows} == {("position", "stands")}
    assert sorted((building, parcel) for building, parcel, _, _ in rows) == sorted(cadastre.under.items())
    assert len(rows) == BUILDINGS


def test_land_supply_tells_parcels_and_area_and_leaves_the_rest_unknown(cadastre: Cadastre) -> None:
    outcome = json.loads(cadastre.pages["land-supply"])
    rows = {(row["measure"], row["part"]): row for row in outcome["rows"]}
    states = ("planned", "supplied", "started", "completed", "unknown")
    assert [rows["parcels", state]["value"] for state in states] == [0, 0, 0, 0, PLOTS]
    area = float(cadastre.plots.area.sum())
    assert rows["land-area", "unknown"]["value"] == pytest.approx(area) == pytest.approx(278_727.58)
    for measure in ("over-limit", "floor-area-ratio"):
        one = rows[measure, None]
        assert (one["value"], one["reason"], one["denominator"]) == (None, "no-denominator", 0)


def test_the_card_of_a_building_tells_the_plot_it_stands_on(cadastre: Cadastre) -> None:
    numbers = dict(zip(cadastre.plots["ID"], cadastre.plots["ID_2"], strict=True))
    number = numbers[cadastre.under["1"]]
    [parcel] = json.loads(cadastre.pages["card"])["parcels"]
    assert ("katastr", number) in {(one["scheme"], one["code"]) for one in parcel["codes"]}
    facts = {fact["name"]: (fact["value"], fact["source"]) for fact in parcel["facts"]}
    assert facts["code"] == (cadastre.under["1"], "bubenec")
    assert {facts[name] for name in ("class", "supply", "floor_area_ratio", "area")} == {(None, None)}
    for language, word in (("Chinese", "未知"), ("English", "unknown")):
        page = cadastre.pages[f"card in {language}"]
        assert number in page and word in page


def test_one_file_becomes_buildings_land_use_and_streets_as_another_profile_has_it(
    sample: Callable[[str], Path], other_twin: Make, tmp_path: Path
) -> None:
    path, twin = sample("land/bubenec/bubenec.gpkg"), other_twin(UTM_33N, None)
    profile = tmp_path / "bubenec.toml"
    profile.write_text(PROFILE)
    mapped, whole = (
        ["load", str(path), "--profile", str(profile)],
        ["load", str(path), "--table", "tessellation"],
    )
    told = twin.do_all(mapped, mapped, whole)
    for kind, number in {"building": 144, "road": 35, "landuse": 407}.items():
        assert f"{kind}: {number} read, {number} opened" in told
    assert "TABLE_LEFT_OUT tessellation" in told
    layers = ("buildings", "roads", "land-use", "tessellation")
    pages = twin.get(*(f"/collections/{layer}/items?limit=1&count=exact" for layer in layers))
    counts = [page["numberMatched"] for page in pages]
    assert counts == [BUILDINGS, STREETS, PLOTS, 144]
    assert twin.ask("SELECT count(DISTINCT code) FROM twin_code WHERE scheme = 'katastr'") == [(407,)]
    assert twin.ask("SELECT count(*) FROM twin_building WHERE ST_SRID(footprint) <> 32633") == [(0,)]
    assert "unchanged" in told
