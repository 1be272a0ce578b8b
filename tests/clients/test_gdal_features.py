"""GDAL reads every layer as OGC API Features: its fields, pages, boxes, conditions and systems.

Both GDALs a machine may have are asked: that of the wheels, and the older one of the distribution.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import pytest
import shapely

from tests.journeys.conftest import OtherTwin

PATIENCE, SEEN = 120, 20
TYPES = {
    "string": ("OFTString", "OFSTNone"),
    "integer": ("OFTInteger", "OFSTNone"),
    "number": ("OFTReal", "OFSTNone"),
    "boolean": ("OFTInteger", "OFSTBoolean"),
    "object": ("OFTString", "OFSTJSON"),
}
SYSTEMS = ("EPSG:3857", "EPSG:4490", "EPSG:4549", "EPSG:4548")
# A process of its own shows on its standard error what GDAL asks of the server.
ASK = "import sys, pyogrio; pyogrio.raw.read(sys.argv[1], layer=sys.argv[2], where=sys.argv[3])"


@dataclass(frozen=True)
class Table:
    """What GDAL made of a layer."""

    crs: str
    types: dict[str, tuple[str, str]]
    ids: list[int]
    values: dict[str, Any]
    shapes: np.ndarray[Any, Any]


Reader = Callable[..., Table]


def read(source: str | Path, layer: str, **options: Any) -> Table:
    """A layer by the GDAL of the wheels; options are those of reading and of the driver."""
    meta, ids, shapes, values = pyogrio.raw.read(source, layer=layer, return_fids=True, **options)
    types = dict(zip(meta["fields"], zip(meta["ogr_types"], meta["ogr_subtypes"], strict=True), strict=True))
    told = dict(zip(meta["fields"], values, strict=True))
    return Table(meta["crs"], types, ids.tolist(), told, shapely.from_wkb(shapes))


def convert(folder: Path, source: str, layer: str, **options: Any) -> Table:
    """The same by the distribution's GDAL, which copies the layer into a GeoPackage."""
    target, words = folder / f"{len(list(folder.iterdir()))}.gpkg", []
    if box := options.pop("bbox", None):
        words += ["-spat", *map(str, box)]
    if where := options.pop("where", None):
        words += ["-where", where]
    for name, value in options.items():
        words += ["-oo", f"{name}={value}"]
    command = ["ogr2ogr", "-preserve_fid", *words, str(target), source, layer]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return read(target, layer)


@pytest.fixture(params=["of the wheels", "of the distribution"])
def reader(request: pytest.FixtureRequest, tmp_path: Path) -> Reader:
    """Each GDAL in turn."""
    if request.param == "of the wheels":
        return read
    if shutil.which("ogr2ogr") is None:
        pytest.skip("ogr2ogr is not on this machine; `apt install gdal-bin` brings it.")
    return partial(convert, tmp_path)


@pytest.fixture
def filled(served: tuple[OtherTwin, str]) -> dict[str, list[dict[str, Any]]]:
    """The features of each layer that has any, as the server tells them."""
    twin, address = served
    told = {}
    for one in twin.fetch(f"{address}/collections")["collections"]:
        page = twin.fetch(f"{address}/collections/{one['id']}/items?limit=10000")
        if page["features"]:
            assert "next" not in {link["rel"] for link in page["links"]}
            told[one["id"]] = page["features"]
    assert len(told) > 8
    return told


def test_every_collection_is_a_layer(served: tuple[OtherTwin, str]) -> None:
    twin, address = served
    told = twin.fetch(f"{address}/collections")["collections"]
    assert pyogrio.list_layers(f"OAPIF:{address}")[:, 0].tolist() == [one["id"] for one in told]


