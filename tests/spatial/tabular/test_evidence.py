"""A column is of a narrower type than text only where every value is; codes are never made numbers."""

from datetime import date, datetime

import pytest

from spatial.tabular.evidence import CellEvidence, TextEvidence, read_date, read_moment, write
from spatial.vector.cells import Odd


@pytest.mark.parametrize(
    ("cells", "type", "values"),
    [
        (["1", " 2 ", ""], "integer", [1, 2, None]),
        (["1", "2.50", "-3e2"], "number", [1.0, 2.5, -300.0]),
        (["0571", "571"], "string", ["0571", "571"]),
        (["330106199001011234"], "string", ["330106199001011234"]),
        (["1" * 28], "string", ["1" * 28]),
        (["true", "FALSE"], "boolean", [True, False]),
        (["2024-05-01", "2024/5/2"], "date", [date(2024, 5, 1), date(2024, 5, 2)]),
        (["2024-02-30"], "string", ["2024-02-30"]),
        (["2024-05-01 08:00"], "datetime", [datetime(2024, 5, 1, 8)]),
        (["1", "x"], "string", ["1", "x"]),
        (["", " "], "string", [None, None]),
        (["1e999"], "string", ["1e999"]),
    ],
)
def test_the_type_of_text_is_what_all_values_are(cells: list[str], type: str, values: list[object]) -> None:
    evidence = TextEvidence()
    evidence.take(cells)
    assert (evidence.type, evidence.convert(cells)) == (type, values)


def test_a_value_that_came_after_the_evidence_is_odd() -> None:
    evidence = TextEvidence()
    evidence.take(["1"])
    assert evidence.convert(["x"]) == [Odd("“x” is no integer")]


def test_numbers_a_spreadsheet_has_spoilt_are_told_and_stay_text() -> None:
    shortened, rounded, whole = TextEvidence(), TextEvidence(), TextEvidence()
    shortened.take(["1.23457E+17", "330106"])
    rounded.take(["330106199001010000", "330106199001020000"])
    whole.take(["330106199001010000", "330106199001011234"])
    told = [one.tell() for one in (shortened, rounded, whole)]
    assert [found and found[0] for found in told] == ["NUMBER_SHORTENED", "DIGITS_LOST", None]
    assert shortened.type == "string"


def test_the_few_values_that_keep_a_column_from_being_numbers_are_told() -> None:
    areas, codes, words = TextEvidence(), TextEvidence(), TextEvidence()
    areas.take([*["89.2"] * 20, "八十九"])
    codes.take([*["571"] * 20, "0571"])
    words.take(["1", "x", "y"])
    told = [one.tell() for one in (areas, codes, words)]
    assert [found and found[0] for found in told] == ["NOT_ALL_NUMBERS", None, None]
    assert told[0] and "“八十九” is none" in told[0][1]


def test_cells_of_a_workbook_have_types_of_their_own() -> None:
    cases: list[tuple[list[object], str]] = [
        ([1.0, 2, ""], "integer"),
        ([1.5, 2.0], "number"),
        ([True, False], "boolean"),
        ([date(2024, 1, 1), datetime(2024, 1, 1, 8)], "datetime"),
        (["0571", ""], "string"),
        ([1.0, "a"], "string"),
        ([3.3010619900101e17], "string"),
        ([], "string"),
    ]
    for cells, type in cases:
        evidence = CellEvidence()
        evidence.take(cells)
        assert evidence.type == type, cells


def test_dates_are_read_as_people_write_them() -> None:
    assert read_date("2024/5/1") == date(2024, 5, 1)
    assert read_date("2024-5/1") is None
    assert read_moment("2024/5/1 08:00:00+08:00") is not None
    assert read_moment("2024-05-01 25:00") is None


def test_a_whole_number_is_written_with_the_digits_the_workbook_has() -> None:
    assert write(3.3010619900101e17) == "330106199001010000"
    assert write(12.0) == "12"
    assert write(date(2024, 5, 1)) == "2024-05-01"
