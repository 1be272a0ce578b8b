"""Brackets are read once each, however deep, and what cannot be read is told by its place."""

import time

import pytest

from twin.filter.errors import FilterError
from twin.filter.groups import parse

A = {"op": "=", "args": [{"property": "a"}, 1.0]}
B = {"property": "b"}
QUICK = 2.0
"""Seconds; read the parser's own way, these take years."""


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("(((a=1)))", A),
        ("not(b)", {"op": "not", "args": [B]}),
        ("(a=1)and(b)", {"op": "and", "args": [A, B]}),
        ("a = (1)", A),
        ("a in (1)", {"op": "in", "args": [{"property": "a"}, [1.0]]}),
        ("f((1, (2)))", {"op": "f", "args": [[1.0, 2.0]]}),
        ("f((b), '(', \")\")", {"op": "f", "args": [B, "(", {"property": ")"}]}),
        ("f(POINT(1 2))", {"op": "f", "args": [{"type": "Point", "coordinates": [1.0, 2.0]}]}),
    ],
)
def test_groups_are_read_where_they_stand(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("a = ", 5),
        ("a == 1", 4),
        ("b and (a\n= ?)", 12),
        ("b and ((a=1)", 7),
        ("a=1)", 4),
        ("()", 2),
        ("a = 'x", 5),
        (f"{chr(0xF0000)}=1", 1),
        ("(" * 60 + "a=1 ?" + ")" * 60, 65),
        ("f(" + "(" * 50 + "1 ?, 1" + ", 1)" * 50 + ")", None),
        ("POINT(" + "(" * 50 + "1 ?" + ")" * 51, None),
        ("(" * 60, 60),
    ],
)
def test_what_cannot_be_read_is_told_by_its_place(text: str, position: int | None) -> None:
    begun = time.monotonic()
    with pytest.raises(FilterError) as refused:
        parse(text)
    assert time.monotonic() - begun < QUICK
    if position is not None:
        assert refused.value.position == position
        assert f"character {position}" in str(refused.value)
