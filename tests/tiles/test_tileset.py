"""TileJSON tells a reader where the tiles are, from which zoom, of what fields, since which change."""

from pathlib import Path

import pytest

from tests.cities import city, write
from tiles.tileset import EVERYWHERE, tilejson, versions
from twin.access import NOBODY
from twin.ingest import Order, load
from twin.layer import layers

pytestmark = pytest.mark.usefixtures("twin")


def test_an_empty_layer_has_a_tileset_that_spans_the_world() -> None:
    told = tilejson(NOBODY, [layers["buildings"]], "http://city.example", "en")
    assert told["bounds"] == list(EVERYWHERE)
    assert told["tiles"] == ["http://city.example/tiles/buildings/{z}/{x}/{y}.mvt?v=0"]


def test_a_load_gives_the_tileset_its_place_and_a_new_version(tmp_path: Path) -> None:
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    told = tilejson(NOBODY, [layers["buildings"]], "", "zh")
    assert told["tiles"][0].endswith("?v=1")
    assert told["bounds"][0] == pytest.approx(120.156, abs=0.001)
    assert told["vector_layers"][0]["fields"]["height"] == "高度"
    assert "attributes" not in told["vector_layers"][0]["fields"]


def test_a_load_raises_the_versions_of_the_layers_it_changes_alone(tmp_path: Path) -> None:
    before = versions(NOBODY)
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    after = versions(NOBODY)
    assert after["buildings"] == before["buildings"] + 1
    assert after["roads"] == before["roads"]
    assert "people-by-cell" in after
