"""A field is told alike in both dialects, with its unit and its code list."""

from dataclasses import replace

from spatial.text import Text
from twin.api.schemas import json_schema, openapi_schema
from twin.layer import Field, layers

KIND = Field(name="kind", title=Text("种类", "Kind"), values={"a": Text("甲", "A")})


def test_words_for_some_codes_do_not_forbid_the_others() -> None:
    told = json_schema(layers["buildings"], [KIND], "http://here", "en")["properties"]["kind"]
    assert told == {"type": ["string", "null"], "title": "Kind"}


def test_a_closed_code_list_allows_its_codes_and_nothing_else_but_null() -> None:
    layer, only = layers["buildings"], replace(KIND, closed=True)
    here = json_schema(layer, [only], "http://here", "en")["properties"]["kind"]
    assert here == {"type": ["string", "null"], "title": "Kind", "enum": ["a", None]}
    there = openapi_schema(layer, [only], "zh")["properties"]["kind"]
    assert there == {"type": "string", "nullable": True, "title": "种类", "enum": ["a", None]}
