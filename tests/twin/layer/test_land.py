"""The words and codes of land use agree with each other."""

from twin.layer import layers
from twin.layer.land import CODES, GREEN, KINDS, USES, WORDS, kinds, written


def test_the_standard_has_twelve_kinds_and_seventy_three_uses() -> None:
    assert (len(KINDS), sum(map(len, USES.values()))) == (12, 73)
    assert set(USES) == set(KINDS)
    assert all(code.startswith(kind) for kind, uses in USES.items() for code in uses)


def test_no_name_stands_for_two_codes() -> None:
    assert len(WORDS) == 2 * len(CODES) == 170


def test_every_code_and_name_is_in_a_class_of_the_map() -> None:
    drawn = {code for one in layers["parcels"].paint.classes for code in one.values}
    assert drawn == set(WORDS)


def test_parks_are_told_apart_from_other_public_land() -> None:
    assert GREEN not in kinds("08") and {"0803", "教育用地"} <= set(kinds("08"))
    assert written(GREEN) == ("0810", "公园与绿地")
