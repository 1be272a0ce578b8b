"""Real-estate unit codes are checked by their layout and taken apart."""

import pytest

from spatial.codes.schemes.unit_code import (
    FIXTURES,
    OWNERSHIPS,
    RIGHTS,
    UnitCode,
    check_unit_code,
    take_apart,
)

PARCEL = "330106001002GB00001"


def test_a_whole_code_and_a_parcels_are_taken_apart() -> None:
    parts = ("330106", "001", "002", "G", "B", "00001")
    assert take_apart(PARCEL + "F00010001") == UnitCode(*parts, "F", "00010001")
    assert take_apart(PARCEL) == UnitCode(*parts)


@pytest.mark.parametrize("tail", ["W00000000", "F00010001", "L00000001", "Q99999999"])
def test_every_kind_of_fixture_passes(tail: str) -> None:
    assert check_unit_code(PARCEL + tail) is None


@pytest.mark.parametrize(
    ("code", "fault", "words"),
    [
        (PARCEL + "F0001000", "CODE_LENGTH", "27 characters"),
        ("330106001002KB00001", "CODE_CHARACTERS", "“K” for its ownership; give one of G, J, Z"),
        ("330106001002GI00001", "CODE_CHARACTERS", "“I” for its right"),
        (PARCEL + "B00010001", "CODE_CHARACTERS", "“B” for its fixture; give one of F, L, Q, W"),
        ("33010600A002GB00001", "CODE_CHARACTERS", "“00A” for its cadastral district"),
        (PARCEL + "F0001000X", "CODE_CHARACTERS", "“0001000X” for its unit number"),
        ("330106001002GB00000", "CODE_PART", "begin with 00001"),
        (PARCEL + "W00010001", "CODE_PART", "end it in W00000000"),
    ],
)
def test_a_wrong_part_is_named(code: str, fault: str, words: str) -> None:
    found = check_unit_code(code)
    assert found is not None and found.code == fault and words in found.message


def test_every_letter_has_words_in_both_languages() -> None:
    for letters, number in ((OWNERSHIPS, 3), (RIGHTS, 12), (FIXTURES, 4)):
        assert len(letters) == number
        assert all(word.zh and word.en for word in letters.values())
