"""Parts of a shapefile that are cut, zeroed, or of another shapefile are refused, at whatever place."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely

from spatial.errors import RefusedError
from spatial.vector import shapefile_parts
from spatial.vector.shapefile_parts import check_parts
from tests.spatial.vector.made import BOX, write

ROWS = 40


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Path]:
    """A sound shapefile's parts by their endings."""
    write(tmp_path / "a.shp", "ESRI Shapefile", [BOX] * ROWS, {"n": np.arange(ROWS)})
    return {path.suffix: path for path in tmp_path.iterdir()}


def check(parts: dict[str, Path]) -> int:
    """Check the three parts."""
    return check_parts(parts[".shp"], parts[".shx"], parts[".dbf"])


def test_sound_parts_are_taken(parts: dict[str, Path]) -> None:
    assert check(parts) == ROWS


def cut(data: bytes, at: int) -> bytes:
    """What is left of a file that was cut."""
    return data[:at]


def zero(data: bytes, at: int) -> bytes:
    """A file whose rest is zeros."""
    return data[:at] + bytes(len(data) - at)


@pytest.mark.parametrize("part", [".shp", ".shx", ".dbf"])
@pytest.mark.parametrize("broken", [cut, zero])
@pytest.mark.parametrize("share", [0, 0.05, 0.3, 0.6, 0.9])
def test_a_part_that_is_cut_or_zeroed_is_refused(
    part: str, broken: Callable[[bytes, int], bytes], share: float, parts: dict[str, Path]
) -> None:
    data = parts[part].read_bytes()
    parts[part].write_bytes(broken(data, int(len(data) * share)))
    with pytest.raises(RefusedError, match=r"fetch or export the shapefile again\.$"):
        check(parts)


def test_parts_of_two_shapefiles_are_refused(parts: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    write(tmp_path / "other" / "b.shp", "ESRI Shapefile", [BOX] * 3, {"n": np.arange(3)})
    with pytest.raises(RefusedError, match="3 lines for 40 geometries"):
        check(parts | {".dbf": tmp_path / "other" / "b.dbf"})


def test_an_empty_shapefile_and_rows_without_geometry_are_taken(tmp_path: Path) -> None:
    for name, shapes in (("none", []), ("some", [None, shapely.box(0, 0, 1, 1), None])):
        write(tmp_path / f"{name}.shp", "ESRI Shapefile", shapes, {"n": np.arange(len(shapes))})
        check({suffix: tmp_path / f"{name}{suffix}" for suffix in (".shp", ".shx", ".dbf")})


def test_records_are_checked_beyond_the_first_stretch(
    parts: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapefile_parts, "AT_ONCE", 7)
    assert check(parts) == ROWS
    data = bytearray(parts[".shp"].read_bytes())
    last = int.from_bytes(parts[".shx"].read_bytes()[-8:-4], "big") * 2
    data[last + 3] += 1
    parts[".shp"].write_bytes(data)
    with pytest.raises(RefusedError, match=f"record {ROWS} is not where"):
        check(parts)
