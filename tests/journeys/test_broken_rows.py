"""A broken row of any table: told, left out on request, written out, mended, loaded, and waiting no more."""

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from django.test import Client
from shapely.geometry import mapping

from tests.journeys.commands import do, refuse
from tests.spatial.vector.made import add, write, write_package
from twin.models import Load, Published

pytestmark = pytest.mark.usefixtures("twin")
WEST, SOUTH = 518_000.0, 3_349_000.0
HERE = "urn:ogc:def:crs:EPSG::4549"
WORDS = ("a", "b", "c")


def area(*corners: tuple[float, float]) -> bytes:
    """An area as well-known binary, its ring as given, in metres from a corner of the city."""
    points = [(WEST + x, SOUTH + y) for x, y in corners]
    return struct.pack("<BIII", 1, 3, 1, len(points)) + b"".join(struct.pack("<2d", *one) for one in points)


def box(index: int) -> shapely.Polygon:
    """The sound area of a row."""
    return shapely.box(WEST + 20 * index, SOUTH, WEST + 20 * index + 10, SOUTH + 10)


NAN = float("nan")
# What is broken: its bytes, and the code it is told by.
BROKEN: dict[str, tuple[bytes, str]] = {
    "no number": (area((0, 0), (NAN, 0), (9, 9), (0, 0)), "COORDINATE_NOT_NUMBER"),
    "open ring": (area((0, 0), (9, 0), (9, 9), (0, 9)), "not closed"),
    "crossing": (area((0, 0), (9, 9), (9, 0), (0, 9), (0, 0)), "INVALID_GEOMETRY"),
    "mixed": (
        bytes(shapely.to_wkb(shapely.GeometryCollection([shapely.Point(WEST, SOUTH), box(1)]))),
        "MIXED_GEOMETRY",
    ),
    "absurd": (bytes(shapely.to_wkb(shapely.box(1e200, 0, 1e201, 1))), "COORDINATE_ABSURD"),
}


def by_gdal(driver: str, ending: str, **more: Any) -> Callable[[Path, bytes | None], Path]:
    """How a file of three rows, the second of this geometry, is written by GDAL."""

    def make(folder: Path, second: bytes | None) -> Path:
        columns = {"n": np.array([1, 2, 3]), "w": np.array(WORDS, dtype=object)}
        return write(folder / f"plots.{ending}", driver, [box(0), second, box(2)], columns, **more)

    return make


def as_package(folder: Path, second: bytes | None) -> Path:
    """The same as a GeoPackage, whose writer checks nothing."""
    shapes = (box(0), second, box(2))
    rows = [add(shape, n, word) for shape, n, word in zip(shapes, (1, 2, 3), WORDS, strict=True)]
    named = (
        f"UPDATE {table} SET table_name = 'plots'" for table in ("gpkg_contents", "gpkg_geometry_columns")
    )
    renamed = ("ALTER TABLE t RENAME TO plots", "ALTER TABLE plots RENAME COLUMN word TO w")
    return write_package(folder / "plots.gpkg", *rows, *named, *renamed)


def as_geojson(folder: Path, second: bytes | None) -> Path:
    """The same as GeoJSON, which spells an open ring and NaN like any other."""
    shapes = [mapping(box(0)), spell(second), mapping(box(2))]
    features = [
        {"type": "Feature", "id": n, "properties": {"n": n, "w": word}, "geometry": shape}
        for shape, n, word in zip(shapes, (1, 2, 3), WORDS, strict=True)
    ]
    crs = {"type": "name", "properties": {"name": HERE}}
    path = folder / "plots.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return path


def spell(shape: bytes | None) -> dict[str, Any] | None:
    """Well-known binary as GeoJSON, whatever its ring is like."""
    if shape is None:
        return None
    if shape[1] != 3:
        return dict(mapping(shapely.from_wkb(shape)))
    [number] = struct.unpack_from("<I", shape, 9)
    points = [list(struct.unpack_from("<2d", shape, 13 + 16 * place)) for place in range(number)]
    return {"type": "Polygon", "coordinates": [points]}


