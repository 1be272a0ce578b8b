"""FlatGeobuf and shapefiles by GDAL: what it guesses, drops or leaves out without a word is told."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from spatial.errors import RefusedError
from spatial.vector.gdal import Source, read_table
from tests.spatial.vector.made import BOW_TIE, BOX, NOT_NUMBER, sort, write

NAMES = {"n": np.array([1, 2, 3])}


def read(path: Path, swapped: bool = False) -> Any:
    """The table of a FlatGeobuf."""
    return read_table(Source(path=path, driver="FlatGeobuf", name=path.stem, decode=str), swapped)


def make(folder: Path, shapes: list[Any], columns: dict[str, Any], **more: Any) -> Path:
    """A FlatGeobuf in the order given."""
    return write(folder / "a.fgb", "FlatGeobuf", shapes, columns, SPATIAL_INDEX="NO", **more)


@pytest.mark.parametrize(
    ("shape", "code"), [(NOT_NUMBER, "COORDINATE_NOT_NUMBER"), (BOW_TIE, "INVALID_GEOMETRY")]
)
def test_a_broken_row_is_told_by_its_id_and_the_others_are_read(
    shape: bytes, code: str, tmp_path: Path
) -> None:
    path = make(tmp_path, [BOX, shape, BOX], NAMES, geometry_type="Unknown")
    rows, errors, _ = sort(read(path))
    assert [row.code for row in rows] == ["0", "2"]
    assert [(error.object, error.code) for error in errors] == [("1", code)]


def test_an_open_ring_is_told(tmp_path: Path) -> None:
    path = make(tmp_path, [BOX, BOX, BOX], NAMES)
    data = bytearray(path.read_bytes())
    corner = BOX.exterior.coords[0]
    at = data.rindex(np.array(corner).tobytes())
    data[at : at + 16] = np.array([corner[0] + 3, corner[1] + 3]).tobytes()
    path.write_bytes(data)
    rows, errors, milder = sort(read(path))
    assert (len(rows), [error.code for error in errors], milder) == (2, ["GEOMETRY_NOT_READABLE"], [])
    assert "not closed" in errors[0].message


def test_rows_without_geometry_and_values_unknown_stay_so(tmp_path: Path) -> None:
    columns = {"x": np.array([1.5, np.nan, np.inf]), "t": np.array(["a", None, ""], dtype=object)}
    rows, errors, _ = sort(read(make(tmp_path, [BOX, None, BOX], columns)))
    assert [(row.footprint is None, row.values) for row in rows] == [
        (False, (1.5, "a")),
        (True, (None, None)),
    ]
    assert [(error.object, error.position) for error in errors] == [("2", "a, x")]


def test_a_file_that_was_cut_is_refused_and_its_rows_are_not_taken_for_all(tmp_path: Path) -> None:
    path = make(tmp_path, [BOX] * 300, {"n": np.arange(300)})
    whole = path.read_bytes()
    for part in (0.5, 0.8, 0.99):
        path.write_bytes(whole[: int(len(whole) * part)])
        with pytest.raises(RefusedError, match="it was cut"):
            list(read(path).rows(None))
        path.write_bytes(whole[: int(len(whole) * part)] + bytes(len(whole) - int(len(whole) * part)))
        with pytest.raises(RefusedError, match="it was cut"):
            list(read(path).rows(None))


@pytest.mark.parametrize("name", ["a;b.fgb", "a!b.fgb"])
def test_a_name_that_would_be_misread_is_refused_by_a_sentence(tmp_path: Path, name: str) -> None:
    path = make(tmp_path, [BOX], {"n": np.array([1])}).rename(tmp_path / name)
    with pytest.raises(RefusedError, match="rename the file or folder"):
        read(path)


def test_a_file_of_another_driver_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path, [BOX], {})
    with pytest.raises(RefusedError, match="is FlatGeobuf, not ESRI Shapefile"):
        read_table(Source(path=path, driver="ESRI Shapefile", name="a", decode=str), False)


def test_heights_are_left_out_and_axes_exchanged(tmp_path: Path) -> None:
    path = make(tmp_path, [shapely.Point(1, 2, 3)], {}, geometry_type="Point Z")
    rows, _, milder = sort(read(path, swapped=True))
    assert rows[0].footprint == shapely.Point(2, 1)
    assert [issue.code for issue in milder] == ["HEIGHTS_LEFT_OUT"]
    assert (read(path, True).extent, read(path).geometry) == ((2, 1, 2, 1), ("point",))


def test_a_file_without_system_or_rows_says_so(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="crs"):
        table = read(make(tmp_path, [], {"n": np.array([], dtype="int64")}, crs=None))
    assert (table.crs, table.extent, table.total, sort(table)) == (None, None, 0, ([], [], []))
