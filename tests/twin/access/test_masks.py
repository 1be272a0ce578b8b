"""What is shown of a field depends on group and purpose; a person's hash is shown to nobody."""

import pytest

from twin.access.masks import RULES, Mask, band, fields, mask, pseudonym
from twin.access.personal import PERSONAL
from twin.layer import ADMIN, ANONYMOUS, HOUSING, LIFELINE, PLANNER


def test_rules_name_columns_that_are_there() -> None:
    for rules in RULES.values():
        assert set(rules) == set(PERSONAL)
        for kind, named in rules.items():
            columns = {field.name for field in PERSONAL[kind]._meta.concrete_fields}
            assert set(named) <= columns


@pytest.mark.parametrize("groups", [{ANONYMOUS}, {PLANNER}, {LIFELINE}, {PLANNER, LIFELINE}])
def test_others_are_shown_no_field(groups: set[str]) -> None:
    assert [fields(groups, kind) for kind in PERSONAL] == [{}] * len(PERSONAL)


def test_what_identifies_a_person_or_a_household_is_a_pseudonym_for_everyone() -> None:
    identifying = {("person", "code"), ("household", "code"), ("person", "household")}
    identifying |= {("residence", "person"), ("employment", "person")}
    for rules in RULES.values():
        for kind, name in identifying:
            assert {rules[kind][name].usually, rules[kind][name].whole} == {Mask.PSEUDONYM}
    for group in RULES:
        for kind in PERSONAL:
            assert not {"attributes", "footprint", "tile", "thing", "digest"} & set(fields([group], kind))


def test_a_birth_year_is_a_band_unless_a_case_needs_it() -> None:
    rules = fields([HOUSING], "person")["birth_year"]
    assert mask(1987, rules, False, "wang") == "1985-1989"
    assert mask(1987, rules, True, "wang") == 1987
    assert mask(None, rules, True, "wang") is None


def test_of_several_groups_the_most_open_rule_counts() -> None:
    assert "income" not in fields([ADMIN], "household")
    rules = fields([ADMIN, HOUSING], "household")["income"]
    assert mask(63_500.0, rules, False, "wang") == "60000-69999"


def test_a_pseudonym_is_one_readers_own() -> None:
    mine = pseudonym("ab12", "person", "wang")
    assert mine == pseudonym("ab12", "person", "wang")
    others = {pseudonym("ab12", "person", "li"), pseudonym("ab12", "household", "wang"), "ab12"}
    assert mine not in others | {pseudonym("ab13", "person", "wang")}
    assert len(mine) == 12


@pytest.mark.parametrize(
    ("value", "told"), [(1985, "1985-1989"), (1989, "1985-1989"), (1990, "1990-1994"), (0, "0-4")]
)
def test_bands_begin_at_multiples_of_their_width(value: int, told: str) -> None:
    assert band(value, 5) == told
