"""Shapefiles: a real one whole, alone and zipped, and known by what they are."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import HEAD, Asked
from spatial.formats.shapefile import FORMAT
from spatial.records import Issue
from spatial.tables import Row

assert FORMAT.tables is not None
tables = FORMAT.tables


def test_a_real_shapefile_is_read_alone_and_zipped(sample: Callable[[str], Path], tmp_path: Path) -> None:
    path = sample("commute/san-francisco/zone_shapefile") / "bayarea_rtaz1454_rev1.shp"
    archive = tmp_path / "zones.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for part in FORMAT.files(path):
            zipped.write(part, part.name)
    for source in (path, archive):
        assert FORMAT.recognises(FORMAT.files(source)[0].read_bytes()[:HEAD])
        [table] = tables(source, Asked())
        assert (table.name, table.crs, table.total) == ("bayarea_rtaz1454_rev1", "EPSG:26910", 1454)
        rows = list(table.rows("TAZ1454"))
        assert len([row for row in rows if isinstance(row, Row)]) == 1454
        assert [row.code for row in rows if isinstance(row, Issue)] == ["RING_TOUCHES_ITSELF"]


def test_an_archive_of_something_else_is_no_shapefile(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("report.pdf", b"")
    assert FORMAT.files(path) == []
    assert not FORMAT.recognises(path.read_bytes())


def test_zeros_without_end_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    head = b"\0\0\x27\x0a" + bytes(20) + b"\x20\0\0\0" + b"\xe8\x03\0\0" + b"\x05\0\0\0"
    for suffix in (".shp", ".shx", ".dbf"):
        with path.with_suffix(suffix).open("wb") as stream:
            stream.write(head)
            stream.truncate(2 * 1024**3 + 4)
    assert FORMAT.recognises(head)
    with pytest.raises(RefusedError, match="export the shapefile again"):
        tables(path, Asked())
