"""The forms of an aggregate say the same, in both languages, and run nothing in a spreadsheet."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from shapely.geometry import shape

from tests.aggregates import aggregate, refusal, settle, square
from tests.factories import LATITUDE, LONGITUDE, make_version
from twin.models import Building

pytestmark = pytest.mark.django_db


def sheet(client: Client, **asked: str) -> list[dict[str, Any]]:
    """The rows of the CSV."""
    query = {name.replace("_", "-"): value for name, value in asked.items()}
    answer = client.get("/collections/buildings/aggregate", {**query, "f": "csv", "lang": "en"})
    assert answer["Content-Type"] == "text/csv"
    assert "buildings-aggregate.csv" in answer["Content-Disposition"]
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_csv_has_what_json_has(client: Client) -> None:
    settle()
    asked = {"group_by": "class,zone:admin-areas/8", "measures": "mean:height,sum:storeys"}
    told = aggregate(client, **asked)
    rows = sheet(client, **asked)
    assert len(rows) == told["numberOfGroups"]
    for row, group in zip(rows, told["groups"], strict=True):
        assert row["class"] == (group["keys"]["class"] or "")
        assert row["zone:admin-areas/8.title"] == group["titles"]["zone:admin-areas/8"]
        assert int(row["count"]) == group["count"]
        mean = group["values"]["mean:height"]
        assert row["mean:height"] == ("" if mean is None else str(mean))
        assert int(row["without:height"]) == group["without"]["height"]


def test_csv_of_no_groups_is_all_features_and_of_nothing_a_head(client: Client) -> None:
    assert sheet(client, group_by="class") == []
    settle(4)
    assert [row["count"] for row in sheet(client)] == ["4"]


def test_a_formula_in_a_value_is_text(client: Client) -> None:
    make_version(Building, "b", square(LONGITUDE, LATITUDE, 1e-4), klass="=1+1")
    [row] = sheet(client, group_by="class")
    assert (row["class"], row["class.title"]) == ("'=1+1", "'=1+1")


@pytest.mark.parametrize("name", ["zone:admin-areas/8", "h3:8"])
def test_geojson_has_areas_with_figures(client: Client, name: str) -> None:
    settle()
    asked = {"group_by": f"{name},class", "measures": "mean:height"}
    told, drawn = aggregate(client, **asked), aggregate(client, **asked, f="geojson")
    assert drawn["type"] == "FeatureCollection"
    assert drawn["total"] == told["total"]
    for feature, group in zip(drawn["features"], told["groups"], strict=True):
        properties = feature["properties"]
        assert (properties["count"], properties["mean:height"]) == (
            group["count"],
            group["values"]["mean:height"],
        )
        if group["keys"][name] is None:
            assert feature["geometry"] is None
        else:
            assert shape(feature["geometry"]).is_valid
            assert shape(feature["geometry"]).exterior.is_ccw if name == "h3:8" else True
    assert any(feature["geometry"] for feature in drawn["features"])


def test_groups_without_a_place_are_no_map(client: Client) -> None:
    settle(3)
    assert "group by “zone:” or “h3:”" in refusal(client, group_by="class", f="geojson")


def test_codes_are_told_in_words_of_the_viewers_language(client: Client) -> None:
    make_version(Building, "b", square(LONGITUDE, LATITUDE, 1e-4), height_source="measured", height=3)
    make_version(Building, "c", square(LONGITUDE, LATITUDE, 1e-4))
    asked = {"group_by": "height_source", "measures": "mean:height", "order": "key"}
    for language, words in (("en", ["Measured or tagged", "None"]), ("zh", ["实测或标注", "无"])):
        told = aggregate(client, **asked, lang=language)
        titles = [group["titles"]["height_source"] for group in told["groups"]]
        assert titles == words
        assert told["measures"][1]["unit"] == "m"
    assert "measured they are not" in aggregate(client, **asked)["nulls"]
