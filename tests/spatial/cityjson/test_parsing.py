"""A text is read strictly: what is wrong with it is told with its place, and nothing of it is dropped."""

import json
from typing import Any

import pytest

from spatial.cityjson.parsing import WrongTextError, parse


def fail(text: bytes) -> tuple[str, str]:
    """What is wrong with a text, and where."""
    with pytest.raises(WrongTextError) as wrong:
        parse(text)
    return wrong.value.what, wrong.value.say_place()


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        (b'{"a":\n "b": NaN}', "not valid JSON", "line 2 column 5"),
        (b'{"a":\n NaN}', "NaN is no number in JSON; give", "line 2 column 2"),
        (b"[1, -Infinity]", "-Infinity is no number in JSON", "line 1 column 6"),
        (b"[1, 1e999]", "not valid JSON (number is infinity", "line 1 column 5"),
        (b'{"a": [[1, 2', "ends in the middle, it was cut; fetch it again", "line 1 column 13"),
        (b'{"a":\n [1,]}', "not valid JSON (trailing comma", "line 2 column 4"),
        (b'{"a": "\xff"}', "the text is not UTF-8", "line 1 column 8"),
        (b'{"a": "\\u0000"}', "a NUL character (\\u0000); remove it", "line 1 column 8"),
        (b'{"a": 1}\n\0\0\0', "a NUL character, as in a file written only in part", "line 2 column 1"),
        (b"[" * 5000, "not valid JSON (depth limit exceeded)", "line 1 column 1026"),
        (b"[" * 300 + b"]" * 300, "nested hundreds deep", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: bytes, said: str, place: str) -> None:
    what, where = fail(text)
    assert said in what
    assert where == place


def test_a_place_is_counted_on_from_the_lines_before_the_text() -> None:
    with pytest.raises(WrongTextError) as wrong:
        parse(b"{\n]")
    assert wrong.value.say_place(16) == "line 18 column 1"


@pytest.mark.parametrize(
    "text", ['{"a": "\\\\u0000"}', '{"a": "\\u007b"}', '{"a": {}, "b": {"a": {}}}', "[]"]
)
def test_what_only_looks_wrong_is_read(text: str) -> None:
    assert parse(text.encode()) == json.loads(text)


@pytest.mark.parametrize(
    "more", ["", ', "b": "{"', ', "b": "\\u007b"', ', "b": "\\u007B"', ', "b": "\\u007b", "c": {"d": {}}']
)
def test_two_objects_of_one_id_are_found_however_braces_are_spelled(more: str) -> None:
    thing: Any = '{"type": "Building"}'
    what, where = fail(f'{{"x": {{"a": {thing}, "a": {thing}{more}}}}}'.encode())
    assert "two objects with the id “a”" in what
    assert where == "line 1 column 35"


def test_two_members_of_one_name_that_are_no_city_objects_are_left_to_the_parser() -> None:
    assert parse(b'{"a": {"b": 1}, "a": {}}') == {"a": {}}
