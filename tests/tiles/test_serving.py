"""The public's tiles are kept and given to the public alone, as fresh as what is made anew."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client

from spatial.tile_matrix import Tile
from tests.cities import city, write
from tests.drawn import decode, tile_over
from tests.tables import HANGZHOU, make_table, put
from tiles import making, serving
from tiles.asking import Asked
from twin import access, changes, published
from twin.access import NOBODY, Viewer
from twin.filter.boxes import project
from twin.ingest import Order, load
from twin.layer import PLANNER, layers
from twin.models import Building, Published

pytestmark = pytest.mark.usefixtures("twin", "tile_cache")


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The address of a tile with two buildings in it."""
    load(write(tmp_path / "two.city.json", city({"a": 9, "b": 12})), Order())
    return name(tile_over(Building.objects.all()[0], 16))


@pytest.fixture
def trees() -> str:
    """The address of a tile with a published tree in it, which every process remembers to be there."""
    put(make_table("trees", {"n": "integer", "who": "string"}, [("1", HANGZHOU, (1, "Li"))]))
    published.recall()
    return name(over_hangzhou(), "trees")


@pytest.fixture
def planner(client: Client, django_user_model: Any) -> Client:
    """A client signed in as a planner."""
    user = django_user_model.objects.create_user("planner")
    user.groups.add(Group.objects.get_or_create(name=PLANNER)[0])
    signed_in = Client()
    signed_in.force_login(user)
    return signed_in


def over_hangzhou() -> Tile:
    """The tile over the point that tests publish at."""
    x, y = project(HANGZHOU.x, HANGZHOU.y)
    side = Tile(14, 0, 0).span
    return Tile(14, int((x + 20037508.34) / side), int((20037508.34 - y) / side))


def name(tile: Tile, layers: str = "buildings") -> str:
    """The address of a tile."""
    return f"/tiles/{layers}/{tile.z}/{tile.x}/{tile.y}.mvt"


def kept(folder: Path) -> list[Path]:
    """The files of tiles."""
    return sorted(folder.glob("[!.]*/*/*/*.mvt.*"))


def fetch(client: Client, address: str, **headers: str) -> HttpResponse:
    """A tile as a browser asks for it."""
    answer: Any = client.get(address, headers={"accept-encoding": "gzip, br"} | headers)
    return answer


def test_a_public_tile_is_kept_as_it_is_made(client: Client, address: str, tile_cache: Path) -> None:
    first = fetch(client, address)
    [file] = kept(tile_cache)
    assert file == tile_cache / "buildings" / Path(address).relative_to("/tiles/buildings").with_suffix(
        ".mvt.gz"
    )
    assert file.read_bytes() == first.content
    again = fetch(client, address)
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    tile = Tile(*map(int, address.removesuffix(".mvt").split("/")[3:]))
    assert making.make(Asked(NOBODY, (layers["buildings"],)), tile).content == first.content


