"""A profile knows the columns it names and the map of each table."""

from spatial.profile.rules import Profile, Rule, TableMap
from spatial.records import Building


def test_a_map_names_every_column_it_looks_at() -> None:
    plan = TableMap(
        table="t",
        kind=Building,
        code=("a",),
        attributes=("b",),
        fields={"height": (Rule(column="c"), Rule(value=3.0, when="d"))},
        codes={"scheme": "e"},
    )
    assert plan.columns == {"a", "b", "c", "d", "e"}


def test_a_rule_that_changes_the_value_is_not_plain() -> None:
    assert Rule(column="a").is_plain
    assert not Rule(column="a", factor=2.0).is_plain
    assert not Rule(column="a", translate={"1": "x"}).is_plain
    assert not Rule(column="a", decode="year").is_plain


def test_a_table_s_own_map_goes_before_that_of_any_table() -> None:
    own, any_ = TableMap(table="t", kind=Building), TableMap(table=None, kind=Building)
    profile = Profile(name="p", tables=(any_, own))
    assert profile.find("t") is own
    assert profile.find("u") is any_
    assert Profile(name="p", tables=(own,)).find("u") is None
