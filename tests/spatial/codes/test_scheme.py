"""Every scheme says where it is from and how sure that is, and is asked by one question."""

import random

import pytest

from spatial.citation import Confidence
from spatial.codes.scheme import LONGEST_TOLD, check_code, plain_form, schemes, shorten
from spatial.errors import UnknownEntryError

RIGHT = {
    "admin-code": "330106003",
    "credit-code": "91350100M000100Y43",
    "house-jgjt246": "11010101020200109000003",
    "house-jgjt496": "whatever a city writes",
    "land-use": "0701",
    "person-id": "11010519491231002X",
    "safety-grade": "D",
    "sector": "K",
    "unit-code": "330106001002GB00001F00010001",
}


def test_every_scheme_has_a_title_a_standard_a_clause_and_a_confidence() -> None:
    for one in schemes:
        assert one.title.zh and one.title.en
        assert one.source.source.startswith(("GB", "JGJ")) and one.source.clause
        assert one.source.seen or one.source.confidence is Confidence.RECALLED
        assert all(word.zh and word.en for word in one.words.values())


def test_a_scheme_is_named_as_its_file() -> None:
    assert {one.id: one.check.__module__ for one in schemes if not one.words} == {
        one.id: f"spatial.codes.schemes.{one.id.replace('-', '_')}" for one in schemes if not one.words
    }
    assert set(schemes.entries) == set(RIGHT)


def test_what_is_not_known_of_a_standard_is_told_and_not_checked() -> None:
    assert {one.id for one in schemes if one.unchecked} == {"house-jgjt246", "house-jgjt496", "land-use"}


@pytest.mark.parametrize(("scheme", "value"), RIGHT.items())
def test_a_right_code_of_every_scheme_has_no_fault(scheme: str, value: str) -> None:
    assert check_code(scheme, value) is None
    assert check_code(scheme, f" {value.lower()} ") is None


@pytest.mark.parametrize("scheme", RIGHT)
def test_an_empty_code_is_told_as_such(scheme: str) -> None:
    fault = check_code(scheme, "　 ")
    assert fault is not None and fault.code == "CODE_EMPTY" and "leave it out" in fault.message


@pytest.mark.parametrize("scheme", RIGHT)
def test_no_text_makes_a_check_stumble(scheme: str) -> None:
    draw = random.Random(11)
    for size in [*range(40), 10_000]:
        text = "".join(chr(draw.choice([draw.randrange(128), draw.randrange(0x110000)])) for _ in range(size))
        fault = check_code(scheme, text)
        assert fault is None or len(fault.message) < 250


def test_an_unknown_scheme_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownEntryError, match="There is no scheme “nonsense”; there are: admin-code"):
        check_code("nonsense", "1")


def test_full_width_characters_and_spaces_are_written_plainly() -> None:
    assert plain_form("３３０１０６ 001 002　ｇｂ 00001") == "330106001002GB00001"


def test_a_code_far_too_long_is_told_by_its_beginning() -> None:
    assert shorten("7" * 500) == "7" * LONGEST_TOLD + "…"
