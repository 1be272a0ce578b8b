"""FlatGeobuf: known by what it is, whole or refused."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.formats.flatgeobuf import FORMAT
from tests.spatial.vector.made import BOX, sort, write

assert FORMAT.tables is not None
tables = FORMAT.tables


def test_a_table_bears_the_name_of_its_file(tmp_path: Path) -> None:
    path = write(tmp_path / "小区 1.fgb", "FlatGeobuf", [BOX], {}, layer="other")
    [table] = tables(path, Asked())
    assert (table.name, table.crs, table.extent) == ("小区 1", "EPSG:4549", BOX.bounds)
    assert len(sort(table)[0]) == 1


def test_another_version_is_not_known() -> None:
    assert FORMAT.recognises(b"fgb\x03fgb\x00")
    assert FORMAT.recognises(b"fgb\x03fgb\x01")
    assert not FORMAT.recognises(b"fgb\x02fgb\x00")


def test_zeros_without_end_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.fgb"
    with path.open("wb") as stream:
        stream.write(b"fgb\x03fgb\x01")
        stream.truncate(2 * 1024**3)
    with pytest.raises(RefusedError, match=r"\.$"):
        [list(table.rows(None)) for table in tables(path, Asked())]
