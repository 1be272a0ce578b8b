"""A layer's state: how often it changed, how many rows, where; and whom to credit."""

from pathlib import Path

import pytest

from spatial.format import formats
from tests.cities import city, write
from tests.factories import fill_layer
from twin.access import NOBODY, attributions, dress, state
from twin.access.state import SYNTHESISED, states
from twin.ingest import Order, load
from twin.layer import layers
from twin.models import Load, Source

pytestmark = pytest.mark.usefixtures("twin")


def test_an_empty_twin_has_neither_rows_nor_place() -> None:
    told = state(*layers)
    assert (told.version, told.extent, told.rows) == (0, None, 0)


def test_several_layers_have_one_joint_extent() -> None:
    fill_layer(layers["places"], [0])
    fill_layer(layers["roads"], [5])
    west, south, east, north = state(layers["places"], layers["roads"]).extent or (0, 0, 0, 0)
    assert (west, east) == pytest.approx((120.15, 120.201))
    assert (south, north) == pytest.approx((30.25, 30.251))


def test_layers_of_one_table_are_counted_once_together_and_each_by_itself() -> None:
    fill_layer(layers["buildings"], [0, 1])
    both = layers["buildings"], layers["building-parts"]
    assert (state(*both).rows, state(*both).version) == (2, 1)
    each = {id: (one.version, one.rows, one.extent is None) for id, one in states(*both).items()}
    assert each == {"buildings": (1, 2, False), "building-parts": (1, 0, True)}


def test_credit_goes_to_sources_that_were_loaded_and_to_those_alone(tmp_path: Path) -> None:
    load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    Source.objects.update(attribution="© 市规划局")
    rehearsed = write(tmp_path / "two.city.json", city({"b": 9}))
    load(rehearsed, Order(rehearse=True))
    Source.objects.filter(file="two.city.json").update(attribution="© nobody")
    assert attributions(NOBODY) == ["© 市规划局"]


def test_layers_of_made_up_registers_say_so_and_no_others(tmp_path: Path) -> None:
    both = [layers["parcels"], layers["roads"]]
    fill_layer(both[0], [0])
    assert [one.about for one in dress(both, states(*both))] == [one.about for one in both]
    assert SYNTHESISED in formats.entries
    done = load(write(tmp_path / "one.city.json", city({"a": 9})), Order())
    Source.objects.filter(loads=done.load).update(format=SYNTHESISED)
    parcels, roads = dress(both, states(*both))
    assert parcels.about.zh.startswith("演示数据")
    assert "not real" in parcels.about.en
    assert roads is both[1]
    Load.objects.filter(pk=done.load).update(status=Load.Status.UNDONE)
    assert [one.about for one in dress(both, states(*both))] == [one.about for one in both]
