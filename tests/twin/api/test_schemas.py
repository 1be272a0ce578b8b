"""A field is told alike in both dialects, with its unit and its code list."""

from dataclasses import replace

from spatial.text import Text
from twin.api.schemas import (
    feature_schema,
    openapi_schema,
    queryables_schema,
    returnables_schema,
    sortables_schema,
)
from twin.layer import Field, layers

KIND = Field(name="kind", title=Text("种类", "Kind"), values={"a": Text("甲", "A")})


def test_words_for_some_codes_do_not_forbid_the_others() -> None:
    told = returnables_schema(layers["buildings"], [KIND], "http://here", "en")["properties"]["kind"]
    assert told == {"type": ["string", "null"], "title": "Kind"}


def test_a_closed_code_list_allows_its_codes_and_nothing_else_but_null() -> None:
    layer, only = layers["buildings"], replace(KIND, closed=True)
    here = returnables_schema(layer, [only], "http://here", "en")["properties"]["kind"]
    assert here == {"type": ["string", "null"], "title": "Kind", "enum": ["a", None]}
    there = openapi_schema(layer, [only], "zh")["properties"]["kind"]
    assert there == {"type": "string", "nullable": True, "title": "种类", "enum": ["a", None]}


def test_the_geometry_has_its_role_and_can_be_filtered_but_not_sorted_by() -> None:
    objects = Field(name="more", title=Text("其他", "More"), type="object")
    layer = layers["buildings"]
    told = [
        list(schema(layer, [KIND, objects], "http://here", "en")["properties"])
        for schema in (returnables_schema, queryables_schema, sortables_schema)
    ]
    assert told == [["geometry", "kind", "more"], ["geometry", "kind", "more"], ["kind"]]
    geometry = returnables_schema(layer, [KIND], "http://here", "zh")["properties"]["geometry"]
    assert geometry["x-ogc-role"] == "primary-geometry"
    assert geometry["format"].startswith("geometry-")


def test_a_feature_as_a_whole_has_its_fields_below_its_properties_each_of_one_type() -> None:
    told = feature_schema(layers["buildings"], [KIND], "http://here", "en")["properties"]
    assert list(told) == ["type", "id", "geometry", "properties"]
    assert told["properties"]["properties"] == {"kind": {"type": "string", "title": "Kind"}}
