"""A bad row of a city model waits with its reasons, and goes when it comes again mended."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely import Point, Polygon
from shapely.geometry import shape

from spatial.tables import keep_content
from tests.cities import city, write
from tests.tables import HANGZHOU, bad_row, make_table, put
from twin.ingest import Order, load
from twin.ingest.quarantine import features, waiting
from twin.models import Building, Dataset, Load

pytestmark = pytest.mark.usefixtures("twin")


def broken() -> dict[str, Any]:
    """Two buildings, the second naming a vertex there is not."""
    content = city({"a": 9, "b": 12})
    content["CityObjects"]["b"]["geometry"][0]["boundaries"][0][0][0][0] = 10**6
    return content


def test_the_good_rows_are_taken_and_the_bad_wait(tmp_path: Path) -> None:
    report = load(write(tmp_path / "one.city.json", broken()), Order(keep_good=True), "tester")
    assert report.status == Load.Status.DONE
    assert [row.code for row in Building.objects.all()] == ["a"]
    [row] = waiting(Dataset.objects.get())
    assert row.object == "b"
    assert "VERTEX" in row.reasons[0]


def test_a_rehearsal_quarantines_nothing(tmp_path: Path) -> None:
    load(write(tmp_path / "one.city.json", broken()), Order(keep_good=True, rehearse=True), "tester")
    assert not waiting(Dataset.objects.get()).exists()


def test_a_row_waits_once_however_often_it_comes_bad(tmp_path: Path) -> None:
    path = write(tmp_path / "one.city.json", broken())
    load(path, Order(keep_good=True), "tester")
    load(path, Order(keep_good=True), "tester")
    assert waiting(Dataset.objects.get()).count() == 1


def test_rows_of_a_table_are_written_as_geojson_in_their_own_system() -> None:
    bow = Polygon([(120.1, 30.2), (120.2, 30.3), (120.2, 30.2), (120.1, 30.3)])
    nowhere = replace(bad_row("4"), content=keep_content("4", {"a": 40}, Point(float("nan"), 1)))
    rows = [("1", HANGZHOU, (1,)), ("2", bow, (20,)), bad_row("3"), nowhere]
    put(make_table("plots", {"a": "integer"}, rows), Order(keep_good=True))
    written = features(waiting(Dataset.objects.get()))
    assert written["crs"]["properties"]["name"] == "urn:ogc:def:crs:EPSG::4326"
    told = {feature["id"]: feature for feature in written["features"]}
    crossed, unread = told["2"], told["3"]
    assert crossed["properties"] == {"a": 20}
    assert shape(crossed["geometry"]).equals(bow)
    assert "Self-intersection" in crossed["reasons"][0]
    assert (unread["properties"], unread["geometry"]) == (None, None)
    assert (told["4"]["properties"], told["4"]["geometry"]) == ({"a": 40}, None)


def test_a_mended_row_waits_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "one.city.json"
    load(write(path, broken()), Order(keep_good=True), "tester")
    load(write(path, city({"a": 9, "b": 12})), Order(), "tester")
    assert not waiting(Dataset.objects.get()).exists()
    assert Building.objects.filter(recorded__upper_inf=True).count() == 2