MAKERS = {
    "geopackage": as_package,
    "geojson": as_geojson,
    "flatgeobuf": by_gdal("FlatGeobuf", "fgb", geometry_type="Unknown", SPATIAL_INDEX="NO"),
    "shapefile": by_gdal("ESRI Shapefile", "shp"),
}
CANNOT_BE_WRITTEN = {("shapefile", "no number"), ("shapefile", "mixed")}


def rows(client: Client) -> list[dict[str, Any]]:
    """What REST tells of the layer, by number."""
    found = client.get("/collections/plots/items").json()["features"]
    return sorted((one["properties"] for one in found), key=lambda row: row["n"])


@pytest.mark.parametrize(
    ("maker", "broken"),
    [(maker, broken) for maker in MAKERS for broken in BROKEN if (maker, broken) not in CANNOT_BE_WRITTEN],
)
def test_a_broken_row_is_told_left_out_mended_and_waits_no_more(
    client: Client, tmp_path: Path, maker: str, broken: str
) -> None:
    shape, code = BROKEN[broken]
    unread = (maker, broken) == ("geojson", "no number")  # and so is no JSON at all
    code = "is no number in JSON" if unread else code
    path = MAKERS[maker](tmp_path, shape)
    told = refuse("load", path)
    assert "1 of its rows cannot be taken" in told
    assert code in told
    assert not Published.objects.exists()
    assert "2 read, 2 opened" in do(
        "load", path, "--keep-good", *(["--key", "n"] if maker == "geopackage" else [])
    )
    assert rows(client) == [{"n": 1, "w": "a"}, {"n": 3, "w": "c"}]

    out = tmp_path / "waiting.geojson"
    listed = do("quarantine", "plots", "--out", out)
    assert "1 rows wait" in listed
    assert code in listed
    assert f"load {out} --partial --as plots" in listed
    waiting = json.loads(out.read_text())
    [feature] = waiting["features"]
    assert feature["properties"] == ({"n": None, "w": None} if unread else {"n": 2, "w": "b"})
    feature |= {"geometry": mapping(box(1)), "properties": {"n": 2, "w": "b"}}
    out.write_text(json.dumps(waiting))
    assert "1 read, 1 opened, 0 closed" in do("load", out, "--partial", "--as", "plots")
    assert rows(client) == [{"n": 1, "w": "a"}, {"n": 2, "w": "b"}, {"n": 3, "w": "c"}]
    assert "0 rows wait" in do("quarantine")
    assert set(Load.objects.values_list("status", flat=True)) == {"refused", "done"}


@pytest.mark.parametrize("maker", ["geopackage", "geojson", "shapefile"])
def test_a_row_without_geometry_is_kept(client: Client, tmp_path: Path, maker: str) -> None:
    do("load", MAKERS[maker](tmp_path, None))
    found = client.get("/collections/plots/items").json()["features"]
    assert {one["properties"]["n"]: one["geometry"] is None for one in found} == {1: False, 2: True, 3: False}


@pytest.mark.parametrize("maker", ["geopackage", "geojson", "flatgeobuf"])
def test_rows_of_several_kinds_of_geometry_are_kept(client: Client, tmp_path: Path, maker: str) -> None:
    do("load", MAKERS[maker](tmp_path, bytes(shapely.to_wkb(shapely.Point(WEST, SOUTH)))))
    found = client.get("/collections/plots/items").json()["features"]
    assert {one["geometry"]["type"] for one in found} == {"MultiPolygon", "Point"}
    drawn = {
        layer["type"]
        for layer in client.get("/tiles/style.json").json()["layers"]
        if layer.get("source") == "plots"
    }
    assert {"fill", "circle"} <= drawn


def test_a_row_that_comes_bad_again_waits_once(tmp_path: Path) -> None:
    path = as_package(tmp_path, BROKEN["crossing"][0])
    do("load", path, "--keep-good")
    out = tmp_path / "waiting.geojson"
    do("quarantine", "plots", "--out", out)
    refuse("load", out, "--partial", "--as", "plots")
    assert "1 rows wait" in do("quarantine")
    assert "0 rows wait" not in do("load", out, "--partial", "--as", "plots", "--keep-good")
    assert "1 rows wait" in do("quarantine")
