"""A table is looked at up to a bound of rows and values, and each kind of finding is told once."""

from pathlib import Path

from spatial.format import Asked
from spatial.tabular import preview
from spatial.tabular.delimited import read_table
from spatial.tabular.preview import ColumnView, look
from tests.spatial.tabular.made import FIXTURES


def test_columns_are_counted_and_findings_told_once_each(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("code,area,note\na,1,\nb,2,x\nc,1,\nd\ne\n")
    view = look(read_table(path, Asked()))
    assert (view.rows, [column.filled for column in view.columns]) == (3, [3, 3, 1])
    assert [len(column.values) for column in view.columns] == [3, 2, 1]
    assert [column.is_key for column in view.columns] == [True, False, True]
    assert {code: count for (_, code), count in view.counts.items()} == {"ENCODING": 1, "ROW_RAGGED": 2}
    assert [issue.code for issue in view.findings] == ["ENCODING", "ROW_RAGGED"]


def test_different_values_are_counted_up_to_a_bound() -> None:
    column = ColumnView("code", "string")
    for number in range(preview.MOST_VALUES + 5):
        column.take(str(number))
    assert (len(column.values), column.more, column.is_key) == (preview.MOST_VALUES, True, True)
    column.take("0")
    assert not column.is_key


def test_samples_of_people_are_masked() -> None:
    view = look(read_table(FIXTURES / "register/persons.csv", Asked()))
    assert {column.name: column.masked for column in view.columns if column.masked} == {
        **{"公民身份号码": "identity", "姓名": "name", "出生日期": "birth", "联系电话": "phone"}
    }
    assert view.columns[0].samples == ["330106************"] * preview.SAMPLES
