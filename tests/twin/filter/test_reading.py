"""Filters are read in both encodings, and none is so long, deep or full that it harms the process."""

import json
import random

import pytest

from twin.filter.errors import FilterError
from twin.filter.reading import DEEPEST, LONGEST, MOST, Encoding, read

WORDS = "a 1 'x' ( ) , and not = - like between in POINT( POLYGON(( bbox( f( date( interval( .. { ^ 9e999"
PIECES = (*WORDS.split(), "is null", '"', "'", "1 2", "\u202e", "\0")


def test_both_encodings_give_one_tree() -> None:
    text = "floors > 5 AND S_INTERSECTS(geometry, POINT(1 2))"
    tree = {
        "op": "and",
        "args": [
            {"op": ">", "args": [{"property": "floors"}, 5]},
            {
                "op": "s_intersects",
                "args": [{"property": "geometry"}, {"type": "Point", "coordinates": [1, 2]}],
            },
        ],
    }
    assert read(text) == read(json.dumps(tree), Encoding.JSON) == tree


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("x" * (LONGEST + 1), Encoding.TEXT),
        ("(" * (DEEPEST + 1), Encoding.TEXT),
        ("f(" * 5000, Encoding.TEXT),
        ("not " * 4000 + "a", Encoding.TEXT),
        ("-" * 19_000 + "a", Encoding.TEXT),
        ("a" + "-1" * 9000, Encoding.TEXT),
        ("POINT(1" + " -1" * 6000, Encoding.TEXT),
        ("a" + " or a" * (MOST + 1), Encoding.TEXT),
        ("[" * 10_000, Encoding.JSON),
        ('{"a":' * 3000, Encoding.JSON),
        ("[" * 122 + "1" + "]" * 122, Encoding.JSON),
        ("{", Encoding.JSON),
        ("NaN", Encoding.JSON),
        ('{"op": "=", "args": [-Infinity]}', Encoding.JSON),
        ('"\\u0000"', Encoding.JSON),
        ('"\\ud800"', Encoding.JSON),
        (json.dumps([{"op": "a"}] * (MOST + 1)), Encoding.JSON),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_could_do_harm_is_refused(text: str, encoding: Encoding) -> None:
    with pytest.raises(FilterError):
        read(text, encoding)


def test_a_polygon_of_many_positions_is_no_longer_than_it_is() -> None:
    ring = ", ".join(f"-{120 + at / 1e3} -{30 + at * at / 1e6}" for at in range(600))
    tree = read(f"s_intersects(geometry, POLYGON(({ring}, -120.0 -30.0)))")
    assert len(tree["args"][1]["coordinates"][0]) == 601


def test_a_syntax_error_in_json_is_told_by_its_place() -> None:
    with pytest.raises(FilterError, match="at character 8") as refused:
        read('{"op": }', Encoding.JSON)
    assert refused.value.position == 8


def test_a_number_of_json_may_have_any_length() -> None:
    assert read("9" * 300, Encoding.JSON) == float("9" * 300)


def test_whatever_is_strung_together_is_read_or_refused() -> None:
    draw = random.Random(3)
    for _ in range(5000):
        text = " ".join(draw.choice(PIECES) for _ in range(draw.randint(1, 40)))
        for encoding in Encoding:
            try:
                read(text, encoding)
            except FilterError as error:
                str(error).encode()
