"""Files whose tables and columns bear hostile names are published harmlessly, names and types kept."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

import mapbox_vector_tile
import numpy as np
import pyogrio
import pytest
import shapely
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from spatial.vector.sqlite import quote_name
from tests.journeys.commands import do, refuse
from tests.spatial.vector.made import pack, write_package
from tests.tables import HOSTILE_NAMES
from twin.ingest.publishing import name_layer
from twin.models import Load, Thing

pytestmark = pytest.mark.usefixtures("twin")
NAMES = [*HOSTILE_NAMES, "a'b; DROP TABLE auth_user; --"]
COLUMNS = [*NAMES, "id", "geometry", "limit", "bbox", "c1", "thing_id", "recorded", "<b>"]
EMPTIED = (
    "DELETE FROM gpkg_contents",
    "DROP TABLE t",
    "INSERT INTO gpkg_spatial_ref_sys VALUES ('', 4326, 'EPSG', 4326, '', '')",
)
PLACES = [shapely.Point(120.16, 30.26), shapely.Point(120.17, 30.27)]


def write(path: Path, driver: str, columns: list[str], layer: str | None = None, **more: Any) -> Path:
    """A file of two points with a whole number in each of these columns, written by GDAL."""
    values = [np.array([index, index + 100]) for index in range(len(columns))]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(PLACES),
        values,
        fields=columns,
        driver=driver,
        layer=layer,
        crs="EPSG:4326",
        geometry_type="Point",
        **more,
    )
    return path


def spell(name: str) -> Iterator[str | tuple[str, tuple[Any, ...]]]:
    """The statements that give a GeoPackage a table of that name, with the two points."""
    columns = ", ".join(f"{quote_name(column)} INTEGER" for column in COLUMNS)
    yield f"CREATE TABLE {quote_name(name)} (fid INTEGER PRIMARY KEY, geom BLOB, {columns})"
    contents = "INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES (?, 'features', 4326)"
    yield contents, (name,)
    yield "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', 4326, 0, 0)", (name,)
    for fid, place in enumerate(PLACES):
        values = (fid, pack(place), *(index + 100 * fid for index in range(len(COLUMNS))))
        yield f"INSERT INTO {quote_name(name)} VALUES ({', '.join('?' * len(values))})", values


def assert_kept(client: Client, layer: str, columns: list[str]) -> None:
    """See that every door tells the columns under their own names, and that each can be asked for."""
    told = client.get(f"/collections/{layer}/items").json()["features"]
    wanted = [{name: index + more for index, name in enumerate(columns)} for more in (0, 100)]
    assert sorted((one["properties"] for one in told), key=lambda row: row[columns[0]]) == wanted
    schema = client.get(f"/collections/{layer}/schema").json()["properties"]
    kept = [name for name, said in schema.items() if said.get("type") == ["integer", "null"]]
    assert [name for name in kept if name in columns] == columns
    tilejson = client.get(f"/tiles/{layer}.json").json()
    assert set(columns) <= set(tilejson["vector_layers"][0]["fields"])
    tile = mapbox_vector_tile.decode(client.get(f"/tiles/{layer}/0/0/0.mvt").content)
    assert wanted[0] in [one["properties"] for one in tile[layer]["features"]]
    assert layer in client.get("/tiles/style.json").json()["sources"]


def test_tables_of_a_package_with_hostile_names_are_layers_at_once(client: Client, tmp_path: Path) -> None:
    User.objects.create_user("lin")
    do("load", write_package(tmp_path / "hostile.gpkg", *EMPTIED, *chain(*map(spell, NAMES))))
    assert set(Load.objects.values_list("status", flat=True)) == {"done"}
    for name in NAMES:
        assert_kept(client, name_layer(name), COLUMNS)
    assert User.objects.count() == 1
    assert Thing.objects.count() == 2 * len(NAMES)


@pytest.mark.parametrize(("driver", "ending"), [("FlatGeobuf", "fgb"), ("GeoJSON", "geojson")])
def test_a_file_of_a_hostile_name_is_a_layer_at_once(
    client: Client, tmp_path: Path, driver: str, ending: str
) -> None:
    columns = [column for column in COLUMNS if column != "id" or driver != "GeoJSON"]
    plain = write(tmp_path / f"plain.{ending}", driver, columns).read_bytes()
    for name in ('q"x', "a%b", "max__h", "objects", "auth_user", "学校", "x" * 80, "%s", "a'b --"):
        path = tmp_path / f"{name}.{ending}"
        path.write_bytes(plain)
        do("load", path)
        assert_kept(client, name_layer(name), columns)


def test_a_shapefile_of_hostile_names_is_a_layer_at_once(client: Client, tmp_path: Path) -> None:
    columns = ["a%b", 'q"x', "max__h", "objects", "auth_user", "面积"]
    do("load", write(tmp_path / "学校 %s.shp", "ESRI Shapefile", columns, encoding="UTF-8"))
    assert_kept(client, "学校-s", columns)


def test_rows_are_found_by_a_column_of_a_hostile_name(client: Client, tmp_path: Path) -> None:
    do("load", write(tmp_path / "plots.gpkg", "GPKG", COLUMNS))
    for column in ('q"x', "a%b", "max__h", "objects", "%s", "建筑面积"):
        for asked, number in ((COLUMNS.index(column) + 100, 1), (-1, 0)):
            found = client.get(f"/collections/plots/items?{quote(column)}={asked}")
            assert found.json()["numberReturned"] == number, found.content


def test_a_column_of_a_hostile_name_identifies_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "plots.gpkg", "GPKG", COLUMNS)
    for number, column in enumerate(('q"x', "a%b", "max__h", "x" * 80)):
        do("load", path, "--key", column, "--as", f"plots-{number}")
        codes = Thing.objects.filter(dataset__key=f"plots-{number}").values_list("code", flat=True)
        assert set(codes) == {str(COLUMNS.index(column)), str(COLUMNS.index(column) + 100)}


def test_a_name_that_is_taken_is_refused_by_a_sentence(tmp_path: Path) -> None:
    path = write(tmp_path / "buildings.gpkg", "GPKG", ["a"])
    assert "There is a layer “buildings” already" in refuse("load", path)
    do("load", path, "--as", "sheds")
    again = write(tmp_path / "sheds.gpkg", "GPKG", ["a"])
    assert "There is a layer “sheds” already" in refuse("load", again, "--dataset", "another")


def test_a_name_of_nothing_but_signs_is_refused_by_a_sentence(tmp_path: Path) -> None:
    assert "name its layer with --as NAME" in refuse(
        "load", write(tmp_path / "---.geojson", "GeoJSON", ["a"])
    )


def test_a_column_twice_in_the_text_of_a_feature_is_one(client: Client, tmp_path: Path) -> None:
    point = json.dumps(shapely.geometry.mapping(PLACES[0]))
    feature = f'{{"type": "Feature", "properties": {{"a": 1, "a": 2}}, "geometry": {point}}}'
    (tmp_path / "twice.geojson").write_text(f'{{"type": "FeatureCollection", "features": [{feature}]}}')
    do("load", tmp_path / "twice.geojson")
    assert client.get("/collections/twice/items").json()["features"][0]["properties"] == {"a": 2}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'published'")
        assert cursor.fetchone() == (1,)
