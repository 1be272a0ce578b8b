"""A file of any format that is not where it says, or does not say, is refused naming the option to give."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
import pytest
import shapely

from tests.cities import city
from tests.cities import write as write_json
from tests.conftest import FIXTURES
from tests.journeys.commands import do, refuse
from tests.spatial.vector.made import BOX, add, write, write_package
from twin.models import Building, Published

pytestmark = pytest.mark.usefixtures("twin")
FLIPPED = shapely.transform(BOX, lambda points: points[:, ::-1])


def package(crs: int, shape: shapely.Geometry = BOX) -> Callable[[Path], Path]:
    """A GeoPackage whose coordinates are said to be in EPSG:`crs`; 0 for none."""
    said = f"UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = {crs}"
    unsaid = "UPDATE gpkg_geometry_columns SET srs_id = 0"
    return lambda folder: write_package(folder / "a.gpkg", add(shape), said if crs else unsaid)


def by_gdal(driver: str, ending: str, crs: str | None) -> Callable[[Path], Path]:
    """A file written by GDAL whose coordinates are said to be in `crs`."""

    def make(folder: Path) -> Path:
        with catch_warnings():
            simplefilter("ignore", UserWarning)  # that no system is said
            return write(folder / f"a.{ending}", driver, [BOX], {"n": np.array([1])}, crs=crs)

    return make


def geojson(*place: float, **more: Any) -> Callable[[Path], Path]:
    """A GeoJSON of one point."""
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": place}}
    content = {"type": "FeatureCollection", "features": [point], **more}
    return lambda folder: write_json(folder / "a.geojson", content)


def model(system: str | None) -> Callable[[Path], Path]:
    """A city model that says it is in `system`."""
    content = city({"a": 9})
    content["metadata"] = {"referenceSystem": system} if system else {}
    return lambda folder: write_json(folder / "a.city.json", content)


UNKNOWN = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}
WRONG = {
    "geopackage of metres in degrees": (package(4326), "so this is not the file's system; give --crs EPSG:n"),
    "geopackage of another country": (package(28992), "so this is not the file's system; give --crs EPSG:n"),
    "geopackage of no system": (package(0), "does not say which coordinate system"),
    "geopackage swapped": (package(4549, FLIPPED), "give --swap-axes"),
    "flatgeobuf of metres in degrees": (by_gdal("FlatGeobuf", "fgb", "EPSG:4326"), "give --crs EPSG:n"),
    "flatgeobuf of no system": (by_gdal("FlatGeobuf", "fgb", None), "does not say which coordinate system"),
    "shapefile of metres in degrees": (by_gdal("ESRI Shapefile", "shp", "EPSG:4326"), "give --crs EPSG:n"),
    "shapefile of no system": (
        by_gdal("ESRI Shapefile", "shp", None),
        "does not say which coordinate system",
    ),
    "geojson of metres": (geojson(518_000, 3_349_000), "give --crs EPSG:n"),
    "geojson swapped": (geojson(30.2, 120.1), "give --swap-axes"),
    "geojson of an unknown system": (
        geojson(120.1, 30.2, crs=UNKNOWN),
        "does not say which coordinate system",
    ),
    "cityjson of no system": (model(None), "give --crs EPSG:n"),
    "cityjson of an unknown system": (model("EPSG:999999"), "not a coordinate system in the EPSG register"),
    "cityjson of another country": (model("EPSG:28992+5709"), "give --"),
    "cityjson of no heights": (model("EPSG:4549"), "give --heights EPSG:n"),
}


def test_a_file_in_a_wrong_system_is_refused_naming_the_option(tmp_path: Path) -> None:
    for number, (name, (make, said)) in enumerate(WRONG.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert said in refuse("load", make(folder)), name
    assert not Published.objects.exists()
    assert not Building.objects.exists()


def test_the_option_that_was_named_helps(tmp_path: Path) -> None:
    helps = {
        "geopackage of metres in degrees": ("--crs", "EPSG:4549"),
        "geopackage swapped": ("--swap-axes",),
        "flatgeobuf of no system": ("--crs", "EPSG:4549"),
        "shapefile of no system": ("--crs", "EPSG:4549"),
        "geojson of metres": ("--crs", "4549"),
        "geojson swapped": ("--swap-axes",),
        "cityjson of no system": ("--crs", "EPSG:4549+5737"),
        "cityjson of no heights": ("--heights", "EPSG:5737"),
    }
    for number, (name, options) in enumerate(helps.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        table = () if name.startswith("cityjson") else ("--as", f"layer-{number}")
        do("load", WRONG[name][0](folder), *options, *table)
    assert {row.srid for row in Published.objects.all()} == {4549}
    assert Building.objects.count() == 1


def test_tiles_of_another_place_or_with_a_system_are_refused(tmp_path: Path) -> None:
    tiles = FIXTURES / "osm_tiles"
    assert "leave out --crs" in refuse("load", tiles, "--crs", "EPSG:4549")
    elsewhere = tmp_path / "12-2860-1368.mvt"
    shutil.copy(next(tiles.glob("*.mvt")), elsewhere)
    assert "outside the city" in refuse("load", elsewhere)
