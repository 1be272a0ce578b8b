"""Themes name real layers, and are offered where there is something to see."""

from tiles.themes import GROUND, THEMES, offer
from twin.layer import Group, layers

CITY = [layers[id] for id in ("roads", "parcels", "buildings")]


def test_every_layer_a_theme_names_is_in_the_catalogue() -> None:
    for theme in THEMES:
        assert set(theme.layers) <= set(layers.entries), theme.id
        assert {layers[id].group for id in theme.layers} <= {Group.LAND_AND_HOUSING, Group.BASE}
    assert set(GROUND) <= set(layers.entries)
    assert len({theme.id for theme in THEMES}) == len(THEMES)


def test_a_theme_without_rows_is_not_offered() -> None:
    assert offer([layers["roads"]], "en") == []
    assert [one["id"] for one in offer(CITY, "en")] == ["land-use"]


def test_a_theme_switches_on_its_layers_and_the_ground_alone() -> None:
    [land] = offer(CITY, "zh")
    assert (land["title"], land["layers"]) == ("宗地用途", ["parcels"])
    assert land["on"] == ["parcels", "roads"]


def test_no_two_themes_switch_on_the_same() -> None:
    told = [frozenset(one["on"]) for one in offer(list(layers), "en")]
    assert len(set(told)) == len(told) == len(THEMES)
