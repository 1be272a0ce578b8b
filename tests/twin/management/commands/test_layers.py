"""Published layers are titled, closed to groups and taken away by command, and the doors follow."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.tables import HANGZHOU, make_table, put
from twin import access
from twin.models import Overview

pytestmark = pytest.mark.usefixtures("twin")


def run(*arguments: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("layers", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def trees() -> None:
    """A published layer of trees."""
    put(make_table("trees", {"kind": "string", "owner": "string"}, [("1", HANGZHOU, ("樟", "李"))]))


def test_all_layers_are_listed() -> None:
    assert "buildings: 建筑 / Buildings" in run()
    assert "trees: trees / trees (published, for everyone)" in run()


def test_a_title_is_told_by_every_door_at_once(client: Client) -> None:
    run("trees", "--zh", "树木", "--en", "Trees")
    run("trees", "--field", "kind", "--zh", "树种")
    assert client.get("/collections/trees?lang=zh").json()["title"] == "树木"
    assert client.get("/tiles/trees.json?lang=en").json()["name"] == "Trees"
    assert client.get("/collections/trees/schema?lang=zh").json()["properties"]["kind"]["title"] == "树种"


def test_a_sensitive_field_is_hidden_from_the_public(client: Client) -> None:
    run("trees", "--field", "owner", "--sensitivity", "personal")
    [feature] = client.get("/collections/trees/items").json()["features"]
    assert feature["properties"] == {"kind": "樟"}
    assert client.get("/collections/trees/items?owner=李").status_code == 400


def test_a_layer_for_planners_is_unknown_to_the_public(client: Client, admin_client: Client) -> None:
    run("trees", "--audience", "planner")
    assert client.get("/collections/trees").status_code == 404
    assert "trees" not in client.get("/tiles/style.json").json()["sources"]
    assert admin_client.get("/collections/trees").status_code == 200


def test_a_layer_is_merged_from_afar_or_not_as_it_is_told() -> None:
    assert not Overview.objects.exists(), "So few rows are drawn as they are."
    run("trees", "--overview", "on")
    assert Overview.objects.filter(layer="trees").exists()
    run("trees", "--overview", "off")
    assert not Overview.objects.exists()
    run("trees", "--overview", "on")
    assert Overview.objects.filter(layer="trees").exists()


@pytest.mark.parametrize("order", [("--audience", "planner"), ("--unpublish",)])
def test_what_is_no_longer_for_all_is_seen_by_nobody_from_afar(order: tuple[str, ...]) -> None:
    run("trees", "--overview", "on")
    assert Overview.objects.exists()
    run("trees", *order)
    assert not Overview.objects.exists()


def test_a_layer_is_drawn_whole_from_afar_where_that_is_wanted() -> None:
    run("trees", "--overview", "whole")
    assert not access.layer(access.NOBODY, "trees").abridged
    run("trees", "--overview", "on")
    assert access.layer(access.NOBODY, "trees").abridged


def test_an_unpublished_layer_is_gone_and_its_name_free(client: Client) -> None:
    run("trees", "--unpublish")
    assert client.get("/collections/trees").status_code == 404
    put(make_table("trees", {"n": "integer"}, [("1", HANGZHOU, (1,))]))
    assert client.get("/collections/trees/items").json()["features"][0]["properties"] == {"n": 1}


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="no published layer"):
        run("buildings", "--zh", "x")
    with pytest.raises(CommandError, match="it has kind, owner"):
        run("trees", "--field", "age", "--zh", "x")
