"""Workbooks looked through before they are opened: their parts whole, of a set size, within a set reach."""

import lzma
import mmap
import posixpath
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from spatial.errors import RefusedError
from spatial.tabular.reach import PIECE, Reach, measure_document, measure_sheet

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
LARGEST = 1024**3
LARGEST_OLD = 256 * 1024**2
MOST_PARTS = 10_000
MOST_CELLS = 5_000_000
ENCRYPTED = 0x1
LOCKED = "EncryptedPackage".encode("utf-16-le")
BINARY = "xl/workbook.bin"
SHEET = "/worksheet"
UNPACKING = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def inspect(path: Path) -> dict[str, Reach]:
    """The reach of each sheet by its name, as far as a workbook tells it. Raises RefusedError."""
    try:
        with path.open("rb") as stream:
            is_old = stream.read(len(OLE)) == OLE
        if is_old:
            _check_old(path)
            return {}
        with zipfile.ZipFile(path) as archive:
            _check_parts(path, archive)
            found = _measure(path, archive)
    except (*UNPACKING, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError(f"{path.name} cannot be unpacked ({error}); save it again.") from None
    except (KeyError, etree.XMLSyntaxError) as error:
        raise RefusedError(f"{path.name} is no whole workbook ({error}); save it again.") from None
    for name, reach in found.items():
        if reach.cells > MOST_CELLS:
            raise RefusedError(
                f"{path.name}: sheet “{name}” reaches over {reach.rows:,} rows and {reach.columns:,} "
                f"columns; at most {MOST_CELLS:,} cells can be read: save it as CSV, of whatever length."
            )
    return found


def _check_old(path: Path) -> None:
    """A workbook of before 2007, whose sheets end at row 65,536, or one that is locked."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if len(content) > LARGEST_OLD:
            raise RefusedError(f"{path.name} is larger than a workbook of its kind can be; save it as .xlsx.")
        if content.find(LOCKED) >= 0:
            raise refuse_locked(path)


def refuse_locked(path: Path) -> RefusedError:
    """The sentence on a workbook that only a password opens."""
    return RefusedError(f"{path.name} is locked with a password; save it without one.")


def _check_parts(path: Path, archive: zipfile.ZipFile) -> None:
    """See that a workbook's parts can be taken, and that each holds what it says and no more."""
    entries = archive.infolist()
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise refuse_locked(path)
    if BINARY in archive.namelist():
        raise RefusedError(f"{path.name} is a binary workbook (.xlsb); save it as .xlsx.")
    size = sum(entry.file_size for entry in entries)
    if size > LARGEST or len(entries) > MOST_PARTS:
        raise RefusedError(
            f"{path.name} would unpack to {size / 1024**2:,.0f} MB in {len(entries):,} parts, and at most "
            f"{LARGEST / 1024**2:,.0f} MB in {MOST_PARTS:,} are taken; save its sheets as CSV."
        )
    for entry in entries:
        with archive.open(entry) as part:
            while part.read(PIECE):
                pass


def _measure(path: Path, archive: zipfile.ZipFile) -> dict[str, Reach]:
    if "content.xml" in archive.namelist():
        with archive.open("content.xml") as part:
            return measure_document(part)
    found = {}
    for name, place in _list_sheets(archive):
        with archive.open(place) as part:
            found[name] = measure_sheet(part)
    return found


def _list_sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The worksheets by their names, each with its part (ECMA-376-1 §18.2.20, ECMA-376-2 §9.3)."""
    related = {
        one.get("Id"): posixpath.normpath(posixpath.join("xl", one.get("Target", ""))).removeprefix("/")
        for one in _parse(archive, "xl/_rels/workbook.xml.rels").iter("{*}Relationship")
        if one.get("Type", "").endswith(SHEET)
    }
    sheets = list(_parse(archive, "xl/workbook.xml").iter("{*}sheet"))
    return [
        (one.get("name", ""), related[one.get(RELATION)]) for one in sheets if one.get(RELATION) in related
    ]


def _parse(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)
