"""JSON texts of any size taken apart."""

import json
from pathlib import Path
from time import process_time

import pytest

from spatial.errors import RefusedError
from spatial.vector import members
from spatial.vector.members import (
    Piece,
    find_keys,
    find_type,
    is_by_lines,
    open_text,
    refuse_nul,
    split_features,
    split_lines,
    split_objects,
)


def test_features_are_found_one_by_one_and_what_is_around_them_last() -> None:
    text = b'{"features": [ {"a": "}"}, {"b": {"c": [{}]}} ,7], '
    text += b'"x": {"features": [{}]},\n"y": "\\"features\\": ["}'
    assert list(split_features(text, "a")) == [
        Piece(b'{"a": "}"}'),
        Piece(b'{"b": {"c": [{}]}}'),
        Piece(b'{"features": [ 0, 0 ,7], "x": {"features": [{}]},\n"y": "\\"features\\": ["}', around=True),
    ]


@pytest.mark.parametrize("end", range(8, 40))
def test_a_text_cut_anywhere_is_refused_or_left_to_the_parser(end: int) -> None:
    text = b'{"features": [{"a": "b"}, {"c": [1]}]}'
    try:
        *_, around = split_features(text[:end], "a")
    except RefusedError as refusal:
        assert "it was cut" in str(refusal)
    else:
        if end < len(text):
            with pytest.raises(json.JSONDecodeError):
                json.loads(around.text)


@pytest.mark.parametrize(
    "text", [b'"\\' * 500_000, b'{"' * 500_000, b"[" * 1_000_000, b'{"features": [' + b'"\\"' * 300_000]
)
def test_no_text_takes_longer_than_it_is_long(text: bytes) -> None:
    begun = process_time()
    with pytest.raises(RefusedError):
        list(split_features(text, "a"))
        raise RefusedError("left to the parser")
    find_type(text, len(text))
    assert process_time() - begun < 3


def test_a_feature_larger_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "LARGEST", 100)
    with pytest.raises(RefusedError, match="in the middle of a feature"):
        list(split_features(b'{"features": [{"a": [' + b'"x", ' * 100 + b"]}]}", "a"))
    with pytest.raises(RefusedError, match="more around its features"):
        list(split_features(b'{"a": [' + b"1, " * 100 + b'[1]], "features": []}', "a"))
    with pytest.raises(RefusedError, match="line 2 is longer"):
        list(split_lines(b"{}\n" + b"x" * 200, "a"))
    with pytest.raises(RefusedError, match="no text from byte 3 on"):
        list(split_lines(b"{}\n" + bytes(200), "a"))


def test_lines_are_told_by_their_number() -> None:
    text = b'\xef\xbb\xbf{"a": 1}\r\n\n\x1e{"b": 2}\n{"c": 3}'
    assert is_by_lines(text, "a")
    assert list(split_lines(text, "a")) == [
        Piece(b'{"a": 1}', 1),
        Piece(b'{"b": 2}', 3),
        Piece(b'{"c": 3}', 4),
    ]


@pytest.mark.parametrize("first", [b'{"a": 1', b'{"a": "1}', b'{"a": {}', b"\n\n\xef\xbb\xbf{"])
def test_a_broken_first_line_makes_no_text_of_many_lines_an_object(first: bytes) -> None:
    assert is_by_lines(first + b'\n\n\x1e{"b": 2}\n', "a")


def test_the_keys_of_a_text_are_found_as_far_as_it_can_be_read() -> None:
    text = b'{"a": {"b\\"": [{"c" : 1, "d'
    assert [(depth, key) for depth, key, _ in find_keys(text, len(text))] == [
        (1, b'"a"'),
        (2, b'"b\\""'),
        (4, b'"c"'),
    ]


def test_objects_over_several_lines_are_told_by_the_line_they_begin_in() -> None:
    text = b'\x1e{\n"a": 1}\n\x1e{\n"b": {}\n}\n'
    assert not is_by_lines(text, "a")
    assert list(split_objects(text, "a")) == [Piece(b'{\n"a": 1}', 1), Piece(b'{\n"b": {}\n}', 3)]
    with pytest.raises(RefusedError, match="line 2"):
        list(split_objects(b"{\n} rubbish {}", "a"))


@pytest.mark.parametrize(
    ("text", "type"),
    [
        (b'{"type": "Feature"}', b'"Feature"'),
        (b'{"a": {"type": "x"}, "b": ["type"], "type" : "Y"}', b'"Y"'),
        (b'{"a": {"type": "x"}}', None),
        (b'{"a": "type", "b": 1}', None),
        (b'{"type": 5}', None),
        (b"[]", None),
    ],
)
def test_only_the_outermost_object_s_own_type_counts(text: bytes, type: bytes | None) -> None:
    assert find_type(text, len(text)) == type


def test_an_empty_file_is_refused_and_any_other_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"")
    with pytest.raises(RefusedError, match="empty"), open_text(path):
        pass
    path.write_bytes(b'{"a": 1' + bytes(9))
    with open_text(path) as text, pytest.raises(RefusedError, match="no text from byte 7 on"):
        refuse_nul(text, "a")
    path.write_bytes(b"{}")
    with open_text(path) as text:
        assert bytes(text) == b"{}"
    with pytest.raises(RefusedError, match="cannot be read"), open_text(tmp_path):
        pass
