"""A query goes out in every form there is: empty, mixed, in other systems, without what is personal."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pyogrio.raw
import pytest
import shapely

from spatial.errors import RefusedError
from tests.queries import ask, fill_buildings, fill_mixed, put_out
from twin.access import Viewer
from twin.export import form, reading
from twin.export.form import forms
from twin.layer import EVERYONE, Field, Sensitivity
from twin.models import Building

pytestmark = pytest.mark.django_db
each_form = pytest.mark.parametrize("id", list(forms.entries))


def content(file: Path) -> bytes:
    """All that a file says, also what it keeps packed."""
    if file.suffix == ".zip":
        with ZipFile(file) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    if file.suffix == ".parquet":
        import pyarrow.parquet

        table = pyarrow.parquet.read_table(file)
        return f"{table.to_pylist()}{table.schema}".encode()
    return file.read_bytes()


@each_form
def test_an_empty_layer_goes_out_as_an_empty_file(id: str, tmp_path: Path) -> None:
    file = put_out(id, tmp_path, ask())
    assert file.stat().st_size > 0 or id == "geojsonseq"
    assert [*tmp_path.iterdir()] == [file]


@each_form
def test_rows_without_shapes_and_of_any_kind_go_out(id: str, tmp_path: Path) -> None:
    rows = fill_mixed()
    said = content(put_out(id, tmp_path, ask()))
    for row in rows:
        assert row.code.encode() in said


@pytest.mark.parametrize("id", [one for one in forms.entries if not one.startswith("cityjson")])
def test_personal_fields_go_out_to_nobody(id: str, tmp_path: Path) -> None:
    [named, _] = fill_buildings()
    Building.objects.filter(pk=named.pk).update(usage="secret-usage")
    query = ask(viewer=Viewer(EVERYONE))
    fields = tuple(
        replace(one, sensitivity=Sensitivity.PERSONAL) if one.name == "usage" else one for one in query.fields
    )
    query = replace(query, fields=fields, layer=replace(query.layer, fields=fields))
    assert b"secret-usage" not in content(put_out(id, tmp_path, query))


@each_form
def test_only_the_rows_of_the_query_go_out(id: str, tmp_path: Path) -> None:
    fill_buildings()
    query = ask(rows=ask().rows.filter(code="bare"), whole=False)
    said = content(put_out(id, tmp_path, query))
    assert b"bare" in said
    assert "滨江".encode() not in said


@each_form
def test_whoever_follows_is_told_and_may_end_it(
    id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_mixed()
    monkeypatch.setattr(reading, "BATCH", 2)
    monkeypatch.setattr("twin.export.exporting.TOLD", 2)
    told: list[tuple[int, int]] = []
    put_out(id, tmp_path / "a", ask(), pace=lambda done, rows: told.append((done, rows)))
    assert told
    assert {rows for _, rows in told} == {5}
    assert [done for done, _ in told] == sorted(done for done, _ in told)

    def end(done: int, rows: int) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        put_out(id, tmp_path / "b", ask(), pace=end)


@pytest.mark.parametrize("id", ["gpkg", "shapefile"])
def test_several_layers_go_into_one_file_where_it_takes_them(id: str, tmp_path: Path) -> None:
    fill_buildings()
    file = put_out(id, tmp_path, ask(), ask("places"))
    if id == "gpkg":
        assert sorted(name for name, _ in pyogrio.list_layers(file)) == ["buildings", "places"]
    else:
        assert {"buildings-polygon.shp", "places-point.shp"} <= set(ZipFile(file).namelist())


def test_a_form_refuses_what_it_cannot_take(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="holds one layer; export them one by one, or as one of: cityjson"):
        put_out("csv", tmp_path, ask(), ask("places"))
    with pytest.raises(RefusedError, match="in CRS84 alone"):
        put_out("geojsonseq", tmp_path, ask(srid=4549))
    with pytest.raises(RefusedError, match="holds figures, no part of the city model"):
        put_out("cityjson", tmp_path, ask("people-by-zone"))


@pytest.mark.parametrize("srid", [4326, 4490, 3857, 4549])
def test_shapes_lie_where_they_lay_in_every_system(srid: int, tmp_path: Path) -> None:
    """East is x whatever the system; JSON-FG alone has the axes in the order of the authority."""
    [named, _] = fill_buildings()
    expected = shapely.from_wkb(bytes(named.footprint.transform(srid, clone=True).wkb))
    query = ask(srid=srid, rows=ask().rows.filter(pk=named.pk))
    near = 1e-6 if srid in (4326, 4490) else 1e-3
    for id in ("gpkg", "flatgeobuf"):
        meta, table = pyogrio.raw.read_arrow(put_out(id, tmp_path, query))
        assert meta["crs"] == f"EPSG:{srid}"
        [found] = shapely.from_wkb(table.column(meta["geometry_name"] or "wkb_geometry").to_pylist())
        assert shapely.hausdorff_distance(found, expected) < near
    import geopandas

    frame = geopandas.read_parquet(put_out("geoparquet", tmp_path, query))
    assert frame.crs == f"EPSG:{srid}"
    assert shapely.hausdorff_distance(frame.geometry.iloc[0], expected) < near
    told = json.loads(put_out("jsonfg", tmp_path, query).read_bytes())
    shape = shapely.from_geojson(json.dumps(told["features"][0]["place" if srid != 4326 else "geometry"]))
    if srid in (4490, 4549):
        shape = shapely.transform(shape, lambda points: points[:, ::-1])
    assert shapely.hausdorff_distance(shape, expected) < near


def test_the_catalogue_has_a_file_for_each_form() -> None:
    folder = Path(form.__file__).parent / "forms"
    assert {one.stem for one in folder.glob("[a-z]*.py")} == set(forms.entries)
    assert len({one.extension for one in forms}) == len(list(forms))


def test_a_published_column_called_like_the_twins_own_keeps_its_name(tmp_path: Path) -> None:
    [named, _] = fill_buildings()
    clash = [
        replace(one, name=name, column=one.source)
        for one, name in zip(ask().fields, ("id", "ID", "geom", "fid"), strict=False)
    ]
    file = put_out("gpkg", tmp_path, ask(fields=tuple(clash), rows=ask().rows.filter(pk=named.pk)))
    with sqlite3.connect(file) as base:
        names = [row[1] for row in base.execute("PRAGMA table_info(buildings)")]
    assert names[:2] == ["_id", "geom"]
    assert {"id", "ID_2"} <= {*names}


def test_a_field_is_told_by_its_title(tmp_path: Path) -> None:
    """A field's title and unit stand in the schema of GeoParquet."""
    import pyarrow.parquet

    fill_buildings()
    schema: Any = pyarrow.parquet.read_schema(put_out("geoparquet", tmp_path, ask(language="zh")))
    about: Field = next(one for one in ask().fields if one.name == "height")
    assert schema.field("height").metadata[b"title"].decode() == about.title.zh
    assert schema.field("height").metadata[b"unit"] == b"m"
