"""The demo city, and our own small one: from file to rows to what other people's programs read of them."""

import math
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from spatial.tile_matrix import WORLD
from tests.conftest import FIXTURES
from tests.journeys.conftest import OtherTwin
from twin.layer import ANONYMOUS, layers

Make = Callable[[int, int | None], OtherTwin]
COUNTS = {
    "buildings": 32_060,
    "roads": 11_211,
    "land-use": 1_258,
    "addresses": 21_753,
}
TABLES = {one.id: f"twin_{one.model.lower()}" for one in layers if ANONYMOUS in one.audience}


@pytest.fixture(scope="module", params=["base/astana", "fixtures"])
def served(
    request: pytest.FixtureRequest, sample: Callable[[str], Path], other_twin: Make
) -> Iterator[tuple[OtherTwin, str, bool]]:
    """A twin with the city loaded, its address, and whether it is Astana."""
    real = request.param != "fixtures"
    path = sample(request.param) if real else FIXTURES / "osm_tiles"
    twin = other_twin(32642, None) if real else other_twin(4549, 5737)
    twin.do("load", str(path), "--dataset", "osm")
    with twin.serving() as address:
        yield twin, address, real


def count(twin: OtherTwin, layer: str) -> int:
    """How many rows of a layer stand in the table."""
    parts = {"buildings": "AND parent_id IS NULL", "building-parts": "AND parent_id IS NOT NULL"}
    [[rows]] = twin.ask(
        f"SELECT count(*) FROM {TABLES[layer]} WHERE upper_inf(recorded) {parts.get(layer, '')}"
    )
    return int(rows)


def test_gdal_counts_what_the_table_holds(served: tuple[OtherTwin, str, bool]) -> None:
    twin, address, real = served
    if shutil.which("ogrinfo") is None:
        pytest.skip("There is no ogrinfo; `apt install gdal-bin` brings it.")
    told = subprocess.run(
        ["ogrinfo", "-ro", "-so", "-al", f"OAPIF:{address}/", "-oo", "PAGE_SIZE=10000"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = dict(re.findall(r"Layer name: (\S+)\n.*?Feature Count: (\d+)", told, re.S))
    assert {id: int(number) for id, number in found.items()} == {id: count(twin, id) for id in TABLES}
    if real:
        assert {id: int(found[id]) for id in COUNTS} == COUNTS
        kinds = "SELECT count(*) FILTER (WHERE klass = 'school'), count(*) FILTER (WHERE klass = 'hospital')"
        assert twin.ask(f"{kinds} FROM twin_place") == [(93, 33)]
        tagged = "attributes ? 'building:levels' OR attributes ? 'height'"
        assert twin.ask(f"SELECT count(*) FROM twin_building WHERE parent_id IS NULL AND ({tagged})") == [
            (20_263,)
        ]


def tile_at(longitude: float, latitude: float, zoom: int) -> tuple[int, int]:
    """Column and row of the tile over a place."""
    side = 2**zoom
    north = math.asinh(math.tan(math.radians(latitude)))
    return int((longitude + 180) / 360 * side), int((1 - north / math.pi) / 2 * side)


@pytest.mark.parametrize("zoom", [14, 16])
def test_gdal_reads_from_a_tile_what_the_table_holds(
    served: tuple[OtherTwin, str, bool], zoom: int, tmp_path: Path
) -> None:
    twin, address, real = served
    [[longitude, latitude]] = twin.ask(
        "SELECT ST_X(p), ST_Y(p) FROM (SELECT ST_Transform(ST_PointOnSurface(tile), 4326) AS p "
        "FROM twin_building WHERE parent_id IS NULL ORDER BY height DESC, id LIMIT 1) AS tallest"
    )
    x, y = tile_at(longitude, latitude, zoom)
    with urllib.request.urlopen(f"{address}/tiles/buildings/{zoom}/{x}/{y}.mvt") as answer:
        (tmp_path / "tile.mvt").write_bytes(answer.read())
    meta, _, drawn, fields = pyogrio.raw.read(
        tmp_path / "tile.mvt", layer="buildings", X=str(x), Y=str(y), Z=str(zoom), CLIP="NO"
    )
    seen = dict(
        zip(fields[list(meta["fields"]).index("mvt_id")].tolist(), shapely.from_wkb(drawn), strict=True)
    )
    unit = WORLD / 2**zoom / 4096
    envelope = f"ST_TileEnvelope({zoom}, {x}, {y}, margin => 0.015625)"
    inside = dict(
        twin.ask(
            f"SELECT thing_id, ST_AsBinary(tile) FROM twin_building WHERE upper_inf(recorded) "
            f"AND parent_id IS NULL AND tile @ {envelope} AND ST_Area(tile) > {(4 * unit) ** 2}"
        )
    )
    assert set(inside) <= set(seen)
    assert len(inside) > (5 if real else 0)
    table = shapely.from_wkb(np.array([bytes(inside[id]) for id in inside], dtype=object))
    tile = np.array([seen[id] for id in inside], dtype=object)
    assert shapely.hausdorff_distance(table, tile).max() < 2.5 * unit
    assert shapely.is_valid(tile).all()
    touching = twin.ask(
        f"SELECT count(*) FROM twin_building WHERE parent_id IS NULL AND ST_Intersects(tile, {envelope})"
    )
    assert len(seen) <= touching[0][0]
