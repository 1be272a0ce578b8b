"""Feature codes of CJJ 61 are read digit by digit, and what is none says why."""

import pytest

from spatial.feature_codes import FeatureCode, read_feature_code


@pytest.mark.parametrize(
    ("code", "network", "klass", "element"),
    [
        ("51011000", "JS", "JY", "line"),
        ("51012101", "JS", "JY", "point"),
        ("52012201", "PS", "YS", "point"),
        ("52031000", "PS", "HS", "line"),
        ("52991000", "PS", None, "line"),
        (" 58023001 ", "QT", "BM", "area"),
    ],
)
def test_class_sub_class_and_element_are_read(
    code: str, network: str, klass: str | None, element: str
) -> None:
    assert read_feature_code(code) == FeatureCode(network, klass, element)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("5101100", "eight digits"),
        ("61011000", "begins with 5"),
        ("5101100X", "eight digits"),
        ("59011000", "class 9"),
        ("52041000", "sub-class 04 of PS"),
        ("51015000", "1 is a line"),
    ],
)
def test_what_is_no_code_says_why(code: str, told: str) -> None:
    said = read_feature_code(code)
    assert isinstance(said, str)
    assert told in said
