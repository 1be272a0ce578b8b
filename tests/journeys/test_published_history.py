"""Editions of a real table, rows known by a key: versions close and open, are undone, stay to be asked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.journeys.commands import do, refuse
from twin.models import Load

pytestmark = pytest.mark.usefixtures("twin")
ZONES = "commute/bristol/bristol_zones.geojson"
ITEMS = "/collections/bristol_zones/items?limit=1000"


@pytest.fixture
def edition(tmp_path: Path, sample: Callable[[str], Path]) -> tuple[Path, dict[str, Any]]:
    """The zones, loaded by their code: the file, and what it holds."""
    content = json.loads(sample(ZONES).read_text())
    path = tmp_path / "bristol_zones.geojson"
    path.write_text(json.dumps(content))
    assert "102 read, 102 opened, 0 closed" in do("load", path, "--key", "geo_code")
    return path, content


def zones(client: Client, more: str = "") -> dict[str, dict[str, Any]]:
    """What REST tells of the zones, by their code."""
    answer = client.get(f"{ITEMS}{more}")
    assert answer.status_code == 200, answer.content
    return {one["properties"]["geo_code"]: one for one in answer.json()["features"]}


def as_of(number: int) -> str:
    """The moment at which a load's rows were recorded, as a parameter."""
    moment = Load.objects.get(pk=number).moment
    assert moment is not None
    return f"&as-of={moment.isoformat().replace('+', '%2B')}"


def latest() -> int:
    """The number of the last load."""
    return int(Load.objects.latest("pk").pk)


def change(content: dict[str, Any]) -> tuple[str, str, str, str]:
    """Another edition in place: a zone renamed, one moved, one gone, one new; their codes."""
    features = content["features"]
    renamed, moved, gone, template = (features[index] for index in (0, 1, 2, 3))
    renamed["properties"]["name"] = "另一个名字"
    for ring in moved["geometry"]["coordinates"][0]:
        ring[:] = [[x + 0.001, y] for x, y in ring]
    fresh = json.loads(json.dumps(template))
    fresh["properties"] = {"geo_code": "E99999999", "name": "new"}
    features.remove(gone)
    features.append(fresh)
    features.reverse()
    return (
        renamed["properties"]["geo_code"],
        moved["properties"]["geo_code"],
        gone["properties"]["geo_code"],
        "E99999999",
    )


def test_editions_close_and_open_versions_and_can_be_undone(
    client: Client, edition: tuple[Path, dict[str, Any]]
) -> None:
    path, content = edition
    first, original = latest(), zones(client)
    assert "nothing changed" in do("load", path, "--key", "geo_code")

    renamed, moved, gone, fresh = change(content)
    path.write_text(json.dumps(content))
    assert "102 read, 3 opened, 3 closed, 99 unchanged" in do("load", path)
    second, changed = latest(), zones(client)
    assert set(changed) == {*original, fresh} - {gone}
    assert changed[renamed]["properties"]["name"] == "另一个名字"
    assert changed[moved]["geometry"] != original[moved]["geometry"]
    assert all(changed[code]["id"] == original[code]["id"] for code in set(changed) - {fresh})
    assert zones(client, as_of(first)) == original
    history = client.get(f"/collections/bristol_zones/items/{original[gone]['id']}")
    assert history.status_code == 404

    assert "3 rows closed, 3 standing again" in do("unload", str(second))
    undone = latest()
    assert zones(client) == original
    assert zones(client, as_of(second)) == changed
    assert zones(client, as_of(undone)) == original
    assert "nothing of it to undo" in refuse("unload", str(second))

    assert "102 rows closed" in do("unload", str(first))
    assert zones(client) == {}
    assert zones(client, as_of(second)) == changed
    assert "102 opened" in do("load", path)
    assert zones(client) == changed
    assert {code: one["id"] for code, one in zones(client).items()} == {
        code: one["id"] for code, one in changed.items()
    }


def test_a_partial_edition_leaves_the_rows_it_does_not_name(
    client: Client, edition: tuple[Path, dict[str, Any]]
) -> None:
    path, content = edition
    content["features"] = content["features"][:1]
    content["features"][0]["properties"]["name"] = "another"
    path.write_text(json.dumps(content))
    assert "1 read, 1 opened, 1 closed, 0 unchanged, 101 kept" in do("load", path, "--partial")
    assert len(zones(client)) == 102
    assert "1 read, 0 opened, 101 closed" in do("load", path)
    assert len(zones(client)) == 1


def test_an_edition_whose_key_repeats_or_is_gone_is_refused(
    client: Client, edition: tuple[Path, dict[str, Any]]
) -> None:
    path, content = edition
    content["features"][1]["properties"]["geo_code"] = content["features"][0]["properties"]["geo_code"]
    path.write_text(json.dumps(content))
    assert "in an earlier row too" in refuse("load", path)
    for feature in content["features"]:
        del feature["properties"]["geo_code"]
    path.write_text(json.dumps(content))
    assert "no column “geo_code” to be its key" in refuse("load", path)
    assert len(zones(client)) == 102
