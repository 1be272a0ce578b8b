"""Rows become features without their geometry or attributes being parsed on the way."""

import orjson

from spatial.text import Text
from twin.api.features import comparable, equality, write_features
from twin.api.paging import LIMIT
from twin.layer import Field

NAME = Field(name="class", title=Text("类别", "Class"), column="klass")
SIZE = Field(name="limit", title=Text("上限", "Limit"), type="integer")
MORE = Field(name="more", title=Text("其他", "More"), type="object")


def test_a_row_becomes_a_feature_under_the_public_names() -> None:
    row = (7, 9, '{"type":"Point","coordinates":[1,2]}', "school", '{"a": [1]}')
    assert orjson.loads(orjson.dumps(write_features([row], [NAME, MORE]))) == [
        {
            "type": "Feature",
            "id": 7,
            "geometry": {"type": "Point", "coordinates": [1, 2]},
            "properties": {"class": "school", "more": {"a": [1]}},
        }
    ]


def test_nothing_stays_null() -> None:
    [feature] = write_features([(7, 9, None, None, None)], [NAME, MORE])
    assert feature["geometry"] is None
    assert feature["properties"] == {"class": None, "more": None}


def test_a_parameter_of_the_page_goes_before_a_field_of_its_name() -> None:
    assert comparable([NAME, SIZE, MORE], [LIMIT]) == [NAME]
    assert comparable([NAME, SIZE, MORE], []) == [NAME, SIZE]


def test_a_field_is_compared_in_its_own_type() -> None:
    assert equality(SIZE).take("12") == 12
    assert equality(NAME).take("12") == "12"
