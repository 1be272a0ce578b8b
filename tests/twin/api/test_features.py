"""Rows become features without their geometry or attributes being parsed on the way."""

import orjson

from spatial.text import Text
from twin.api.features import write_features
from twin.layer import Field

NAME = Field(name="class", title=Text("类别", "Class"), column="klass")
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
