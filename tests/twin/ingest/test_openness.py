"""Who may see what a load brings is said with the load, and holds for the dataset's editions to come."""

from pathlib import Path

import pytest
from django.test import Client

from tests.cities import city, write
from tests.tables import HANGZHOU, make_table, put
from twin.ingest import Order, bring, unload
from twin.models import Building, Dataset, Load, Openness

pytestmark = pytest.mark.usefixtures("twin")
HEIGHTS = {"a": 9, "b": 12}


def model(folder: Path, heights: dict[str, int]) -> Path:
    """A small city."""
    return write(folder / "one.city.json", city(heights))


def seen(client: Client) -> int:
    """How many buildings anyone sees."""
    return int(client.get("/collections/buildings/items?count=exact").json()["numberMatched"])


def states() -> dict[str, int]:
    """The openness of what stands."""
    return dict(Building.objects.filter(recorded__upper_inf=True).values_list("code", "openness"))


def test_what_is_loaded_closed_is_seen_by_no_stranger(tmp_path: Path, client: Client) -> None:
    bring(model(tmp_path, HEIGHTS), Order(openness=Openness.CLOSED))
    assert states() == {"a": Openness.CLOSED, "b": Openness.CLOSED}
    assert seen(client) == 0
    tile = client.get("/tiles/buildings/0/0/0.mvt")
    assert (tile.status_code, tile.content) == (204, b"")


def test_the_next_edition_is_no_more_open(tmp_path: Path, client: Client) -> None:
    bring(model(tmp_path, HEIGHTS), Order(openness=Openness.LIMITED))
    bring(model(tmp_path, {"a": 10, "b": 12, "c": 3}), Order())
    assert states() == {"a": Openness.LIMITED, "b": Openness.LIMITED, "c": Openness.LIMITED}
    assert seen(client) == 0


def test_the_same_file_opens_when_it_is_said(tmp_path: Path, client: Client) -> None:
    path = model(tmp_path, HEIGHTS)
    bring(path, Order(openness=Openness.CLOSED))
    [opened] = bring(path, Order(openness=Openness.OPEN))
    assert opened.counts["building"] == {"read": 2, "opened": 2, "closed": 2, "unchanged": 0}
    assert seen(client) == 2
    unload(opened.load)
    assert seen(client) == 0


def test_an_object_closed_by_itself_stays_closed_in_the_next_edition(tmp_path: Path) -> None:
    bring(model(tmp_path, HEIGHTS), Order())
    Building.objects.filter(code="a").update(openness=Openness.CLOSED)
    bring(model(tmp_path, {"b": 13}), Order())
    bring(model(tmp_path, {"a": 10, "b": 13}), Order())
    assert states() == {"a": Openness.CLOSED, "b": Openness.OPEN}


def test_a_load_that_fails_leaves_the_dataset_as_it_was(tmp_path: Path) -> None:
    bring(model(tmp_path, HEIGHTS), Order())
    broken = city(HEIGHTS)
    broken["CityObjects"]["a"]["geometry"][0]["boundaries"][0][0][0][0] = 10**6
    [report] = bring(write(tmp_path / "one.city.json", broken), Order(openness=Openness.CLOSED))
    assert report.status == Load.Status.REFUSED
    assert Dataset.objects.get().openness == Openness.OPEN


def test_a_published_table_is_as_closed_as_it_is_said(client: Client) -> None:
    put(make_table("trees", {}, [("1", HANGZHOU, ())]), Order(openness=Openness.CLOSED))
    assert client.get("/collections/trees/items").json()["features"] == []
