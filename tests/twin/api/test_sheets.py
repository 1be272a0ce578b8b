"""Sheets hold every figure unrounded, say why one is missing, and run nothing a name may say."""

import csv
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from tests.outcomes import plant_found, plant_outcome
from twin.api.sheets import disarm, write_csv, write_workbook

URI = "http://x/jobs/1"


def test_csv_is_read_back_by_any_reader_with_its_provenance_below() -> None:
    written = write_csv(plant_outcome(), URI, "en")
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(written.decode("utf-8-sig"))))
    table, notes = rows[: rows.index([])], rows[rows.index([]) + 1 :]
    assert table[0][:2] == ["Zone", "Code"]
    assert {len(row) for row in table} == {11}
    assert table[1] == ["West", "w", "1", "Rate", "", "0.25", "share of 1", "10", "40", "1", ""]
    hidden = next(row for row in table if row[0] == "North" and row[3] == "Rate")
    assert (hidden[5], hidden[10]) == ("", "Hidden: drawn from too few people")
    assert len(table) == 1 + 6 * 3
    assert ["# Sources (when loaded): made (2024-05-01 08:00+08:00)"] in notes


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_name_that_a_spreadsheet_would_run_is_marked_as_text(name: str) -> None:
    assert disarm(name) == f"'{name}"


def test_figures_and_plain_names_stay_as_they_are() -> None:
    assert [disarm(cell) for cell in (-1.5, None, "West", "1 = 1")] == [-1.5, None, "West", "1 = 1"]


def test_no_cell_of_csv_begins_like_a_formula() -> None:
    text = write_csv(plant_outcome(), URI, "zh").decode("utf-8-sig")
    assert "'=1+1" in text
    assert not [cell for row in csv.reader(StringIO(text)) for cell in row if cell.startswith("=")]


@pytest.mark.parametrize(
    ("language", "names"), [("zh", ["数值", "流", "依据"]), ("en", ["Figures", "Flows", "Provenance"])]
)
def test_a_workbook_is_read_back_with_figures_flows_and_provenance(language: str, names: list[str]) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(write_workbook(plant_outcome(), URI, language)))
    assert book.sheet_names == names
    figures, flows, how = (book.get_sheet_by_name(name).to_python() for name in names)
    assert figures[1][5] == 0.25
    assert "=1+1" in [row[0] for row in figures]
    assert flows[1][0::2][:2] == ["West", "=1+1"] and flows[1][5] == 100
    assert how[-1][1] == URI


def test_a_workbook_without_flows_has_no_sheet_of_them() -> None:
    written = write_workbook(plant_outcome(flows=False), URI, "en")
    assert CalamineWorkbook.from_filelike(BytesIO(written)).sheet_names == ["Figures", "Provenance"]
    assert b"<f>" not in written


def test_what_was_found_is_a_sheet_with_a_point_within_each() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(write_workbook(plant_found(), URI, "en")))
    assert book.sheet_names == ["Figures", "Flows", "Found", "Provenance"]
    _, area, spot, few = book.get_sheet_by_name("Found").to_python()
    assert area == ["10 min", "Reached", 10, "minutes", 120.5, 30.5, ""]
    assert (spot[0], spot[2]) == ("=here", 2.5)
    assert (few[2], few[6]) == ("", "Hidden: drawn from too few people")
