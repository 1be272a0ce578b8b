"""Real tables of other cities and of the whole world, published into a twin of Hangzhou while it serves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import numpy as np
import pyogrio
import pytest
import shapely
from shapely.geometry import shape

from tests.expected_tiles import Square, assert_holds, drawn, read, to_mercator
from tests.journeys.conftest import OtherTwin

Make = Callable[[int, int | None], OtherTwin]
WORLD = "conformance/ogc-cql2/cql2/standard/data/ne110m4cql2.gpkg"
COUNTRIES, PLACES, RIVERS = (
    "ne_110m_admin_0_countries",
    "ne_110m_populated_places_simple",
    "ne_110m_rivers_lake_centerlines",
)
BUBENEC, BRISTOL = "land/bubenec/bubenec.gpkg", "commute/bristol/bristol_{}.geojson"
# Layer: file, table, rows as published with the data, the column that tells them apart.
LAYERS = {
    "tessellation": (BUBENEC, "tessellation", 144, "uID"),
    "bubenec-buildings": (BUBENEC, "buildings", 144, "uID"),
    "streets": (BUBENEC, "streets", 35, None),
    "plots": (BUBENEC, "plots", 407, "ID"),
    "bristol_zones": (BRISTOL.format("zones"), "bristol_zones", 102, "geo_code"),
    "bristol_stations": (BRISTOL.format("stations"), "bristol_stations", 43, "index"),
    COUNTRIES: (WORLD, COUNTRIES, 177, "ADM0_A3"),
    PLACES: (WORLD, PLACES, 243, "name"),
    RIVERS: (WORLD, RIVERS, 13, "name"),
}
TYPES = {
    "OFTInteger": ("integer", None),
    "OFTInteger64": ("integer", None),
    "OFTReal": ("number", None),
    "OFTString": ("string", None),
    "OFTDate": ("string", "date"),
    "OFTDateTime": ("string", "date-time"),
}
each = pytest.mark.parametrize("layer", LAYERS)


@dataclass(frozen=True)
class Served:
    """The twin at its address, and where the samples lie."""

    twin: OtherTwin
    address: str
    sample: Callable[[str], Path]

    def get(self, path: str) -> dict[str, Any]:
        """What it answers."""
        return self.twin.fetch(f"{self.address}{path}")

    def features(self, layer: str) -> list[dict[str, Any]]:
        """All features of a layer."""
        found: list[dict[str, Any]] = self.get(f"/collections/{layer}/items?limit=1000")["features"]
        return found

    def tile(self, layer: str, square: Square) -> bytes:
        """A tile."""
        with urlopen(f"{self.address}/tiles/{layer}/{square.z}/{square.x}/{square.y}.mvt") as answer:
            content: bytes = answer.read()
        return content

    def read(self, layer: str) -> tuple[dict[str, Any], dict[Any, Any], dict[Any, dict[str, Any]]]:
        """The layer's table as GDAL reads it: about it, its shapes and values by what tells rows apart."""
        file, table, _, key = LAYERS[layer]
        about, _, shapes, values = pyogrio.raw.read(self.sample(file), layer=table, datetime_as_string=True)
        rows = [dict(zip(about["fields"], row, strict=True)) for row in zip(*values, strict=True)]
        keys = [row[key] for row in rows] if key else range(len(shapes))
        assert len(set(keys)) == len(shapes)
        found = shapely.from_wkb(shapes)
        return about, dict(zip(keys, found, strict=True)), dict(zip(keys, rows, strict=False))


@pytest.fixture(scope="module")
def served(other_twin: Make, sample: Callable[[str], Path]) -> Iterator[Served]:
    """A twin that serves before anything is published into it."""
    twin = other_twin(4549, 5737)
    with twin.serving() as address:
        asked = twin.fetch(f"{address}/collections")
        assert not {one["id"] for one in asked["collections"]} & set(LAYERS)
        bubenec = str(sample(BUBENEC))
        assert "--table “buildings” --as NAME" in twin.run("load", bubenec).stdout
        twin.do("load", bubenec, "--table", "buildings", "--as", "bubenec-buildings")
        for name in ("zones", "stations"):
            twin.do("load", str(sample(BRISTOL.format(name))))
        twin.do("load", str(sample(WORLD)))
        yield Served(twin, address, sample)


