"""Who somebody is is hidden by a column's name, or by what its values look like."""

import pytest

from spatial.tabular.masking import find_mask, mask


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("姓名", ["甲"], "name"),
        ("Owner_Name", ["x"], "name"),
        ("code", ["11010519491231002X", "440524188001010014", ""], "identity"),
        ("no", ["13900000001"], "phone"),
        ("身份证号", [], "identity"),
        ("area", ["89.2"], None),
        ("unit_code", ["330106001001GB00001F00000001"], None),
        ("empty", [""], None),
    ],
)
def test_a_column_that_says_who_somebody_is_is_known(name: str, values: list[str], told: str | None) -> None:
    assert find_mask(name, values) == told


def test_all_but_the_first_characters_are_hidden() -> None:
    assert mask("11010519491231002X", "identity") == "110105************"
    assert mask("甲", "name") == "*"
    assert mask("", "phone") == ""
    assert mask("shown", None) == "shown"
