"""CSV: the made-up register and real tables read whole, and what is no table left to others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import HEAD, Asked, formats
from spatial.formats.csv import FORMAT
from spatial.records import Issue, Severity
from spatial.tables import Row, Table

REGISTER = Path(__file__).resolve().parents[3] / "fixtures/register"


def read(path: Path, asked: Asked | None = None) -> tuple[Table, list[Row], list[Issue]]:
    """The one table of a file, its rows and its findings."""
    assert FORMAT.tables is not None
    [table] = FORMAT.tables(path, asked or Asked())
    stream = list(table.rows(None))
    return (
        table,
        [one for one in stream if isinstance(one, Row)],
        [one for one in stream if isinstance(one, Issue)],
    )


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A text table."""
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def types(table: Table) -> dict[str, str]:
    """The types by column."""
    return {column.name: column.type for column in table.columns}


@pytest.mark.parametrize(
    ("name", "rows", "told"),
    [
        ("dwellings.csv", 40, "UTF-8, its fields parted by commas"),
        ("households.csv", 30, "UTF-16, its fields parted by tabs"),
        ("persons.csv", 60, "GB 18030, its fields parted by commas"),
    ],
)
def test_the_register_is_read_in_whatever_encoding_it_is_written(name: str, rows: int, told: str) -> None:
    head = (REGISTER / name).read_bytes()[:HEAD]
    assert [format.id for format in formats if format.recognises(head)] == ["csv"]
    table, found, issues = read(REGISTER / name)
    assert table.total == len(found) == rows
    assert [issue.severity for issue in issues] == [Severity.INFO]
    assert told in issues[0].message
    assert all("虚" in str(row.values) or "H" in str(row.values) for row in found)


def test_codes_stay_text_and_figures_become_numbers() -> None:
    table, _, _ = read(REGISTER / "dwellings.csv")
    assert types(table) == {
        **dict.fromkeys(("户编号", "楼幢编号", "不动产单元号", "产权性质", "使用状态"), "string"),
        **dict.fromkeys(("单元", "楼层", "室号"), "integer"),
        **dict.fromkeys(("建筑面积", "套内面积"), "number"),
        "登记日期": "date",
    }
    assert types(read(REGISTER / "persons.csv")[0])["公民身份号码"] == "string"
    assert types(read(REGISTER / "households.csv")[0])["户号"] == "string"


def test_a_row_with_too_few_or_too_many_fields_is_an_issue_with_its_line_and_content() -> None:
    _, rows, issues = read(REGISTER / "ragged.csv")
    ragged = [issue for issue in issues if issue.code == "ROW_RAGGED"]
    assert [issue.position for issue in ragged] == ["line 3", "line 4"]
    assert [issue.severity for issue in ragged] == [Severity.ERROR] * 2
    assert ragged[0].content and ragged[0].content["values"]["户编号"] == "H01-201"
    assert ragged[1].content and ragged[1].content["values"]["beyond 1"] == "多出的一格"
    assert [row.code for row in rows] == ["2", "5", "6"]


def test_a_ragged_row_is_known_by_its_key() -> None:
    assert FORMAT.tables is not None
    [table] = FORMAT.tables(REGISTER / "ragged.csv", Asked())
    issues = [one for one in table.rows("户编号") if isinstance(one, Issue) and one.code == "ROW_RAGGED"]
    assert [issue.object for issue in issues] == ["H01-201", "H01-301"]


def test_numbers_a_spreadsheet_has_shortened_are_told_and_stay_text() -> None:
    table, _, issues = read(REGISTER / "rounded.csv")
    assert types(table)["公民身份号码"] == "string"
    [told] = [issue for issue in issues if issue.code == "NUMBER_SHORTENED"]
    assert "3.30106E+17" in told.message
    assert told.position == "rounded, 公民身份号码"


def test_a_byte_that_is_no_text_is_refused_by_its_line_and_place() -> None:
    path = REGISTER / "broken_byte.csv"
    assert FORMAT.recognises(path.read_bytes())
    with pytest.raises(RefusedError, match=r"line 3: byte 39 \(0xFF\) is no UTF-8.*save the file as UTF-8\."):
        read(path)


def test_a_nul_is_an_error_of_its_row(tmp_path: Path) -> None:
    _, rows, issues = read(write(tmp_path, "name,area\nx\0y,1\nz,2\n"))
    assert [row.values for row in rows] == [("z", 2)]
    assert "NUL" in next(issue for issue in issues if issue.severity is Severity.ERROR).message


