"""Workbooks: their sheets are tables, what is odd in them is told, what is harmful is never opened."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import HEAD, Asked, formats
from spatial.formats.excel import FORMAT
from spatial.records import Issue, Severity
from spatial.tables import Row, Table
from tests.spatial.tabular.made import FIXTURES, write_workbook

REGISTER = FIXTURES / "excel/register.xlsx"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def read(path: Path) -> list[tuple[Table, list[Row], list[Issue]]]:
    """The tables of a workbook with their rows and findings."""
    assert FORMAT.tables is not None
    found = []
    for table in FORMAT.tables(path, Asked()):
        stream = list(table.rows(None))
        rows = [one for one in stream if isinstance(one, Row)]
        found.append((table, rows, [one for one in stream if isinstance(one, Issue)]))
    return found


def rewrite(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    return path


def test_sheets_are_tables_below_their_titles_and_the_others_are_told() -> None:
    assert [format.id for format in formats if format.recognises(REGISTER.read_bytes()[:HEAD])] == ["excel"]
    houses, dwellings = read(REGISTER)
    assert [(table.name, table.total) for table, _, _ in (houses, dwellings)] == [("楼幢", 12), ("户", 40)]
    told = {(issue.code, issue.position) for issue in houses[2]}
    assert {("SHEET_LEFT_OUT", name) for name in ("说明", "空表", "代码")} <= told
    assert ("HEADER_FOUND", "楼幢") in told
    assert houses[1][0].values[1] == "0571000001"
    assert houses[1][0].footprint is not None


def test_dates_and_figures_keep_their_types_and_an_error_is_told() -> None:
    _, (table, rows, issues) = read(REGISTER)
    types = {column.name: column.type for column in table.columns}
    assert (types["登记日期"], types["楼层"], types["建筑面积"]) == ("date", "integer", "number")
    assert rows[0].values[-1] == date(2011, 2, 2)
    assert rows[2].values[7] is None
    [error] = [issue for issue in issues if issue.code == "CELL_ERROR"]
    assert "column 8, row 6" in error.message


def test_long_numbers_and_mixed_columns_are_text_and_told(tmp_path: Path) -> None:
    sheet: list[list[object]] = [["id", "mixed", "ok"], [330106199001010000, "a", True], [1, 2.0, False]]
    [(table, rows, issues)] = read(write_workbook(tmp_path / "one.xlsx", {"one": sheet}))
    assert [column.type for column in table.columns] == ["string", "string", "boolean"]
    assert [row.values for row in rows] == [("330106199001010000", "a", True), ("1", "2", False)]
    assert {issue.code for issue in issues} == {"DIGITS_LOST", "MIXED_TYPES"}


def test_a_workbook_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no sheet with a table of two columns"):
        read(write_workbook(tmp_path / "note.xlsx", {"note": [["only words"]], "empty": []}))


def test_a_sheet_whose_cells_reach_too_far_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "far.xlsx", {"far": [["a", "b"], [1, 2]]})
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    rewrite(path, "xl/worksheets/sheet1.xml", lambda text: text.replace(b"</sheetData>", far))
    with pytest.raises(RefusedError, match=r"reaches over 1,048,576 rows and 16,384 columns.*save it as CSV"):
        read(path)


def test_a_workbook_that_would_unpack_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path / "bomb.xlsx", {"one": [["a", "b"], [1, 2]]})
    rewrite(path, "xl/styles.xml", lambda text: text + b" " * 3_000_000)
    monkeypatch.setattr("spatial.tabular.packages.LARGEST", 2_000_000)
    with pytest.raises(RefusedError, match="would unpack to 3 MB"):
        read(path)


def test_a_part_that_holds_other_than_it_says_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "lies.xlsx", {"one": [["a", "b"], [1, 2]]})
    data = path.read_bytes()
    place = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    path.write_bytes(data[: place + 24] + (10).to_bytes(4, "little") + data[place + 28 :])
    with pytest.raises(RefusedError, match="cannot be unpacked"):
        read(path)


def test_a_workbook_whose_packing_is_broken_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "packed.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 100)
    data = bytearray(path.read_bytes())
    data[70] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(RefusedError, match=r"cannot be unpacked .*; save it again"):
        read(path)


@pytest.mark.parametrize(("whole", "broken"), [(b"</sheetData>", b"</sheetData"), (b"<v>1</v>", b"<u>1</u>")])
def test_a_broken_sheet_refuses_its_workbook_and_is_not_left_out(
    tmp_path: Path, whole: bytes, broken: bytes
) -> None:
    rows: list[list[object]] = [["a", "b"], [1, 2]]
    path = write_workbook(tmp_path / "cut.xlsx", {"one": rows, "two": rows})
    rewrite(path, "xl/worksheets/sheet2.xml", lambda text: text.replace(whole, broken))
    with pytest.raises(RefusedError, match=r"sheet “two” cannot be read .*; save the workbook again"):
        read(path)


def test_a_locked_workbook_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert FORMAT.recognises(path.read_bytes())
    with pytest.raises(RefusedError, match="locked with a password; save it without one"):
        read(path)


def test_another_container_is_refused_by_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(OLE + bytes(2000))
    with pytest.raises(RefusedError, match="cannot be read as a workbook"):
        read(path)


def test_an_open_document_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "one.ods"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    words = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("name", "area")
    )
    figures = (
        '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="12.5"/>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="s">'
            f"<table:table-row>{words}</table:table-row><table:table-row>{figures}</table:table-row>"
            '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    assert FORMAT.recognises(path.read_bytes()[:HEAD])
    [(table, rows, issues)] = read(path)
    assert (table.name, [row.values for row in rows]) == ("s", [("x", 12.5)])
    assert all(issue.severity is Severity.INFO for issue in issues)
