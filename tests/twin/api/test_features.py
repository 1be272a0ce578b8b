"""Rows become features without their geometry or attributes being parsed on the way."""

import orjson
import pytest
from django.contrib.gis.geos import LinearRing
from pyproj import Transformer

from spatial.text import Text
from tests.factories import LATITUDE, LONGITUDE, fill_layer
from twin.access import NOBODY, rows
from twin.api.features import Shape, fill_page, select, write_features
from twin.doorway.systems import System, known
from twin.layer import Field, layers

NAME = Field(name="class", title=Text("类别", "Class"), column="klass")
MORE = Field(name="more", title=Text("其他", "More"), type="object")


def test_a_row_becomes_a_feature_under_the_public_names() -> None:
    row = (7, 9, '{"type":"Point","coordinates":[1,2]}', "school", '{"a": [1]}')
    assert orjson.loads(orjson.dumps([*write_features([row], [NAME, MORE])])) == [
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


@pytest.mark.django_db
@pytest.mark.parametrize("system", known(), ids=lambda system: system.uri[-6:])
def test_coordinates_come_in_the_order_the_authority_gives(system: System) -> None:
    fill_layer(layers["buildings"], [0])
    [row] = select(rows(NOBODY, layers["buildings"]), [], Shape(system))
    way = Transformer.from_crs("OGC:CRS84", system.uri, always_xy=False)
    expected = way.transform(LONGITUDE, LATITUDE)
    told = orjson.loads(row[2])
    assert "crs" not in told
    ring = told["coordinates"][0] if told["type"] == "Polygon" else told["coordinates"][0][0]
    near = 1e-6 if system.srid in (4326, 4490) else 0.01
    assert min(abs(x - expected[0]) + abs(y - expected[1]) for x, y in ring) < near
    assert LinearRing([*map(tuple, ring)]).is_counterclockwise != system.north_first


@pytest.mark.django_db
def test_geometry_can_be_left_out_or_told_as_a_zoom_shows_it() -> None:
    fill_layer(layers["buildings"], [0])
    found = rows(NOBODY, layers["buildings"])
    [skipped] = select(found, [], Shape(skipped=True))
    assert skipped[2] is None
    corners = []
    for zoom in (None, 20, 0):
        [row] = select(found, [], Shape(zoom=zoom))
        corners.append(str(orjson.loads(row[2])["coordinates"]).count("["))
    assert corners[0] == corners[1] >= corners[2] > 0


def test_a_page_ends_by_its_bytes_but_holds_one_feature() -> None:
    features = [{"id": number, "text": "x" * 100} for number in range(5)]
    size = len(orjson.dumps(features[0])) + 1
    assert len(fill_page(features, 2 * size, False)) == 2
    assert len(fill_page(features, 1, False)) == 1
    assert fill_page(features, 1, True) == []
    assert len(fill_page(features, 10**6, False)) == 5