def test_a_quoted_line_break_belongs_to_its_field_and_rows_keep_their_lines(tmp_path: Path) -> None:
    _, rows, _ = read(write(tmp_path, 'name,note\na,"two\r\nlines"\nb,"says ""hi"""\n'))
    assert [(row.code, row.values) for row in rows] == [
        ("2", ("a", "two\r\nlines")),
        ("4", ("b", 'says "hi"')),
    ]


def test_columns_without_header_or_name_are_named_and_told(tmp_path: Path) -> None:
    table, rows, issues = read(write(tmp_path, "1,2.5,2024-01-01\n2,3.5,2024-01-02\n"))
    assert [column.name for column in table.columns] == ["column 1", "column 2", "column 3"]
    assert len(rows) == 2
    assert "HEADER_MISSING" in {issue.code for issue in issues}
    table, _, issues = read(write(tmp_path, "id,,area,id,\na,b,1,c,\nd,e,2,f,\n"))
    assert [column.name for column in table.columns] == ["id", "column 2", "area", "id 4"]
    assert {"COLUMN_WITHOUT_NAME", "COLUMN_NAMED_TWICE"} <= {issue.code for issue in issues}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n", "no table"),
        ("only one column\nof text\n", "no table"),
        ("a,b\n" + '1,"never closed\n' + "x,y\n" * 60_000, "longer than 131,072 characters.*never closed"),
        ("a,b\n1,2\n" + "x" * 5_000_000, "longer than 4,194,304 characters"),
        ("a,b\n,\n,\n", "no sound row"),
    ],
    ids=["header alone", "one column", "open quote", "endless line", "blank rows"],
)
def test_what_is_no_table_is_refused_by_a_sentence(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=told):
        read(write(tmp_path, text))


def test_a_spreadsheet_s_own_first_line_is_no_header(tmp_path: Path) -> None:
    table, rows, _ = read(write(tmp_path, "sep=;\nname;area\nx;1\ny;2\n"))
    assert ([column.name for column in table.columns], len(rows)) == (["name", "area"], 2)


@pytest.mark.parametrize(
    "text",
    [
        "{\n1,2,\n3,4\n",
        "[JUNCTIONS]\na\tb\nc\td\n",
        "ISO-10303-21;\nHEADER;\n",
        "Dear Sir\nhello\n",
        "a,b\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        f"a; {'b' * 110}\nc; {'d' * 110}\n",
    ],
)
def test_what_is_another_text_is_not_recognised(text: str) -> None:
    assert not FORMAT.recognises(text.encode())


def test_plane_positions_make_points_only_in_a_named_system(tmp_path: Path) -> None:
    path = write(tmp_path, "id,x,y\na,518000.5,3349000\nb,,\n")
    table, rows, issues = read(path)
    assert (table.geometry, table.extent, rows[0].footprint) == ((), None, None)
    assert "POSITION_WITHOUT_SYSTEM" in {issue.code for issue in issues}
    table, rows, issues = read(path, Asked(crs="EPSG:4549"))
    assert table.extent == (518000.5, 3349000.0, 518000.5, 3349000.0)
    assert [row.footprint and row.footprint.wkt for row in rows] == ["POINT (518000.5 3349000)", None]


def test_a_position_off_the_earth_is_an_error_of_its_row_and_metres_are_no_degrees(tmp_path: Path) -> None:
    _, rows, issues = read(write(tmp_path, "id,lon,lat\na,120.1,30.2\nb,120.2,30.3\nc,1201,30\n"))
    assert [row.code for row in rows] == ["2", "3"]
    assert "POSITION_OUT_OF_RANGE" in {issue.code for issue in issues}
    table, rows, issues = read(write(tmp_path, "id,lon,lat\na,518000,3349000\n"))
    assert (table.geometry, len(rows)) == ((), 1)
    assert "POSITION_NOT_DEGREES" in {issue.code for issue in issues}


REAL = {
    "commute/san-francisco/households.csv": 5000,
    "commute/san-francisco/persons.csv": 8212,
    "commute/san-francisco/land_use.csv": 25,
    "commute/porto-alegre/poa_hexgrid.csv": 1227,
    "reference/linkage/dataset4a.csv": 5000,
    "reference/austria/flows.csv": 72,
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_table_has_its_published_rows_and_no_error(name: str, sample: Callable[[str], Path]) -> None:
    table, rows, issues = read(sample(name))
    assert len(rows) == table.total == REAL[name]
    assert {issue.severity for issue in issues} == {Severity.INFO}
