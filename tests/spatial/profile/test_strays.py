"""An identity number where no profile speaks of one is masked; a column of them is refused."""

from pathlib import Path
from typing import Any

import pytest

from spatial.errors import RefusedError
from spatial.profile.document import read_profile
from spatial.profile.mapping import map_rows, pair_tables
from spatial.profile.sealing import make_seal
from spatial.profile.strays import find_numbers, is_person, mask_all
from spatial.records import Issue, Record, Severity
from tests.tables import make_table

NUMBER, OTHER = "11010519491231002X", "440524188001010014"
HIDDEN = "110105************"
HOME = """
[[table]]
record = "dwelling"
code = "no"
[table.fields]
address = "where"
"""
PERSON = """
[[table]]
record = "household"
code = "no"
attributes = ["note"]
"""
COLUMNS = {"no": "string", "where": "string", "note": "string", "told": "integer"}


def run(folder: Path, *rows: tuple[Any, ...], profile: str = HOME) -> list[Record | Issue]:
    """What the rows become."""
    path = folder / "homes.toml"
    path.write_text(profile)
    table = make_table("homes", COLUMNS, [(row[0], None, row) for row in rows], None)
    [(_, plan)], _ = pair_tables([table], read_profile(path))
    return list(map_rows(table, plan, seal=make_seal("key") if plan.secret else None))


def plain(count: int) -> list[tuple[Any, ...]]:
    """Homes of which nothing is wrong."""
    return [(f"h{at}", "文三路10号", "quiet", at) for at in range(count)]


@pytest.mark.parametrize("profile", [HOME, PERSON])
def test_a_stray_number_is_masked_in_the_row_that_is_kept_and_told(tmp_path: Path, profile: str) -> None:
    issue, record, *others = run(tmp_path, ("h", "", f"owner {NUMBER}", 1), *plain(9), profile=profile)
    assert isinstance(issue, Issue)
    assert (issue.code, issue.object, issue.position) == ("IDENTITY_MASKED", "h", "homes, note")
    assert isinstance(record, Record)
    assert record.attributes["note"] == f"owner {HIDDEN}"
    assert NUMBER not in f"{issue}{record}"
    assert len(others) == 9


@pytest.mark.parametrize("profile", [HOME, PERSON])
def test_a_column_of_numbers_is_refused_by_its_name(tmp_path: Path, profile: str) -> None:
    with pytest.raises(
        RefusedError, match=r"“note” of “homes”.*secret = \{ \"note\" = \"person-id\" \}.*attri"
    ):
        run(tmp_path, ("h", "", NUMBER, 1), profile=profile)
    few = ("h", "", NUMBER, 1), ("i", "", NUMBER.lower(), 1)
    with pytest.raises(RefusedError, match="“note” of “homes”"):
        run(tmp_path, *plain(1500), *few, profile=profile)
    with pytest.raises(RefusedError, match="“note” of “homes”"):
        run(tmp_path, *[("h", "", NUMBER, 1)] * 21, profile=profile)
    with pytest.raises(RefusedError, match="“where” of “homes”"):
        run(tmp_path, ("h", f"{NUMBER} at 3-501", "", 1))


def test_two_of_two_thousand_are_strays_still(tmp_path: Path) -> None:
    few = ("h", "", NUMBER, 1), ("i", "", NUMBER, 1)
    found = run(tmp_path, *plain(2000), *few)
    assert [one.code for one in found if isinstance(one, Issue)] == ["IDENTITY_MASKED"] * 2
    assert NUMBER not in str(found)


def test_a_column_left_out_is_refused_nothing_and_kept_nowhere(tmp_path: Path) -> None:
    spare = HOME.replace('code = "no"', 'code = "no"\nattributes = []').replace(
        'address = "where"', 'area_gross = "where"'
    )
    found = run(tmp_path, ("h", "none", NUMBER, 1), ("i", "88", NUMBER, 1), profile=spare)
    assert [one.code for one in found] == ["VALUE_NOT_UNDERSTOOD", "h", "i"]
    assert NUMBER not in str(found)


def test_what_the_profile_seals_is_sealed_and_not_masked(tmp_path: Path) -> None:
    sealed = HOME.replace('code = "no"', 'code = "no"\nsecret = { note = "person-id" }')
    [record] = run(tmp_path, ("h", "", NUMBER, 1), profile=sealed)
    assert isinstance(record, Record)
    assert record.attributes["note"] == make_seal("key")(NUMBER)


def test_a_row_that_could_not_be_read_tells_no_number(tmp_path: Path) -> None:
    path = tmp_path / "homes.toml"
    path.write_text(HOME)
    content = {"values": {"note": [NUMBER]}}
    bad = Issue(severity=Severity.ERROR, code="X", message=f"{NUMBER} is odd", content=content)
    broken = make_table("homes", COLUMNS, [bad], None)
    [(_, plan)], _ = pair_tables([broken], read_profile(path))
    [told] = map_rows(broken, plan)
    assert NUMBER not in str(told)
    assert HIDDEN in str(told)


def test_a_number_is_found_however_it_is_written() -> None:
    ways = [
        NUMBER,
        NUMBER.lower(),
        "110105 19491231 002x",
        "110105-19491231-002X",
        "１１０１０５１９４９１２３１００２Ｘ",
    ]
    assert find_numbers(ways) == [0, 1, 2, 3, 4]
    assert find_numbers(["", None, 440524198001010013, {"id": [NUMBER]}, 3.5, True]) == [2, 3]


def test_other_codes_of_eighteen_characters_are_nobody_s_number() -> None:
    assert is_person(NUMBER)
    assert not is_person("110105194912310021")
    assert not is_person(OTHER)
    assert not is_person("99010519491231002X")
    for code in ("913301006091006530", "330106001001GB00012F00030004", f"1{NUMBER}", f"{NUMBER}A"):
        assert mask_all(code) == code
