"""Excel and OpenDocument workbooks (ECMA-376, ISO 26300): each sheet that holds a table is one."""

import re
from pathlib import Path

from spatial.format import Asked, Format, Header
from spatial.tables import Table
from spatial.tabular.packages import OLE, OPEN_DOCUMENT, ZIP
from spatial.tabular.workbooks import read_tables
from spatial.text import Text
from spatial.vector.headers import head_of_tables

_PART = re.compile(rb"xl/(?:workbook|worksheets|sharedStrings|styles|theme|_rels|drawings|media|calcChain)\b")


def recognises(head: bytes) -> bool:
    """Whether the bytes begin a .zip that names a part of a workbook, or a container of older ones."""
    if head.startswith(ZIP):
        return bool(_PART.search(head)) or OPEN_DOCUMENT in head
    return head.startswith(OLE)


def files(path: Path) -> list[Path]:
    """The one file."""
    return [path] if path.is_file() else []


def tables(path: Path, asked: Asked) -> list[Table]:
    """The sheets that hold a table, in the workbook's order."""
    return read_tables(path, asked)


def header(path: Path, asked: Asked) -> Header:
    """What the first sheet tells."""
    return head_of_tables(tables(path, asked))


FORMAT = Format(
    id="excel",
    title=Text("Excel 工作簿", "Excel workbook"),
    extensions=(".xlsx", ".xlsm", ".xls", ".ods"),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    recognises=recognises,
    files=files,
    header=header,
    tables=tables,
)
