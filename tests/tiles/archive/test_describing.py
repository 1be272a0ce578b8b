"""An archive names its layers and fields, its zooms and times, and whom to credit."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import fill_layer
from tiles.archive.describing import describe
from tiles.archive.planning import Wanted
from tiles.asking import Asked
from twin.access import NOBODY, Times
from twin.layer import layers

pytestmark = pytest.mark.django_db
BOTH = (layers["roads"], layers["buildings"])


def test_the_layers_of_the_tiles_are_told_with_their_fields_and_zooms() -> None:
    fill_layer(layers["roads"], [1])
    told = describe(Wanted(Asked(NOBODY, BOTH), (10, 13), language="en"))
    assert [one["id"] for one in told["vector_layers"]] == ["roads", "buildings"]
    roads, buildings = told["vector_layers"]
    assert (roads["minzoom"], roads["maxzoom"]) == (10, 13)
    assert (buildings["minzoom"], buildings["maxzoom"]) == (max(10, layers["buildings"].zooms[0]), 13)
    assert roads["fields"]["class"] == "Class"
    assert told["name"].endswith("Roads · Buildings")
    assert told["twin"]["layers"] == ["roads", "buildings"]


def test_the_style_and_the_legend_of_the_look_chosen_go_with_it() -> None:
    fill_layer(layers["roads"], [1])
    style = describe(Wanted(Asked(NOBODY, BOTH), (10, 13), look="dark"))["twin"]["style"]
    assert {one["source-layer"] for one in style["layers"] if "source-layer" in one} == {"roads", "buildings"}
    listed = [one for group in style["metadata"]["twin"]["groups"] for one in group["layers"]]
    assert "roads" in [one["id"] for one in listed if one["legend"]]
    assert style["sprite"] == "sprites/dark"


def test_the_times_are_told() -> None:
    times = Times((date(2024, 1, 1), None), datetime(2024, 5, 31, 12, tzinfo=UTC))
    told = describe(Wanted(Asked(NOBODY, BOTH, times), (10, 13)))
    assert told["twin"]["as_of"] == "2024-05-31T12:00:00+00:00"
    assert told["twin"]["datetime"] == "2024-01-01/.."
    now = describe(Wanted(Asked(NOBODY, BOTH), (10, 13)))["twin"]
    assert (now["as_of"], now["datetime"]) == (None, None)
