"""Shapefiles alone and zipped: Chinese text, missing parts, deleted rows, garbled numbers."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely

from spatial.errors import RefusedError
from spatial.vector.shapefiles import list_parts, read_archive, read_shapefile
from tests.spatial.vector.made import BOX, sort, write

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "shapefile" / "quarter.zip"
TEXTS = {"名称": np.array(["杭州", "西湖", None], dtype=object), "n": np.array([1, 2, 3])}


def make(folder: Path, **more: str) -> Path:
    """Three areas with Chinese names."""
    return write(folder / "a.shp", "ESRI Shapefile", [BOX] * 3, TEXTS, **more)


@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
def test_chinese_text_is_read_with_its_cpg_and_without(encoding: str, tmp_path: Path) -> None:
    path = make(tmp_path, encoding=encoding)
    told = read_shapefile(path, False, "a")
    assert [column.name for column in told.columns] == ["名称", "n"]
    assert [row.values for row in sort(told)[0]] == [("杭州", 1), ("西湖", 2), (None, 3)]
    assert sort(told)[2] == []
    path.with_suffix(".cpg").unlink()
    guessed = read_shapefile(path, False, "a")
    assert sort(guessed)[0] == sort(told)[0]
    assert [issue.code for issue in sort(guessed)[2]] == ["ENCODING_GUESSED"]


def test_parts_are_found_in_either_case(tmp_path: Path) -> None:
    path = make(tmp_path, encoding="GBK")
    path.with_suffix(".dbf").rename(tmp_path / "a.DBF")
    assert [part.name for part in list_parts(path)] == ["a.shp", "a.DBF", "a.shx", "a.prj", "a.cpg"]


@pytest.mark.parametrize("suffix", [".shx", ".dbf"])
def test_a_missing_part_is_named(suffix: str, tmp_path: Path) -> None:
    path = make(tmp_path)
    path.with_suffix(suffix).unlink()
    with pytest.raises(RefusedError, match=rf"without its {suffix}"):
        read_shapefile(path, False, "a")


def test_a_system_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    path = make(tmp_path)
    assert read_shapefile(path, False, "a").crs == "EPSG:4549"
    path.with_suffix(".prj").write_bytes(b"GEOGCS[\xff")
    with pytest.raises(RefusedError, match="--crs EPSG:n"):
        read_shapefile(path, False, "a")
    path.with_suffix(".prj").unlink()
    assert read_shapefile(path, False, "a").crs is None


def test_a_deleted_row_is_left_out_and_not_missed(tmp_path: Path) -> None:
    path = make(tmp_path)
    dbf = path.with_suffix(".dbf")
    data = bytearray(dbf.read_bytes())
    start, width = int.from_bytes(data[8:10], "little"), int.from_bytes(data[10:12], "little")
    data[start + width] = ord("*")
    dbf.write_bytes(data)
    rows, errors, _ = sort(read_shapefile(path, False, "a"))
    assert ([row.values[1] for row in rows], errors) == ([1, 3], [])


def test_a_number_that_is_garbled_is_told_by_its_row(tmp_path: Path) -> None:
    columns = {"x": np.array([1.5, 2.5, 3.5])}
    path = write(tmp_path / "a.shp", "ESRI Shapefile", [BOX] * 3, columns)
    dbf = path.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes().replace(b"2.50000", b"2.5x000"))
    rows, errors, milder = sort(read_shapefile(path, False, "a"))
    assert [row.values for row in rows] == [(1.5,), (3.5,)]
    assert [(error.object, error.code) for error in errors] == [("1", "VALUE_NOT_UNDERSTOOD")]
    assert milder == []


def test_a_polygon_that_touches_itself_as_esri_allows_is_taken(tmp_path: Path) -> None:
    touching = shapely.from_wkt("POLYGON ((0 0, 4 0, 4 4, 2 2, 0 4, 0 2, 2 2, 0 0))")
    path = write(tmp_path / "a.shp", "ESRI Shapefile", [touching], {"n": np.array([1])})
    rows, errors, milder = sort(read_shapefile(path, False, "a"))
    assert rows[0].footprint is not None
    assert (rows[0].footprint.is_valid, errors) == (True, [])
    assert [issue.code for issue in milder] == ["RING_TOUCHES_ITSELF"]


def test_every_shapefile_of_an_archive_is_a_table_and_can_be_read_again() -> None:
    tables = read_archive(FIXTURE, False)
    assert {table.name: len(sort(table)[0]) for table in tables} == {"管线": 2, "plots": 3}
    pipes = next(table for table in tables if table.name == "管线")
    assert [row.values[0] for row in sort(pipes)[0]] == ["污水管", "雨水管"]


def test_two_shapefiles_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = make(tmp_path)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for part in list_parts(path):
            archive.write(part, f"x/{part.name}")
            archive.write(part, f"y/{part.name}")
    assert [table.name for table in read_archive(tmp_path / "a.zip", False)] == ["a", "a-2"]


def test_an_archive_without_a_shapefile_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.dbf", b"")
    with pytest.raises(RefusedError, match=r"holds no \.shp"):
        read_archive(tmp_path / "a.zip", False)
