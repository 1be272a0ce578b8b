"""The small maps show what the viewer may see, in whichever system it was asked for."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.factories import fill_layer
from twin.access import NOBODY, Viewer
from twin.api.locators import draw_city, draw_features, draw_layer, find_middle, place
from twin.doorway.systems import CRS84, MERCATOR, find_system
from twin.layer import EVERYONE, layers
from twin.models import Openness, Road

pytestmark = pytest.mark.django_db
EXTENT = (120.1, 30.2, 120.3, 30.3)
NOWHERE = {"geometry": None}
POINT = {"geometry": {"type": "Point", "coordinates": [120.15, 30.25]}}


@pytest.mark.parametrize("system", ["CRS84", "EPSG:4326", "EPSG:3857", "EPSG:4549", "EPSG:4490"])
def test_a_feature_lies_where_it_is_in_every_system(client: Client, system: str) -> None:
    fill_layer(layers["places"], [0])
    [told] = client.get(f"/collections/places/items?crs={system}").json()["features"]
    middle = find_middle(told, find_system(system))
    assert middle == pytest.approx((120.15, 30.25), abs=1e-6)


def test_what_has_no_place_is_not_drawn() -> None:
    far = {"geometry": {"type": "Point", "coordinates": [0, 90]}}
    assert place([NOWHERE, POINT], CRS84, MERCATOR)[0] is None
    assert draw_features(NOBODY, [NOWHERE], CRS84, EXTENT, [("", "")], "x") is None
    assert find_middle(NOWHERE, CRS84) is None
    drawn = draw_features(NOBODY, [far, POINT], CRS84, EXTENT, [("pole", ""), ("here", "")], "x")
    assert drawn is not None and ">here<" in drawn
    assert draw_layer(NOBODY, layers["places"], None, "x") is None
    assert draw_city(NOBODY, [], "x") is None


def test_a_feature_is_drawn_over_its_surroundings_and_leads_to_itself() -> None:
    for id in ("roads", "water", "buildings"):
        fill_layer(layers[id], [0])
    drawn = draw_features(NOBODY, [POINT], CRS84, EXTENT, [("a <b>", "/there")], "x")
    assert drawn is not None
    assert re.findall(r'class="(water|buildings|roads|dot|here)', drawn) == [
        "water",
        "buildings",
        "roads",
        "dot",
        "here",
    ]
    assert 'href="/there"' in drawn and "<b>" not in drawn


@pytest.mark.parametrize(("viewer", "seen"), [(NOBODY, 0), (Viewer(EVERYONE), 1)])
def test_what_is_closed_to_the_viewer_is_not_among_the_surroundings(viewer: Viewer, seen: int) -> None:
    fill_layer(layers["roads"], [0])
    Road.objects.update(openness=Openness.LIMITED)
    drawn = draw_features(viewer, [POINT], CRS84, EXTENT, [("", "")], "x")
    assert drawn is not None
    assert drawn.count("roads line") == seen


def test_a_layer_is_drawn_as_a_whole_and_of_a_city_only_what_is_seen_from_afar() -> None:
    rows: list[Any] = fill_layer(layers["buildings"], [0, 1])
    drawn = draw_layer(NOBODY, layers["buildings"], (120.15, 30.25, 120.161, 30.251), "x")
    assert drawn is not None
    assert drawn.count("spot area") + drawn.count('class="dot"') == len(rows)
    service = fill_layer(layers["roads"], [0], klass="service")
    city = draw_city(NOBODY, [EXTENT], "x")
    assert service and city is not None and "roads" not in city
