"""Numerals are digits, whether counted or read out."""

import pytest

from spatial.addresses.numerals import plain_number, to_digits


@pytest.mark.parametrize(
    ("numeral", "digits"),
    [
        ("一", "1"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("二十一", "21"),
        ("两百", "200"),
        ("一百零三", "103"),
        ("一百二", "120"),
        ("一百二十", "120"),
        ("一千零一", "1001"),
        ("五〇一", "501"),
        ("一二零二", "1202"),
        ("〇", "0"),
    ],
)
def test_a_numeral_has_its_digits(numeral: str, digits: str) -> None:
    assert to_digits(numeral) == digits


def test_every_number_to_nine_hundred_and_ninety_nine_is_read_from_its_numeral() -> None:
    for number in range(1, 1000):
        assert to_digits(counted(number)) == str(number)


def counted(number: int) -> str:
    """A number as it is counted in Chinese."""
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    told = digits[hundreds] + "百" if hundreds else ""
    if tens:
        told += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        told += "零"
    return told + (digits[ones] if ones else "")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("0501", "501"),
        ("00", "0"),
        ("a12", "A12"),
        ("12之3", "12-3"),
        ("12/3", "12-3"),
        ("甲12", "12甲"),
        ("12甲", "12甲"),
        ("12附3", "12附3"),
        ("十二-三", "12-3"),
        ("3-02", "3-2"),
        ("1001", "1001"),
    ],
)
def test_a_number_is_kept_in_one_form(value: str, plain: str) -> None:
    assert plain_number(value) == plain
