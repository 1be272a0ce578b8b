"""Rows are written as GeoJSON features whose attributes are objects."""

import orjson
import pytest

from tests.queries import NAME, ask, fill_buildings
from twin.export.exporting import one_view
from twin.export.features import write_features

pytestmark = pytest.mark.django_db


def test_a_feature_has_its_shapes_and_the_days_it_was_so() -> None:
    [named, _] = fill_buildings()
    with one_view(), write_features(ask(), 4326, 4549) as batches:
        [batch] = list(batches)
    [(feature, places, first, last)] = [one for one in batch if one[0]["id"] == named.thing_id]
    told = orjson.loads(orjson.dumps([feature, places]))
    assert (told[0]["id"], told[0]["properties"]["name"]) == (named.thing_id, NAME)
    assert told[0]["properties"]["attributes"] == {"屋顶": ["红", 1]}
    assert told[1][0]["type"] == "Polygon"
    assert (first.isoformat(), last.isoformat()) == ("2001-02-03", "2999-01-01")
