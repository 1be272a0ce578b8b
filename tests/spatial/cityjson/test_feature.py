"""A line is a feature, or it is told what is wrong with it, where, and which objects it was about."""

import json
from typing import Any

import pytest

from spatial.cityjson.document import Document, make_document
from spatial.cityjson.feature import KEPT, WrongFeatureError, keep_text, name_objects, read_features
from spatial.vector.members import Piece
from tests.cities import features

HEADER, FIRST, SECOND = features({"a": 9, "b": 9})


@pytest.fixture
def head() -> Document:
    return make_document(HEADER, "a", False)


def read(head: Document, *lines: Any) -> list[Any]:
    """What each line holds, from line 2 on: its id, or what is wrong with it."""
    texts = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    pieces = [Piece(text, number) for number, text in enumerate(texts, 2)]
    found = [feature for _, feature in read_features(pieces, head)]
    return [one["id"] if isinstance(one, dict) else one for one in found]


def test_sound_features_are_read_as_they_are(head: Document) -> None:
    assert read(head, FIRST, SECOND | {"transform": HEADER["transform"]}) == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "code", "said", "position"),
    [
        (b'{"type": NaN}', "NOT_JSON", "NaN is no number in JSON", "line 2 column 10"),
        (b'{"type": "CityJSONFea', "NOT_JSON", "The text ends in the middle", "line 2 column 22"),
        (b'{"type": "\xff"}', "NOT_JSON", "The text is not UTF-8", "line 2 column 11"),
        (b'{"type": "\0"}', "NOT_JSON", "A NUL character", "line 2 column 11"),
        (b'{"x": {"a": {"type": 1}, "a": {"type": 1}}}', "NOT_JSON", "Two objects", "line 2 column 26"),
        (b"7", "FEATURE_NOT_UNDERSTOOD", "no object", "line 2"),
        (b"[]", "FEATURE_NOT_UNDERSTOOD", "no object", "line 2"),
        (FIRST | {"type": "CityJSONFeatur"}, "FEATURE_NOT_UNDERSTOOD", "“CityJSONFeatur”", "line 2, type"),
        ({"a": 1}, "FEATURE_NOT_UNDERSTOOD", "it is not given", "line 2, type"),
        (FIRST | {"CityObjects": []}, "FEATURE_NOT_UNDERSTOOD", "an object", "line 2, CityObjects"),
        (FIRST | {"vertices": None}, "FEATURE_NOT_UNDERSTOOD", "a list", "line 2, vertices"),
        (FIRST | {"transform": {"scale": [1, 1, 1]}}, "FEATURE_TRANSFORM", "its own", "line 2, transform"),
        (HEADER, "SECOND_HEADER", "a sequence has one", "line 2"),
    ],
)
def test_a_wrong_line_is_told_and_the_next_is_read(
    head: Document, line: Any, code: str, said: str, position: str
) -> None:
    wrong, after = read(head, line, SECOND)
    assert isinstance(wrong, WrongFeatureError)
    assert (wrong.code, wrong.position) == (code, position)
    assert said in str(wrong)
    assert str(wrong).endswith(".")
    assert wrong.content == (line if isinstance(line, dict) else None)
    assert after == "b"


@pytest.mark.parametrize(
    "other",
    [
        {"transform": {"scale": [0.001] * 3, "translate": [0, 0, 0]}},
        {"metadata": {}},
        {"geometry-templates": {"templates": [{}]}},
        {"appearance": {"materials": [{}]}},
    ],
)
def test_what_follows_a_header_that_differs_is_not_read_by_the_first(
    head: Document, other: dict[str, Any]
) -> None:
    first, second, under = read(head, FIRST, HEADER | other, SECOND)
    assert first == "a"
    assert "load what follows it as a file of its own" in str(second)
    assert "under the header of line 3" in str(under)
    assert under.content == SECOND


def test_the_objects_of_a_broken_line_are_named_as_far_as_it_can_be_read() -> None:
    text = json.dumps({"type": "CityJSONFeature", "id": "a", "CityObjects": {"a": {"b": {}}, "\u5ef6": {}}})
    assert name_objects(text.encode()) == ["a", "\u5ef6"]
    assert name_objects(text.encode()[:-12]) == ["a"]
    assert name_objects(b'{"CityObjects": {"a\xff\0": NaN, "b": {"x": Infinity}}, "more": {"c": {}}}') == [
        "a\ufffd\ufffd",
        "b",
    ]
    assert name_objects(b"7") == name_objects(b"\xff\0") == []


def test_a_broken_line_is_kept_as_text_that_a_database_takes() -> None:
    assert keep_text(b"{\xff\0") == {"line": "{\ufffd\ufffd"}
    assert len(keep_text(b"x" * (KEPT + 5))["line"]) == KEPT