@pytest.mark.skipif(
    shutil.which("ogrinfo") is None,
    reason="ogrinfo is not on this machine; `apt install gdal-bin` brings it.",
)
def test_every_collection_is_a_layer_of_the_older_gdal(served: tuple[OtherTwin, str]) -> None:
    twin, address = served
    command = ["ogrinfo", "-q", f"OAPIF:{address}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    told = twin.fetch(f"{address}/collections")["collections"]
    assert [line.split()[1] for line in done.stdout.splitlines()] == [one["id"] for one in told]


def test_features_and_fields_are_those_of_the_schema(
    served: tuple[OtherTwin, str], reader: Reader, filled: dict[str, list[dict[str, Any]]]
) -> None:
    twin, address = served
    for id, features in filled.items():
        found = reader(f"OAPIF:{address}", id, PAGE_SIZE=str(SEEN))
        schema = twin.fetch(f"{address}/collections/{id}/schema")["properties"]
        del schema["geometry"]
        assert list(found.types) == list(schema), id
        assert found.ids == [one["id"] for one in features]
        for name, told in schema.items():
            meant = TYPES[told["type"][0]]
            if reader is read:
                # By the schema of a feature; objects are texts by it.
                assert found.types[name] == (meant if told["type"][0] != "object" else TYPES["string"]), name
            elif any(one["properties"][name] is not None for one in features[:SEEN]):
                # The older GDAL goes by the first page: what has no value there is a text to it.
                assert found.types[name] == meant, (id, name)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_pages_of_any_size_give_every_feature_once(
    served: tuple[OtherTwin, str], reader: Reader, filled: dict[str, list[dict[str, Any]]], size: int
) -> None:
    _, address = served
    for id in ("roads", "buildings") if size > 1 else ("admin-areas",):
        found = reader(f"OAPIF:{address}", id, PAGE_SIZE=str(size))
        assert found.ids == [one["id"] for one in filled[id]]


def test_a_box_gives_what_meets_it(served: tuple[OtherTwin, str], reader: Reader) -> None:
    _, address = served
    whole = reader(f"OAPIF:{address}", "buildings")
    west, south, east, north = shapely.total_bounds(whole.shapes)
    box = (west, south, (west + east) / 2, (south + north) / 2)
    meant = [
        id for id, shape in zip(whole.ids, whole.shapes, strict=True) if shape.intersects(shapely.box(*box))
    ]
    assert 0 < len(meant) < len(whole.ids)
    assert reader(f"OAPIF:{address}", "buildings", bbox=box).ids == meant


def test_a_condition_gives_what_meets_it(
    served: tuple[OtherTwin, str], reader: Reader, filled: dict[str, list[dict[str, Any]]]
) -> None:
    _, address = served
    one = filled["buildings"][5]
    for name in ("code", "year", "function"):
        value = one["properties"][name]
        meant = [other["id"] for other in filled["buildings"] if other["properties"][name] == value]
        asked = f"{name} = '{value}'" if isinstance(value, str) else f"{name} = {value}"
        assert reader(f"OAPIF:{address}", "buildings", where=asked).ids == meant


def test_equality_is_asked_of_the_server(served: tuple[OtherTwin, str]) -> None:
    _, address = served
    done = subprocess.run(
        [sys.executable, "-c", ASK, f"OAPIF:{address}", "buildings", "year = 2001 AND height > 3"],
        env={"CPL_DEBUG": "ON"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert "&year=2001" in done.stderr


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_is_told_in_its_order_of_axes(
    served: tuple[OtherTwin, str], filled: dict[str, list[dict[str, Any]]], system: str
) -> None:
    _, address = served
    found = read(f"OAPIF:{address}", "buildings", CRS=system)
    assert found.crs == system
    stored = read(f"OAPIF:{address}", "buildings", CRS="EPSG:4549")
    turn = pyproj.Transformer.from_crs("EPSG:4549", system, always_xy=True).transform
    meant = shapely.transform(stored.shapes, turn, interleaved=False)
    near = 1e-6 if pyproj.CRS(system).is_geographic else 0.002
    assert np.abs(shapely.get_coordinates(found.shapes) - shapely.get_coordinates(meant)).max() < near
    [west, south, east, north] = shapely.total_bounds(found.shapes)
    part = read(f"OAPIF:{address}", "buildings", CRS=system, bbox=(west, south, (west + east) / 2, north))
    assert 0 < len(part.ids) < len(found.ids)


def test_the_storage_system_is_the_usual_one(served: tuple[OtherTwin, str]) -> None:
    twin, address = served
    assert read(f"OAPIF:{address}", "buildings").crs == "EPSG:4549"
    kept = dict(
        twin.ask("SELECT thing_id, ST_AsBinary(footprint) FROM twin_building WHERE parent_id IS NULL")
    )
    found = read(f"OAPIF:{address}", "buildings")
    table = shapely.from_wkb(np.array([bytes(kept[id]) for id in found.ids], dtype=object))
    assert np.abs(shapely.bounds(table) - shapely.bounds(found.shapes)).max() < 0.002


def test_an_empty_layer_has_its_fields(served: tuple[OtherTwin, str]) -> None:
    twin, address = served
    empty = [
        one["id"]
        for one in twin.fetch(f"{address}/collections")["collections"]
        if not twin.fetch(f"{address}/collections/{one['id']}/items?limit=1")["features"]
    ]
    assert empty
    for id in empty[:3]:
        schema = twin.fetch(f"{address}/collections/{id}/schema")["properties"]
        del schema["geometry"]
        assert list(pyogrio.read_info(f"OAPIF:{address}", layer=id)["fields"]) == list(schema), id
