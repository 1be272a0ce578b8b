"""CSV: text of rows and columns (RFC 4180), in UTF-8, UTF-16 or GB 18030, parted by , ; tab or |."""

from pathlib import Path

from spatial.format import Asked, Format, Header
from spatial.tables import Table
from spatial.tabular.delimited import looks_delimited, read_table
from spatial.text import Text
from spatial.vector.headers import head_of_tables


def recognises(head: bytes) -> bool:
    """Whether the bytes begin text of at least two columns."""
    return looks_delimited(head)


def files(path: Path) -> list[Path]:
    """The one file."""
    return [path] if path.is_file() else []


def tables(path: Path, asked: Asked) -> list[Table]:
    """The file's one table, under the file's name."""
    return [read_table(path, asked)]


def header(path: Path, asked: Asked) -> Header:
    """What the file tells of itself: its rows, and where its positions lie."""
    return head_of_tables(tables(path, asked))


FORMAT = Format(
    id="csv",
    title=Text("CSV 文本表格", "CSV"),
    extensions=(".csv", ".tsv", ".txt"),
    media_type="text/csv",
    recognises=recognises,
    files=files,
    header=header,
    tables=tables,
)
