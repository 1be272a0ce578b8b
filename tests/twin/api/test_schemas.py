"""A field is told alike in both dialects, with its unit and its code list."""

from spatial.text import Text
from twin.api.schemas import json_schema, openapi_schema
from twin.layer import Field, layers

KIND = Field(name="kind", title=Text("种类", "Kind"), values={"a": Text("甲", "A")})


def test_a_code_list_allows_its_codes_and_nothing_else_but_null() -> None:
    layer = layers["buildings"]
    here = json_schema(layer, [KIND], "http://here", "en")["properties"]["kind"]
    assert here == {"type": ["string", "null"], "title": "Kind", "enum": ["a", None]}
    there = openapi_schema(layer, [KIND], "zh")["properties"]["kind"]
    assert there == {"type": "string", "nullable": True, "title": "种类", "enum": ["a", None]}
