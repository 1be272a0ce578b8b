"""A table is mapped to the kind its columns fit best; what says who somebody is goes no further."""

from pathlib import Path

from spatial.format import Asked
from spatial.tabular.delimited import read_table
from spatial.tabular.preview import look
from spatial.tabular.proposal import Proposal, propose
from tests.spatial.tabular.made import FIXTURES


def propose_for(folder: Path, *rows: str) -> Proposal | None:
    """What is proposed for a text table."""
    path = folder / "table.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return propose(look(read_table(path, Asked())))


def test_each_table_of_the_register_fits_its_kind() -> None:
    names = ("csv/houses.csv", "register/dwellings.csv", "register/households.csv", "register/persons.csv")
    found = [propose(look(read_table(FIXTURES / name, Asked()))) for name in names]
    assert [one and one.kind for one in found] == ["house", "dwelling", "household", "person"]
    assert [one and next(iter(one.scores)) for one in found] == ["house", "dwelling", "household", "person"]


def test_an_owner_s_name_and_number_in_a_table_of_dwellings_are_left_out(tmp_path: Path) -> None:
    found = propose_for(
        tmp_path,
        "户编号,套内面积,产权人,身份证号,备注",
        "a,1,甲,11010519491231002X,好",
        "b,2,乙,440524188001010014,坏",
    )
    assert found
    assert (found.kind, found.attributes, found.left_out) == ("dwelling", ("备注",), ("产权人", "身份证号"))
    assert found.secret == {"身份证号": ""}


def test_units_dates_and_years_are_read_as_they_are_written(tmp_path: Path) -> None:
    found = propose_for(
        tmp_path, "宗地代码,宗地面积(亩),容积率,出让日期", "P1,15,2.5,20240501", "P2,30,1.5,20240601"
    )
    assert found
    assert found.kind == "parcel"
    rules = {one.name: one for one in found.fields}
    assert round(15 * rules["area"].factor) == 10_000
    assert rules["supplied_on"].form == "%Y%m%d"
    house = propose_for(tmp_path, "楼幢编号,坐落,竣工日期", "1,a,1999-05-01", "2,b,2001-06-01")
    assert house
    assert {one.name: one.decode for one in house.fields}["year"] == "year"


def test_values_that_no_vocabulary_knows_are_told(tmp_path: Path) -> None:
    found = propose_for(tmp_path, "户编号,室号,产权性质", "a,1,自有", "b,2,继承")
    assert found
    tenure = next(one for one in found.fields if one.name == "tenure")
    assert (tenure.translate, tenure.unknown) == ({"自有": "owned"}, ("继承",))


def test_a_relation_is_known_by_both_that_it_relates(tmp_path: Path) -> None:
    found = propose_for(
        tmp_path, "身份证号,户编号,居住类型,入住日期", "11010519491231002X,H01-101,实际居住,2020-01-01"
    )
    assert found
    assert (found.kind, found.code, found.secret) == (
        "residence",
        ("身份证号", "户编号"),
        {"身份证号": "person-id"},
    )


def test_rows_without_an_id_of_their_own_take_the_first_column_that_tells_them_apart(tmp_path: Path) -> None:
    found = propose_for(tmp_path, "label,楼层,室号,套内面积", "a,1,101,50", "b,1,102,50", "c,2,101,50")
    assert found
    assert (found.kind, found.code) == ("dwelling", ("label",))


def test_what_fits_no_kind_is_not_forced(tmp_path: Path) -> None:
    assert propose_for(tmp_path, "foo,bar,baz", "1,2,3", "4,5,6") is None
    assert propose_for(tmp_path, "foo,面积,lon,lat", "1,2,120,30") is None


def test_positions_in_columns_keep_no_kind_away(tmp_path: Path) -> None:
    found = propose_for(tmp_path, "宗地代码,土地用途,容积率,经度,纬度", "a,住宅,2.5,120.1,30.2")
    assert found
    assert found.kind == "parcel"
