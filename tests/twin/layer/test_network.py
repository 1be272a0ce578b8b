"""Pipelines are listed by class, drawn as CJJ 61 says, and keep silent about what nobody measured."""

import mapbox_vector_tile
import pytest
from django.test import Client

from spatial.pipelines import CLASSES, hex_colour
from tests.drawn import draw, tile_over
from tests.factories import make_version, outline
from tiles.paint import legend
from twin.access import NOBODY, Viewer, columns, rows
from twin.layer import EVERYONE, Group, Layer, layers
from twin.layer.network import UNCOLOURED
from twin.models import Link

PIPES = [one for one in layers if one.model == "Link"]


def test_there_is_a_layer_for_each_class_of_the_standard_in_its_order() -> None:
    inside = sorted((one for one in layers if one.group is Group.UNDERGROUND), key=lambda one: one.order)
    words = ["water", "drainage", "gas", "heat", "power", "telecom", "industrial", "other"]
    assert [one.id for one in inside] == [*(f"pipes-{word}" for word in words), "pipe-nodes"]


@pytest.mark.parametrize("layer", PIPES, ids=lambda one: one.id)
def test_a_legend_shows_the_colours_of_the_standard(layer: Layer) -> None:
    main = CLASSES[layer.where["network"]]
    told = [line["color"] for line in legend(layer, "zh")]
    if main.rgb:
        assert told == [hex_colour(main.rgb)]
    else:
        assert told == [*(hex_colour(one.rgb) for one in main.subclasses), UNCOLOURED]


def test_points_bear_the_colours_of_their_lines() -> None:
    told = {line["label"]: line["color"] for line in legend(layers["pipe-nodes"], "en")}
    assert (told["Drainage"], told["Heat"], told["Other"]) == ("#4c3926", "#ff8000", UNCOLOURED)


@pytest.mark.django_db
def test_an_unknown_depth_is_null_in_rest_and_absent_from_the_tile(client: Client) -> None:
    known = {"network": "JS", "vertical": "depth", "end_z": 1.2}
    row = make_version(Link, "half known", outline("line", 0), **known)
    [feature] = client.get("/collections/pipes-water/items").json()["features"]
    told = feature["properties"]
    assert (told["start_z"], told["end_z"], told["vertical"]) == (None, 1.2, "depth")
    assert (told["diameter"], told["material"], told["burial"], told["status"]) == (None,) * 4
    tile = mapbox_vector_tile.decode(draw(NOBODY, layers["pipes-water"], tile_over(row, 17)))
    [drawn] = tile["pipes-water"]["features"]
    assert drawn["properties"] == {"vertical": "depth", "end_z": 1.2}


@pytest.mark.django_db
def test_a_layer_holds_the_lines_of_its_own_class_alone() -> None:
    for index, code in enumerate(CLASSES):
        make_version(Link, code, outline("line", index), network=code)
    held = {layer.id: list(rows(NOBODY, layer).values_list("code", flat=True)) for layer in PIPES}
    assert held == {f"pipes-{one.id}": [code] for code, one in CLASSES.items()}


def test_owners_are_told_to_those_who_work_with_the_twin() -> None:
    for layer in (*PIPES, layers["pipe-nodes"]):
        assert "owner" not in {field.name for field in columns(NOBODY, layer)}
        assert "owner" in {field.name for field in columns(Viewer(EVERYONE), layer)}
