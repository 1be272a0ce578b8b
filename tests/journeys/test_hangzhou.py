"""The made-up district through the doors: every layer it fills answers, back to the seed it came from."""

import pytest
from django.test import Client
from shapely.geometry import shape

from spatial.pipelines import CLASSES
from twin.changes import kinds
from twin.models import Load, Thing

FILLED = [
    *("buildings", "roads", "water", "plant-cover", "land-use", "admin-areas", "places", "addresses"),
    *(f"pipes-{main.id}" for main in CLASSES.values()),
    *("pipe-nodes", "flood-zones", "waterlogging-zones"),
]

pytestmark = pytest.mark.usefixtures("hangzhou")


@pytest.mark.parametrize("layer", FILLED)
def test_a_layer_of_the_district_answers_with_what_was_made_up(layer: str, client: Client) -> None:
    answer = client.get(f"/collections/{layer}/items?limit=3").json()
    assert answer["features"]
    for feature in answer["features"]:
        assert feature["properties"]["attributes"] == {"generated": True} or layer == "admin-areas"
        west, south, east, north = shape(feature["geometry"]).bounds
        assert west > 120 and south > 30 and east < 120.4 and north < 30.5


def test_one_can_walk_from_a_building_to_its_seed(client: Client) -> None:
    [feature] = client.get("/collections/buildings/items?limit=1").json()["features"]
    item = client.get(f"/collections/buildings/items/{feature['id']}").json()
    assert "generated, seed 1" in str(item)
    assert feature["properties"]["height_source"] == "assumed"


def test_every_row_is_a_state_of_a_thing_that_is_there() -> None:
    for kind in kinds():
        rows = kind._default_manager.all()
        assert not rows.exclude(thing__in=Thing.objects.filter(kind=kind._meta.model_name)).exists()


def test_the_district_is_loaded_once_for_all_of_these() -> None:
    assert Load.objects.count() == 1