def test_a_kept_tile_is_answered_without_the_database(
    client: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    fetch(client, address)
    with django_assert_max_num_queries(0):
        assert fetch(client, address).status_code == 200


def test_who_has_it_is_told_so_whether_it_is_kept_or_made(client: Client, address: str) -> None:
    for path in (address, f"{address}?properties=height"):
        tag = fetch(client, path)["ETag"]
        again = fetch(client, path, **{"if-none-match": tag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
        assert fetch(client, path, **{"if-none-match": '"another"'}).status_code == 200


def test_who_takes_no_gzip_gets_none(client: Client, address: str) -> None:
    packed = fetch(client, address)
    plain = fetch(client, address, **{"accept-encoding": "br, gzip;q=0"})
    assert not plain.has_header("Content-Encoding")
    assert plain.content == gzip.decompress(packed.content)
    assert plain["ETag"] == f"W/{packed['ETag']}", "It is not byte for byte the same."
    assert fetch(client, address, **{"if-none-match": plain["ETag"]}).status_code == 304
    assert "Accept-Encoding" in plain["Vary"]


def test_a_narrower_question_is_neither_kept_nor_answered_by_what_is(
    client: Client, address: str, tile_cache: Path
) -> None:
    queries = ["height=9", "properties=height", "as-of=2999-01-01T00:00:00Z", "datetime=2999-01-01/.."]
    asked = {query: fetch(client, f"{address}?{query}") for query in queries}
    assert {answer.status_code for answer in asked.values()} == {200}
    assert kept(tile_cache) == []
    whole = fetch(client, address)
    [file] = kept(tile_cache)
    file.write_bytes(gzip.compress(b"what is kept"))
    for query, answer in asked.items():
        assert fetch(client, f"{address}?{query}").content == answer.content
    assert fetch(client, f"{address}?v=7").content == file.read_bytes() != whole.content


def test_a_planners_tile_is_neither_kept_nor_answered_by_what_is(
    planner: Client, client: Client, address: str, tile_cache: Path
) -> None:
    private = fetch(planner, address)
    assert private.status_code == 200
    assert "private" in private["Cache-Control"]
    assert kept(tile_cache) == []
    fetch(client, address)
    [file] = kept(tile_cache)
    file.write_bytes(gzip.compress(b"what is kept"))
    assert fetch(planner, address).content == private.content


def test_nothing_is_kept_where_nothing_may_be_or_of_another_grid(
    client: Client, address: str, tile_cache: Path, settings: Any
) -> None:
    z, x, y = address.removesuffix(".mvt").split("/")[3:]
    other = f"/collections/buildings/tiles/WorldCRS84Quad/{int(z) - 1}/{int(y) // 2}/{x}"
    assert fetch(client, other).status_code in (200, 204)
    settings.TWIN_TILE_CACHE = 0
    assert fetch(client, address).status_code == 200
    assert kept(tile_cache) == []


def test_an_empty_tile_is_not_kept(client: Client, address: str, tile_cache: Path) -> None:
    assert fetch(client, name(Tile(16, 0, 0))).status_code == 204
    assert kept(tile_cache) == []


def test_a_change_through_the_twin_shows_at_once(client: Client, address: str, tmp_path: Path) -> None:
    before = fetch(client, address)
    load(write(tmp_path / "two.city.json", city({"a": 9, "b": 30})), Order())
    after = fetch(client, address, **{"if-none-match": before["ETag"]})
    assert after.status_code == 200
    heights = {one["properties"]["height"] for one in decode(gzip.decompress(after.content))}
    assert heights == {9.0, 30.0}


def test_over_the_budget_it_says_what_was_left_out_also_when_kept(
    client: Client, tmp_path: Path, tile_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(write(tmp_path / "many.city.json", city({f"h{n}": 3 + n % 40 for n in range(300)})), Order())
    monkeypatch.setattr(making, "BUDGET", 1000)
    address = name(tile_over(Building.objects.order_by("id")[150], 14))
    first, again = fetch(client, address), fetch(client, address)
    assert len(first.content) <= 1000
    left, _, whole = first[serving.LEFT_OUT].partition(" of ")
    drawn = decode(gzip.decompress(first.content))
    assert 0 < len(drawn) == int(whole) - int(left)
    assert again[serving.LEFT_OUT] == first[serving.LEFT_OUT]
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    assert [file.suffix for file in kept(tile_cache)] == [".cut"]


def test_the_same_rows_give_the_same_bytes_however_they_are_found(client: Client, tmp_path: Path) -> None:
    load(write(tmp_path / "many.city.json", city({f"h{n}": 9 for n in range(200)})), Order())
    tile = tile_over(Building.objects.order_by("id")[100], 15)
    asked = Asked(NOBODY, (layers["buildings"],))
    first = making.make(asked, tile).content
    ids = list(Building.objects.order_by("-id").values_list("id", flat=True))
    for id in ids[::3]:
        Building.objects.filter(id=id).update(openness=0)  # a new place in the table
    assert making.make(asked, tile).content == first


def test_a_layer_published_a_moment_ago_is_known_at_once(client: Client) -> None:
    published.recall()
    address = name(over_hangzhou(), "trees")
    assert fetch(client, address).status_code == 404
    put(make_table("trees", {"n": "integer"}, [("1", HANGZHOU, (1,))]))
    assert fetch(client, address).status_code == 200


def test_a_layer_unpublished_is_gone_at_once(client: Client, trees: str, tile_cache: Path) -> None:
    assert fetch(client, trees).status_code == 200
    assert len(kept(tile_cache)) == 1
    call_command("layers", "trees", unpublish=True)
    assert kept(tile_cache) == []
    assert fetch(client, trees).status_code == 404


def test_a_layer_closed_to_the_public_is_closed_at_once(
    client: Client, planner: Client, trees: str, tile_cache: Path
) -> None:
    assert fetch(client, trees).status_code == 200
    call_command("layers", "trees", audience=[PLANNER])
    assert kept(tile_cache) == []
    assert fetch(client, trees).status_code == 404
    assert fetch(planner, trees).status_code == 200


def test_a_field_made_personal_leaves_the_tiles_at_once(client: Client, trees: str, tile_cache: Path) -> None:
    told = decode(gzip.decompress(fetch(client, trees).content), "trees")
    assert told[0]["properties"] == {"n": 1, "who": "Li"}
    call_command("layers", "trees", field="who", sensitivity="personal")
    assert kept(tile_cache) == []
    told = decode(gzip.decompress(fetch(client, trees).content), "trees")
    assert told[0]["properties"] == {"n": 1}


def test_a_layer_published_anew_under_its_id_is_watched_by_its_own_table(client: Client, trees: str) -> None:
    remembered = access.recall(NOBODY, ["trees"])
    call_command("layers", "trees", unpublish=True)
    put(make_table("trees", {"n": "integer"}, [("1", HANGZHOU, (2,))]), Order(dataset="others"))
    relation = Published.objects.get(removed__isnull=True).relation.replace('"', "")
    asked, made = serving.make_current(Asked(NOBODY, remembered[0]), remembered[1], over_hangzhou())
    assert [access.relation(layer) for layer in asked.layers] == [relation]
    [feature] = decode(gzip.decompress(made.content), "trees")
    assert feature["properties"] == {"n": 2}


def test_what_changes_while_a_tile_is_made_is_not_kept(
    client: Client, address: str, tile_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = serving.make

    def change_meanwhile(asked: Asked, tile: Tile) -> making.Made:
        made = make(asked, tile)
        Building.objects.update(height=99)
        changes.catch_up()
        return made

    monkeypatch.setattr(serving, "make", change_meanwhile)
    assert fetch(client, address).status_code == 200
    assert kept(tile_cache) == []


def test_who_sees_no_more_than_the_public_is_asked_as_the_public() -> None:
    assert Asked(Viewer(NOBODY.groups), (layers["buildings"],)).plain