def test_every_table_is_live_without_a_restart(served: Served) -> None:
    assert set(LAYERS) <= {one["id"] for one in served.get("/collections")["collections"]}
    style = served.get("/tiles/style.json")
    assert set(LAYERS) <= set(style["sources"])
    assert set(LAYERS) <= {one.get("source") for one in style["layers"]}


@each
def test_every_row_is_there_with_its_geometry(served: Served, layer: str) -> None:
    file, _, number, key = LAYERS[layer]
    page = served.get(f"/collections/{layer}/items?limit=1000&count=exact")
    _, shapes, _ = served.read(layer)
    assert page["numberMatched"] == len(page["features"]) == len(shapes) == number
    for feature in page["features"] if key else []:
        wanted, told = shapes[feature["properties"][key]], shape(feature["geometry"])
        if file == BUBENEC:  # in metres of EPSG:3857
            told = shapely.transform(told, to_mercator)
        within = 0.02 if file == BUBENEC else 1e-7
        assert shapely.hausdorff_distance(told, wanted) < within


@each
def test_columns_keep_their_names_order_types_and_values(served: Served, layer: str) -> None:
    about, _, rows = served.read(layer)
    schema = served.get(f"/collections/{layer}/schema")["properties"]
    kept = {
        name: (said["type"][0], said.get("format"))
        for name, said in schema.items()
        if isinstance(said.get("type"), list)
    }
    types = [
        ("boolean", None) if sub == "OFSTBoolean" else TYPES[type]
        for type, sub in zip(about["ogr_types"], about["ogr_subtypes"], strict=True)
    ]
    assert list(kept.items()) == list(zip(about["fields"], types, strict=True))
    for feature in served.features(layer) if rows else []:
        told = feature["properties"]
        wanted = rows[told[LAYERS[layer][3]]]
        assert list(told) == list(wanted)
        assert all(alike(told[name], wanted[name]) for name in told), (told, wanted)


def alike(told: Any, wanted: Any) -> bool:
    """Whether REST tells what GDAL reads, which gives gaps as NaN and UTC without saying so."""
    if wanted is None or (isinstance(wanted, float | np.floating) and np.isnan(wanted)):
        return told is None
    if isinstance(wanted, str) and "T" in wanted and told != wanted:
        return told == f"{wanted}+00:00"
    return bool(told == wanted)


@pytest.mark.parametrize("layer", [COUNTRIES, PLACES, RIVERS])
def test_the_world_is_drawn_where_it_lies_from_the_whole_to_an_eighth(served: Served, layer: str) -> None:
    world, key = drawn(served.read(layer)[1]), str(LAYERS[layer][3])
    held = [
        assert_holds(served.tile(layer, square), layer, square, key, world)
        for z in range(4)
        for square in (Square(z, x, y) for x in range(2**z) for y in range(2**z))
    ]
    assert held[0] > 0.9 * len(world) or layer == COUNTRIES
    assert sum(held) > len(world)


@pytest.mark.parametrize("code", ["FJI", "RUS", "ATA"])
def test_both_sides_of_the_antimeridian_hold_their_part_of_a_country(served: Served, code: str) -> None:
    world = drawn(served.read(COUNTRIES)[1])
    for x in (0, 2**6 - 1):
        edge = [Square(6, x, y) for y in range(2**6)]
        reached = [square for square in edge if world[code].intersects(square.box(-0.01))]
        assert reached, f"{code} reaches column {x}"
        for square in reached:
            content = served.tile(COUNTRIES, square)
            assert assert_holds(content, COUNTRIES, square, "ADM0_A3", world)
            assert code in read(content, COUNTRIES, square, "ADM0_A3")
