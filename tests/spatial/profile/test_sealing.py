"""Identity numbers are hashed before anything sees them, also in findings."""

from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.profile.document import read_profile
from spatial.profile.mapping import map_rows, pair_tables
from spatial.profile.sealing import judge, make_seal, seal_issue
from spatial.records import Issue, Record, Severity
from tests.tables import make_table

NUMBER = "11010519491231002X"
PROFILE = """
[[table]]
record = "person"
code = "ID"
secret = ["ID"]
attributes = ["note"]

[table.fields]
birth_year = "born"
sex = { column = "sex", other = "refuse", translate = { 1 = "male" } }
"""
COLUMNS = {"ID": "string", "born": "integer", "sex": "string", "note": "string"}
seal = make_seal("key")


def run(folder: Path, *rows: tuple[object, ...], profile: str = PROFILE) -> list[Record | Issue]:
    """What the rows become."""
    path = folder / "people.toml"
    path.write_text(profile)
    table = make_table("people", COLUMNS, [(str(n), None, row) for n, row in enumerate(rows, 1)], None)
    [(_, plan)], _ = pair_tables([table], read_profile(path))
    return list(map_rows(table, plan, seal=seal))


def test_a_number_is_hashed_however_it_is_written() -> None:
    ways = [NUMBER, NUMBER.lower(), " 110105 19491231 002x ", "１１０１０５１９４９１２３１００２Ｘ"]
    assert len({seal(way) for way in ways}) == 1
    assert seal(440524188001010014) == seal("440524188001010014")
    assert seal("") is seal(None) is None


def test_another_key_gives_another_hash_and_a_hash_stays() -> None:
    assert make_seal("other")(NUMBER) != seal(NUMBER)
    assert seal(seal(NUMBER)) == seal(NUMBER)


def test_a_person_is_known_by_the_hash_alone(tmp_path: Path) -> None:
    [record] = run(tmp_path, (NUMBER, 1949, "1", "moved"))
    assert isinstance(record, Record)
    assert record.code == seal(NUMBER)
    assert NUMBER not in str(record)


def test_a_row_left_out_tells_no_number(tmp_path: Path) -> None:
    [issue] = run(tmp_path, (NUMBER, 1949, "7", "asks"))
    assert isinstance(issue, Issue)
    assert issue.severity is Severity.ERROR
    assert issue.object == seal(NUMBER)
    assert NUMBER not in str(issue)


def test_a_row_without_a_number_is_told(tmp_path: Path) -> None:
    [issue] = run(tmp_path, ("  ", 1949, "1", ""))
    assert isinstance(issue, Issue)
    assert issue.code == "CODE_MISSING"


def test_what_was_found_before_is_scrubbed() -> None:
    raw = Issue(
        severity=Severity.ERROR,
        code="RAGGED",
        message=f"Too many values after {NUMBER}.",
        content={"line": [NUMBER, "x"], "values": {"ID": "P-77", "born": 1949}},
    )
    hidden = seal_issue(raw, ["ID"], seal)
    assert NUMBER not in str(hidden)
    assert "P-77" not in str(hidden)
    assert hidden.content is not None
    assert hidden.content["values"]["born"] == 1949


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('secret = ["ID"]', ""), "identity number in secret"),
        (('attributes = ["note"]', ""), "keeps no other columns"),
    ],
)
def test_a_profile_that_would_keep_more_is_refused(
    tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    with pytest.raises(RefusedError, match=told):
        run(tmp_path, (NUMBER, 1949, "1", ""), profile=PROFILE.replace(*change))


def test_secret_columns_need_a_key(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text(PROFILE)
    table = make_table("people", COLUMNS, [], None)
    [(_, plan)], _ = pair_tables([table], read_profile(path))
    with pytest.raises(RefusedError, match="no key"):
        list(map_rows(table, plan))


@pytest.mark.parametrize(
    ("number", "scheme", "told"),
    [
        ("110105194912310021", "", "CODE_CHECK_DIGIT"),
        ("110105491231002", "", "CODE_OLD_LAYOUT"),
        ("P-77", "", None),
        ("P-77", "person-id", "CODE_LENGTH"),
        (NUMBER, "person-id", None),
        (seal(NUMBER), "person-id", None),
        (None, "person-id", None),
    ],
)
def test_a_number_is_judged_by_its_scheme_or_its_looks(number: object, scheme: str, told: str | None) -> None:
    fault = judge(number, scheme)
    assert (fault and fault.code) == told


def test_a_wrong_number_leaves_its_row_out_and_is_told_to_nobody(tmp_path: Path) -> None:
    wrong = "110105194912310021"
    strict = PROFILE.replace('secret = ["ID"]', 'secret = { ID = "person-id" }')
    [issue] = run(tmp_path, (wrong, 1949, "1", "moved"), profile=strict)
    assert isinstance(issue, Issue)
    assert (issue.code, issue.object) == ("CODE_CHECK_DIGIT", seal(wrong))
    assert issue.content is not None
    assert issue.content["values"]["note"] == "moved"
    assert wrong not in str(issue)


def test_an_unknown_scheme_is_refused(tmp_path: Path) -> None:
    odd = PROFILE.replace('secret = ["ID"]', 'secret = { ID = "passport" }')
    with pytest.raises(RefusedError, match="person-id"):
        run(tmp_path, (NUMBER, 1949, "1", ""), profile=odd)


def test_of_a_person_left_out_only_what_the_profile_names_is_kept(tmp_path: Path) -> None:
    narrow = PROFILE.replace('attributes = ["note"]', "attributes = []")
    [issue] = run(tmp_path, (NUMBER, 1949, "7", "Zhang San, 13800000000"), profile=narrow)
    assert isinstance(issue, Issue)
    assert issue.content == {"values": {"ID": seal(NUMBER), "born": 1949, "sex": "7"}, "geometry": None}


HOUSEHOLDS = """
[[table]]
record = "household"
code = "ID"
attributes = []
"""


@pytest.mark.parametrize("profile", [PROFILE, HOUSEHOLDS])
def test_what_a_reader_kept_of_a_row_about_a_person_goes_no_further(tmp_path: Path, profile: str) -> None:
    path = tmp_path / "people.toml"
    path.write_text(profile)
    ragged = Issue(severity=Severity.ERROR, code="RAGGED", message="Line 3.", content={"line": ["Zhang San"]})
    table = make_table("people", COLUMNS, [ragged], None)
    [(_, plan)], _ = pair_tables([table], read_profile(path))
    [told] = map_rows(table, plan, seal=seal)
    assert isinstance(told, Issue)
    assert (told.message, told.content) == ("Line 3.", None)
