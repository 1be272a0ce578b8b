"""Files of tables are looked at, on the server or as they are sent, and nothing of them stays."""

import tempfile
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import Asked
from twin.ingest.previews import LARGEST_SENT, preview, preview_sent, tell, write_proposals

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
REGISTER = FIXTURES / "excel/register.xlsx"


def test_tables_of_any_vector_file_are_looked_at() -> None:
    told = [tell(one) for one in preview(FIXTURES / "geopackage/quarter.gpkg", Asked())]
    assert {table["table"]: table["rows"] for table in told} == {
        **{"泵站": 3, 'q"x a%b': 1, "basins": 1, "auth_user": 2}
    }
    assert all(table["scores"] == {} for table in told)


def test_a_preview_names_the_field_of_each_column() -> None:
    houses, dwellings = map(tell, preview(REGISTER, Asked()))
    fields = {column["name"]: column["field"] for column in dwellings["columns"]}
    assert [fields[name] for name in ("户编号", "套内面积", "登记日期")] == ["code", "area_net", None]
    assert dwellings["unmapped"] == ["登记日期"]
    assert {finding["code"] for finding in houses["findings"]} >= {"SHEET_LEFT_OUT", "POSITION"}


def test_one_table_is_chosen_by_name() -> None:
    [only] = preview(REGISTER, Asked(), ("户",))
    assert write_proposals([only]).count("[[table]]") == 1
    with pytest.raises(RefusedError, match="has no table “车位”"):
        preview(REGISTER, Asked(), ("车位",))


def test_nothing_stays_of_a_file_that_was_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data = REGISTER.read_bytes()
    assert len(preview_sent("../../表.xlsx", len(data), [data], Asked())) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_too_large_to_be_sent_is_refused_by_a_sentence() -> None:
    with pytest.raises(RefusedError, match=r"more than 16 MB.*on the server"):
        preview_sent("a.csv", LARGEST_SENT + 1, [], Asked())
