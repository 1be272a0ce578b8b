"""Identity numbers are checked in layout, date and check character, and never repeated in a sentence."""

import random
from datetime import date, timedelta

import pytest

from spatial.codes.check_digits import check_character_11
from spatial.codes.schemes.person_id import check_person_id, mask

TODAY = date(2026, 11, 26)


def whole(body: str) -> str:
    """An invented number with its right check character."""
    return body + check_character_11(body)


@pytest.mark.parametrize("code", ["11010519491231002X", "440524188001010014", whole("33010620000229123")])
def test_a_right_number_passes(code: str) -> None:
    assert check_person_id(code, TODAY) is None


@pytest.mark.parametrize(
    ("code", "fault", "words"),
    [
        ("110105491231002", "CODE_OLD_LAYOUT", "ask its holder for the id of 18 characters"),
        ("11010549123100X", "CODE_LENGTH", "copy it whole"),
        ("1101051949123100", "CODE_LENGTH", "copy it whole"),
        ("1101051949123100211", "CODE_LENGTH", "copy it whole"),
        ("X1010519491231002X", "CODE_CHARACTERS", "17 digits and a digit or X"),
        ("1101051949123100AX", "CODE_CHARACTERS", "17 digits and a digit or X"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "CODE_CHARACTERS", "17 digits and a digit or X"),
        (whole("33010620010229123"), "CODE_DATE", "is in no calendar"),
        (whole("33010620001301123"), "CODE_DATE", "is in no calendar"),
        (whole("33010600000101123"), "CODE_DATE", "is in no calendar"),
        (whole("33010620261127123"), "CODE_DATE", "lies in the future"),
        ("110105194912310021", "CODE_CHECK_DIGIT", "compare it with the document"),
    ],
)
def test_a_wrong_number_is_told_what_to_do(code: str, fault: str, words: str) -> None:
    found = check_person_id(code, TODAY)
    assert found is not None and found.code == fault and words in found.message


def test_a_child_born_today_passes() -> None:
    assert check_person_id(whole("33010620261126123"), TODAY) is None


def test_a_sentence_depends_on_nothing_beyond_the_first_six_characters_and_the_length() -> None:
    draw = random.Random(3)
    told: dict[tuple[int, str, str], set[str]] = {}
    for _ in range(3000):
        size, head = draw.choice([7, 15, 17, 18, 19, 30]), draw.choice(["330106", "11010X", "110105"])
        code = head + "".join(draw.choice("0123456789X") for _ in range(size - 6))
        found = check_person_id(code, TODAY)
        if found:
            told.setdefault((size, head, found.code), set()).add(found.message)
    assert len(told) > 15
    assert [one for one, messages in told.items() if len(messages) > 2] == []
    births = [messages for (*_, fault), messages in told.items() if fault == "CODE_DATE"]
    assert all(len(messages) == 1 for messages in told.values() if messages not in births)


@pytest.mark.parametrize("text", ["张三", "13800138000", "住在三里亭五区的人", "A1010519491231002X"])
def test_what_is_no_number_is_not_told_at_all(text: str) -> None:
    assert mask(text) == f"of {len(text)} characters"


def test_every_day_of_four_years_is_a_birth_date() -> None:
    days = [date(1999, 1, 1) + timedelta(days=n) for n in range(1461)]
    assert all(check_person_id(whole(f"330106{day:%Y%m%d}001"), TODAY) is None for day in days)
