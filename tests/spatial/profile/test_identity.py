"""A row is called by one column, by several joined, or by the file's own id."""

from spatial.profile.identity import find_key, name_row
from spatial.profile.rules import TableMap
from spatial.records import Link
from spatial.tables import Row
from tests.tables import make_table

TABLE = make_table("lines", {"from": "string", "to": "number"}, [])
ROW = Row(code="7", footprint=None, values=("a", 3.0))


def test_one_column_or_none_is_left_to_the_reader_of_rows() -> None:
    for code in ((), ("from",)):
        plan = TableMap(table="lines", kind=Link, code=code)
        assert find_key(plan) == (code[0] if code else None)
        assert name_row(TABLE, plan, ROW) == "7"


def test_several_columns_are_joined() -> None:
    plan = TableMap(table="lines", kind=Link, code=("from", "to"))
    assert find_key(plan) is None
    assert name_row(TABLE, plan, ROW) == "a-3"
