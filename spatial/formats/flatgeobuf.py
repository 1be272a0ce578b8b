"""FlatGeobuf: one table of features in a binary stream (flatgeobuf.org, version 3)."""

from pathlib import Path

from spatial.format import Asked, Format, Header
from spatial.tables import Table
from spatial.text import Text
from spatial.vector.gdal import Source, read_table
from spatial.vector.headers import head_of_tables

MAGIC = b"fgb\x03fgb"


def recognises(head: bytes) -> bool:
    """Whether the bytes begin a FlatGeobuf of the version GDAL reads."""
    return head.startswith(MAGIC)


def files(path: Path) -> list[Path]:
    """The one file."""
    return [path] if path.is_file() else []


def tables(path: Path, asked: Asked) -> list[Table]:
    """The file's one table, under the file's name."""
    source = Source(path=path, driver="FlatGeobuf", name=path.stem, decode=str)
    return [read_table(source, asked.swap_axes, asked.repair)]


def header(path: Path, asked: Asked) -> Header:
    """What the table says of itself."""
    return head_of_tables(tables(path, asked))


FORMAT = Format(
    id="flatgeobuf",
    title=Text("FlatGeobuf 矢量文件", "FlatGeobuf"),
    extensions=(".fgb",),
    media_type="application/flatgeobuf",
    recognises=recognises,
    files=files,
    header=header,
    tables=tables,
)
