"""Each form is read back by another program and says of every feature what the table does."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import geopandas
import pyarrow.parquet
import pyogrio
import pyogrio.raw
import pytest
import shapely

from tests.queries import NAME, ask, fill_buildings, fill_mixed, put_out
from twin.access import Times
from twin.export.columns import list_columns
from twin.export.form import forms
from twin.models import Building, Version

pytestmark = pytest.mark.django_db
NEAR = 1e-6


def expect(row: Version) -> dict[str, Any]:
    """What the table says of a row, by the names of the fields."""
    row.refresh_from_db()
    told = {field.name: getattr(row, field.source) for field in ask().fields}
    return {**told, "id": row.thing_id, "valid_from": row.valid.lower, "valid_to": row.valid.upper}


def lies(row: Version, shape: Any) -> bool:
    """Whether a shape in CRS84 lies where the row does."""
    degrees = row.footprint.transform(4326, clone=True)
    return bool(shapely.hausdorff_distance(shape, shapely.from_wkb(bytes(degrees.wkb))) < NEAR)


def same(found: dict[str, Any], row: Version) -> None:
    """See that what was read of a feature is what the table says; attributes may be texts of JSON."""
    expected = expect(row)
    told = {name: value for name, value in found.items() if name in expected}
    if isinstance(told["attributes"], str):
        told["attributes"] = json.loads(told["attributes"])
    for name in ("valid_from", "valid_to"):
        told[name] = told[name] and date.fromisoformat(str(told[name])[:10])
    assert told == expected


@pytest.mark.parametrize("id", ["gpkg", "flatgeobuf"])
def test_gdal_reads_every_value(id: str, tmp_path: Path) -> None:
    rows = fill_buildings()
    meta, table = pyogrio.raw.read_arrow(put_out(id, tmp_path, ask()), return_fids=True)
    key = meta["fid_column"] if id == "gpkg" else "id"
    found = {row[key]: row for row in table.to_pylist()}
    assert {*found} == {row.thing_id for row in rows}
    for row in rows:
        told = {**found[row.thing_id], "id": found[row.thing_id][key]}
        same(told, row)
        assert lies(row, shapely.from_wkb(told[meta["geometry_name"] or "wkb_geometry"]))


def test_a_geopackage_says_where_it_is_from_and_what_its_layers_are_called(tmp_path: Path) -> None:
    fill_buildings()
    file = put_out("gpkg", tmp_path, ask(language="zh", address="http://twin/collections/buildings/items"))
    info = pyogrio.read_info(file)
    assert info["layer_metadata"]["address"] == "http://twin/collections/buildings/items"
    assert info["layer_metadata"]["audience"] == "anonymous"
    assert info["fid_column"] == "id"


def test_features_that_come_more_than_once_do_not_share_a_key(tmp_path: Path) -> None:
    [named, _] = fill_buildings()
    Building.objects.create(
        **{
            field.attname: getattr(named, field.attname)
            for field in Building._meta.concrete_fields
            if field.attname not in ("id", "clearance", "valid")
        },
        valid=(None, date(2001, 2, 3)),
    )
    always = Times(valid=(date(1990, 1, 1), None))
    meta, table = pyogrio.raw.read_arrow(put_out("gpkg", tmp_path, ask(times=always)))
    assert meta["fid_column"] == "fid"
    assert sorted(table.column("id").to_pylist()).count(named.thing_id) == 2


def test_geoparquet_is_read_with_its_boxes_and_metadata(tmp_path: Path) -> None:
    rows = fill_buildings()
    file = put_out("geoparquet", tmp_path, ask(address="http://twin/x"))
    frame = geopandas.read_parquet(file)
    assert frame.crs == "EPSG:4326"
    table = pyarrow.parquet.read_table(file)
    found = {row["id"]: row for row in table.to_pylist()}
    for row in rows:
        same(found[row.thing_id], row)
        shape = shapely.from_wkb(found[row.thing_id]["geometry"])
        assert lies(row, shape)
        assert tuple(found[row.thing_id]["bbox"].values()) == shape.bounds
    about = json.loads(table.schema.metadata[b"geo"])
    assert about["version"] == "1.1.0"
    assert about["columns"]["geometry"]["geometry_types"] == ["Polygon"]
    assert about["columns"]["geometry"]["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    assert json.loads(table.schema.metadata[b"origin"])["address"] == "http://twin/x"
    whole = about["columns"]["geometry"]["bbox"]
    assert len(geopandas.read_parquet(file, bbox=(whole[0], whole[1], whole[0] + 1e-5, whole[3]))) == 1


def test_a_csv_is_read_by_spreadsheets_and_runs_nothing(tmp_path: Path) -> None:
    named, bare = fill_buildings()
    Building.objects.filter(pk=bare.pk).update(name="=cmd|'/c calc'!A1")
    raw = put_out("csv", tmp_path, ask()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = {line["code"]: line for line in csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))}
    one = lines[named.code]
    assert (one["id"], one["name"], one["valid_to"]) == (str(named.thing_id), NAME, "2999-01-01")
    assert json.loads(one["attributes"]) == {"屋顶": ["红", 1]}
    assert float(one["height"]) == named.height
    assert lies(named, shapely.from_wkt(one["WKT"]))
    assert lines["bare"]["name"] == "'=cmd|'/c calc'!A1"
    assert lines["bare"]["height"] == ""


def test_points_are_two_columns_of_a_csv(tmp_path: Path) -> None:
    from tests.factories import fill_layer
    from twin.layer import layers

    [place] = fill_layer(layers["places"], [1])
    for srid, names in ((4326, ("lon", "lat")), (4549, ("x", "y"))):
        text = put_out("csv", tmp_path, ask("places", srid=srid)).read_text("utf-8-sig")
        [line] = csv.DictReader(io.StringIO(text))
        shape = place.footprint.transform(srid, clone=True)
        assert [float(line[name]) for name in names] == pytest.approx([shape.x, shape.y], abs=1e-3)


def test_a_text_sequence_has_a_whole_feature_after_each_separator(tmp_path: Path) -> None:
    rows = fill_buildings()
    file = put_out("geojsonseq", tmp_path, ask())
    first, *parts = file.read_bytes().split(b"\x1e")
    assert first == b""
    found = {one["id"]: one for one in map(json.loads, parts)}
    for row in rows:
        one = found[row.thing_id]
        same({**one["properties"], "id": one["id"]}, row)
        shape = shapely.from_geojson(json.dumps(one["geometry"]))
        assert lies(row, shape)
        assert shape.exterior.is_ccw
    assert pyogrio.read_info(file, driver="GeoJSONSeq")["features"] == 2


def test_json_fg_has_times_and_places(tmp_path: Path) -> None:
    rows = fill_buildings()
    told = json.loads(put_out("jsonfg", tmp_path, ask()).read_bytes())
    assert told["type"] == "FeatureCollection"
    assert "http://www.opengis.net/spec/json-fg-1/1.0/conf/core" in told["conformsTo"]
    assert (told["featureType"], told["numberReturned"]) == ("buildings", 2)
    assert told["coordRefSys"] == "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    found = {one["id"]: one for one in told["features"]}
    named, bare = (found[row.thing_id] for row in rows)
    assert named["time"] == {"interval": ["2001-02-03", "2998-12-31"]}
    assert (bare["time"], bare["place"]) == (None, None)
    assert named["properties"]["attributes"] == {"屋顶": ["红", 1]}
    assert lies(rows[0], shapely.from_geojson(json.dumps(named["geometry"])))
    moved = json.loads(put_out("jsonfg", tmp_path, ask(srid=4549)).read_bytes())
    assert moved["coordRefSys"] == "http://www.opengis.net/def/crs/EPSG/0/4549"
    north, east = moved["features"][0]["place"]["coordinates"][0][0]
    assert north > 3_000_000 > 1_000_000 > east
    assert moved["features"][0]["geometry"]["coordinates"][0][0][0] < 180


def test_shapefiles_hold_one_kind_each_and_their_readme_tells_what_was_cut(tmp_path: Path) -> None:
    [named, bare] = fill_buildings()
    Building.objects.filter(pk=bare.pk).update(address="路" * 100)
    mixed = fill_mixed()
    file = put_out("shapefile", tmp_path, ask(language="en"))
    with ZipFile(file) as archive:
        files = set(archive.namelist())
        readme = archive.read("README.txt").decode()
        archive.extractall(tmp_path)
    assert {f"buildings-{kind}.shp" for kind in ("point", "line", "polygon")} <= files
    assert "buildings-without-shape.dbf" in files
    assert "buildings-without-shape.shp" not in files
    columns = {column.name: column.name[:10] for column in list_columns(ask())}
    assert "  height_sou: height_source, Height from" in readme
    assert "  address: 1" in readme
    _, table = pyogrio.raw.read_arrow(tmp_path / "buildings-polygon.shp")
    found = {row["code"]: row for row in table.to_pylist()}
    assert {*found} == {named.code, "bare", "MULTIPOLYGON"}
    told = {name: found[named.code][short] for name, short in columns.items()}
    same(told, named)
    assert found["bare"]["address"] == "路" * 84
    assert pyogrio.read_info(tmp_path / "buildings-polygon.shp")["crs"] == "EPSG:4326"
    assert pyogrio.read_info(tmp_path / "buildings-polygon.shp")["encoding"] == "UTF-8"
    _, others = pyogrio.raw.read_arrow(tmp_path / "buildings-without-shape.dbf")
    assert {*others.column("code").to_pylist()} == {mixed[3].code, "nowhere"}


def test_a_city_is_told_whole_and_no_more_than_was_found(tmp_path: Path) -> None:
    fill_buildings()
    some = ask(rows=ask().rows.filter(code="bare"), whole=False)
    told = json.loads(put_out("cityjson", tmp_path, some).read_text())
    assert list(told["CityObjects"]) == ["bare"]
    lines = put_out("cityjsonseq", tmp_path, ask()).read_text().splitlines()
    assert len(lines) == 3


def test_columns_are_all_that_was_asked_for(tmp_path: Path) -> None:
    fill_buildings()
    few = ask(fields=ask().fields[:2], shaped=False)
    for id, reader in (("gpkg", "id"), ("flatgeobuf", None)):
        _, table = pyogrio.raw.read_arrow(put_out(id, tmp_path, few))
        assert [name for name in table.column_names if name != reader and "geom" not in name] == [
            *(() if reader else ("id",)),
            *("code", "name", "valid_from", "valid_to"),
        ]
    assert pyarrow.parquet.read_schema(put_out("geoparquet", tmp_path, few)).names == [
        *("id", "code", "name", "valid_from", "valid_to"),
    ]
    header = put_out("csv", tmp_path, few).read_text("utf-8-sig").splitlines()[0]
    assert header == "id,code,name,valid_from,valid_to"
    told = json.loads(put_out("jsonfg", tmp_path, few).read_bytes())["features"]
    assert {one["geometry"] for one in told} == {None}
    assert {name for one in told for name in one["properties"]} == {"code", "name"}
    with ZipFile(put_out("shapefile", tmp_path, few)) as archive:
        assert "buildings-without-shape.dbf" in archive.namelist()


def test_every_form_says_in_both_languages_what_it_cannot_hold() -> None:
    for form in forms:
        assert form.limits.zh
        assert form.limits.en
        assert form.limits.zh != form.limits.en
