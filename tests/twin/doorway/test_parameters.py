"""A parameter that is strange, repeated or cannot be read is refused by its name."""

import pytest
from django.http import QueryDict

from twin.doorway.parameters import JSON_ONLY, LANG, Parameter, read, read_integer, read_number
from twin.doorway.problems import BadParameterError

AGE = Parameter(name="age", about="How old.", wants="an integer", read=read_integer, default=3)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("age=x", "The parameter “age” does not take “x”; give an integer."),
        ("age=1&age=2", "The parameter “age” is given 2 times; give it once."),
        ("size=1", "There is no parameter “size” here; there are: age, f, lang."),
        ("age=%E2%80%AE1", "The parameter “age” does not take “�1”; give an integer."),
    ],
)
def test_a_refusal_says_what_to_give(query: str, sentence: str) -> None:
    with pytest.raises(BadParameterError) as refused:
        read(QueryDict(query), [AGE, JSON_ONLY, LANG])
    assert str(refused.value) == sentence


def test_what_is_not_given_has_its_default() -> None:
    assert read(QueryDict("lang=zh-CN"), [AGE, LANG]) == {"age": 3, "lang": "zh"}


@pytest.mark.parametrize(
    "text", ["nan", "inf", "-Infinity", "1e999", "1_0", "0x1", "", " 1", "１", "--1", "1e"]
)
def test_only_finite_decimal_numbers_are_numbers(text: str) -> None:
    with pytest.raises(ValueError):
        read_number(text)


def test_numbers_are_read_in_all_their_forms() -> None:
    assert [read_number(text) for text in ("1", "-1.5", "+.5", "2.", "1e3")] == [1, -1.5, 0.5, 2, 1000]


def test_a_parameter_tells_itself_to_openapi() -> None:
    assert AGE.tell()["description"] == "How old."
    assert (LANG.tell()["name"], LANG.tell()["in"], LANG.tell()["required"]) == ("lang", "query", False)
