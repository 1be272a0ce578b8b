"""Rows become city records by a profile; a row that cannot be one is kept with its reason."""

from pathlib import Path
from typing import Any

import pytest
from shapely import Point, box

from spatial.errors import RefusedError
from spatial.profile.document import read_profile
from spatial.profile.mapping import map_rows, pair_tables
from spatial.profile.rules import Profile
from spatial.records import Building, CityObject, HeightSource, Issue, Severity
from tests.tables import make_table

COLUMNS = {"no": "string", "H_FT": "number", "USE": "integer", "FLOORS": "string", "note": "string"}
PROFILE = """
[[table]]
table = "houses"
record = "building"
code = "no"

[table.fields]
height = { column = "H_FT", unit = "ft" }
height_source = { value = "measured", when = "H_FT" }
storeys = "FLOORS"
function = { column = "USE", translate = { 1 = "residential" }, other = "OTHER" }

[table.codes]
cadastre = "note"
"""
PLACE = box(515_000, 3_349_000, 515_010, 3_349_010)


def profile(folder: Path, text: str = PROFILE, other: str = "keep") -> Profile:
    """The profile, with what is to become of unknown codes."""
    path = folder / "city.toml"
    path.write_text(text.replace("OTHER", other))
    return read_profile(path)


def run(rules: Profile, *rows: tuple[Any, ...], shape: Any = PLACE) -> list[CityObject | Issue]:
    """What the rows become."""
    table = make_table("houses", COLUMNS, [(str(row[0]), shape, row) for row in rows], "EPSG:4549")
    [(_, plan)], _ = pair_tables([table], rules)
    return list(map_rows(table, plan))


def test_a_row_becomes_a_record_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    [record] = run(profile(tmp_path), ("a", 100.0, 1, "6", "330106001"))
    assert isinstance(record, Building)
    assert record.code == "a"
    assert record.height == pytest.approx(30.48)
    assert record.height_source is HeightSource.MEASURED
    assert record.storeys == 6
    assert record.function == "residential"
    assert record.codes == (("cadastre", "330106001"),)
    assert record.footprint == PLACE
    assert record.attributes == {"H_FT": 100.0, "USE": 1}, "what was changed is kept as the publisher said it"


def test_empty_stays_unknown(tmp_path: Path) -> None:
    [record] = run(profile(tmp_path), ("a", None, None, "", None))
    assert isinstance(record, Building)
    assert (record.height, record.height_source, record.storeys, record.function) == (None, None, None, None)
    assert record.codes == ()


def test_a_value_that_does_not_fit_is_told_and_stays_among_the_attributes(tmp_path: Path) -> None:
    issue, record = run(profile(tmp_path), ("a", None, 1, "six", None))
    assert isinstance(issue, Issue)
    assert (issue.severity, issue.code, issue.object) == (Severity.WARNING, "VALUE_NOT_UNDERSTOOD", "a")
    assert issue.position == "houses, FLOORS"
    assert isinstance(record, Building)
    assert record.storeys is None
    assert record.attributes["FLOORS"] == "six"


@pytest.mark.parametrize(
    ("other", "function", "severity"),
    [("keep", "9", Severity.WARNING), ("empty", None, None), ("refuse", None, Severity.ERROR)],
)
def test_an_unknown_code_is_kept_left_empty_or_refused(
    other: str, function: str | None, severity: Severity | None, tmp_path: Path
) -> None:
    found = run(profile(tmp_path, other=other), ("a", None, 9, None, None))
    issues = [one for one in found if isinstance(one, Issue)]
    records = [one for one in found if isinstance(one, Building)]
    assert [issue.severity for issue in issues] == ([severity] if severity else [])
    assert [(record.function, record.attributes["USE"]) for record in records] == (
        [] if other == "refuse" else [(function, 9)]
    )


def test_a_shape_of_the_wrong_kind_keeps_a_row_out_with_its_content(tmp_path: Path) -> None:
    [issue] = run(profile(tmp_path), ("a", 3.0, 1, None, None), shape=Point(515_000, 3_349_000))
    assert isinstance(issue, Issue)
    assert issue.code == "WRONG_GEOMETRY"
    assert "drawn by areas" in issue.message
    assert issue.content == {
        "values": {"no": "a", "H_FT": 3.0, "USE": 1, "FLOORS": None, "note": None},
        "geometry": "POINT (515000 3349000)",
    }


def test_a_required_field_that_is_empty_keeps_a_row_out(tmp_path: Path) -> None:
    rules = profile(tmp_path, "[[table]]\nrecord = 'node'\nfields = { network = 'FLOORS' }")
    [issue] = run(rules, ("a", None, None, None, None), shape=Point(515_000, 3_349_000))
    assert isinstance(issue, Issue)
    assert (issue.severity, issue.code) == (Severity.ERROR, "VALUE_MISSING")


def test_an_id_of_several_columns_joins_them(tmp_path: Path) -> None:
    rules = profile(tmp_path, "[[table]]\nrecord = 'building'\ncode = ['no', 'USE']")
    [record] = run(rules, ("a", None, 3, None, None))
    assert isinstance(record, Building)
    assert record.code == "a-3"
    assert record.attributes == {"no": "a", "USE": 3}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[table]]\ntable = 'huts'\nrecord = 'building'", "no table “huts”; it has houses"),
        ("[[table]]\nrecord = 'building'\ncode = 'id'", "no column “id”.*it has no, H_FT"),
    ],
)
def test_what_the_file_does_not_have_is_named(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=told):
        run(profile(tmp_path, text), ("a", None, None, None, None))


def test_tables_the_profile_does_not_map_are_told_apart(tmp_path: Path) -> None:
    tables = [make_table(name, COLUMNS, []) for name in ("houses", "trees")]
    pairs, others = pair_tables(tables, profile(tmp_path))
    assert [table.name for table, _ in pairs] == ["houses"]
    assert [table.name for table in others] == ["trees"]


def test_a_value_is_taken_apart_before_it_is_translated_and_kept_as_it_was(tmp_path: Path) -> None:
    text = """
    [[table]]
    record = "building"
    [table.fields]
    year = { column = "note", decode = "year" }
    usage = { column = "FLOORS", decode = "section-width", translate = { 800 = "wide" } }
    """
    found = run(
        profile(tmp_path, text), ("a", None, None, "800x600", "1998年"), ("b", None, None, "9x6", "?")
    )
    first, second = (row for row in found if isinstance(row, Building))
    assert (first.year, first.usage, first.attributes["note"]) == (1998, "wide", "1998年")
    assert (second.year, second.usage) == (None, "9")
    told = [(row.code, row.object, row.position) for row in found if isinstance(row, Issue)]
    assert told == [("VALUE_NOT_UNDERSTOOD", "b", "houses, note"), ("UNKNOWN_CODE", "b", "houses, FLOORS")]
