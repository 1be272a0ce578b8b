"""What tiles promise at their limits: odd addresses, hard shapes, no row and far too many."""

import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from isal import igzip

from tests.factories import fill_layer
from tests.tiles.comparing import decode
from tests.tiles.judging import judge
from twin.changes import writing
from twin.layer import layers
from twin.models import Building

pytestmark = pytest.mark.usefixtures("twin")
BUILDINGS = layers["buildings"]
PLACE = {"layer": "buildings", "z": "14", "x": "13660", "y": "6745"}
ADDRESS = "/tiles/{layer}/{z}/{x}/{y}.mvt"
BUDGET = 250_000
QUICK = 2.0
COPIES = 1_000_000
"""Above the ids of things that are loaded."""
# The middle of the tile of PLACE, in EPSG:3857.
MIDDLE = "ST_Centroid(ST_TileEnvelope(14, 13660, 6745))"


def there(text: str) -> str:
    """A shape in metres from the middle of the tile, as SQL."""
    return f"ST_Translate(ST_GeomFromText('{text}', 3857), ST_X({MIDDLE}), ST_Y({MIDDLE}))"


SHAPES = {
    "an empty polygon": "ST_GeomFromText('POLYGON EMPTY', 3857)",
    "an empty collection": "ST_GeomFromText('GEOMETRYCOLLECTION EMPTY', 3857)",
    "no geometry": "NULL",
    "a bow tie": there("POLYGON((0 0,90 90,90 0,0 90,0 0))"),
    "a ring through one vertex twice": there("POLYGON((0 0,40 40,0 80,80 80,40 40,80 0,0 0))"),
    "a spike": there("POLYGON((0 0,0 80,80 80,80 40,900 40,80 40,80 0,0 0))"),
    "a hole that touches": there("POLYGON((0 0,0 80,80 80,80 0,0 0),(0 0,40 10,10 40,0 0))"),
    "a ring of no area": there("POLYGON((0 0,0 0,0 0,0 0))"),
    "a collection": there("GEOMETRYCOLLECTION(POINT(0 0),POLYGON((0 0,0 80,80 80,0 0)),LINESTRING(0 0,9 9))"),
    "the whole world and more": "ST_MakeEnvelope(-1e9, -1e9, 1e9, 1e9, 3857)",
    "huge coordinates": "ST_MakeEnvelope(-1e200, -1e200, 1e200, 1e200, 3857)",
}
# No loader lets these in, plain SQL does: areas whose clearance is above nought and that yet cross
# themselves or are none, and what lies beyond all cells.
SEEN = {"a spike", "a hole that touches", "the whole world and more"}
ODD = {
    "a byte order mark": "\ufeff",
    "a right-to-left override": "\u202etvm",
    "a null": "\0",
    "a percent sign": "%",
    "half an escape": "%zz",
    "quotes": "\"';--",
    "lines": "a\r\nSet-Cookie: b",
    "ten thousand characters": "9" * 10_000,
    "ten thousand letters": "字" * 10_000,
    "half a pair": "\ud800",
    "dots": "../../etc",
    "no number": "1e3",
    "digits of another script": "٣",
    "a sign": "+1",
}
ASKED = ("datetime", "as-of", "properties", "filter", "filter-lang", "collections", "f", "lang", "v", "%00")


def spell(text: str) -> str:
    """Text as a part of an address."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def ask(client: Client, address: str) -> int:
    """The status of an answer, which comes quickly, is not the server's fault and says what is wrong."""
    begun = time.perf_counter()
    answer = client.get(address)
    assert time.perf_counter() - begun < QUICK
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert answer.status_code in (400, 404), address[:200]
        assert answer["Content-Type"].startswith("application/problem+json")
        assert answer.json()["detail"]
    return int(answer.status_code)


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("part", PLACE)
def test_an_odd_word_in_a_tiles_address_is_refused_at_once(client: Client, part: str, name: str) -> None:
    odd = spell(ODD[name])
    assert ask(client, ADDRESS.format(**{**PLACE, part: odd})) in (400, 404)
    assert ask(client, ADDRESS.format(**{**PLACE, part: PLACE[part] + odd})) in (400, 404)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_word_asked_of_a_tile_is_answered_at_once(client: Client, name: str) -> None:
    odd = spell(ODD[name])
    for address in (ADDRESS.format(**PLACE), "/tiles/buildings.json", "/tiles/style.json"):
        for asked in ASKED:
            ask(client, f"{address}?{asked}={odd}")
        ask(client, f"{address}?{odd}={odd}")


@pytest.mark.parametrize(
    "address",
    [
        "/tiles/buildings/14/16384/6745.mvt",
        "/tiles/buildings/14/13660/16384.mvt",
        "/tiles/buildings/23/1/1.mvt",
        "/tiles/buildings/-1/0/0.mvt",
        "/tiles/buildings/1.5/0/0.mvt",
        "/tiles/buildings/14/13660/6745.png",
        "/tiles/buildings/14/13660/6745.MVT",
        "/tiles/buildings/14/13660/6745",
        "/tiles/buildings/14/13660.mvt",
        "/tiles/nothing/14/13660/6745.mvt",
    ],
)
def test_a_tile_that_cannot_be_is_a_problem_told_in_words(client: Client, address: str) -> None:
    assert ask(client, address) in (400, 404)


def test_outside_the_city_and_its_zooms_a_tile_is_empty(client: Client) -> None:
    fill_layer(BUILDINGS, [1])
    for address in ("/tiles/buildings/14/0/0.mvt", "/tiles/buildings/14/16383/16383.mvt"):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (204, b"")
    assert client.get("/tiles/buildings/0/0/0.mvt").status_code == 204


def test_a_layer_without_rows_has_empty_tiles_and_is_described(client: Client) -> None:
    assert client.get(ADDRESS.format(**PLACE)).status_code == 204
    told = client.get("/tiles/buildings.json").json()
    assert told["tilejson"] == "3.0.0"
    west, south, east, north = told["bounds"]
    assert west < east and south < north


def copy_rows(count: int, shape: str) -> None:
    """Copies of a building by SQL, each of `shape`, in which `n` is its number."""
    [row] = fill_layer(BUILDINGS, [1])
    written = [one for one in Building._meta.concrete_fields if not (one.primary_key or one.generated)]
    columns = [f'"{one.column}"' for one in written]
    taken = {'"thing_id"': f"{COPIES} + n", '"tile"': shape, '"height"': "n % 50", '"footprint"': "NULL"}
    chosen = ", ".join(taken.get(column, column) for column in columns)
    with writing() as changed, connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO twin_building ({', '.join(columns)}) SELECT {chosen} FROM twin_building, "
            f"generate_series(1, {count}) AS n WHERE id = {row.pk}"
        )
        changed.add(Building)


@pytest.mark.parametrize("zoom", [12, 14, 20])
@pytest.mark.parametrize("name", SHAPES)
def test_a_hard_shape_spoils_no_tile(client: Client, name: str, zoom: int) -> None:
    copy_rows(1, SHAPES[name])
    x, y = (int((place + 0.5) * 2 ** (zoom - 14)) for place in (13660, 6745))
    answer = client.get(f"/tiles/buildings/{zoom}/{x}/{y}.mvt")
    assert answer.status_code in (200, 204)
    assert judge(answer.content) == []
    shown = decode(answer.content, "buildings").get(COPIES + 1)
    assert shown is None or shown.shape.is_valid
    assert shown or name not in SEEN or zoom != 14


@pytest.fixture
def crowd(client: Client) -> Iterator[tuple[bytes, dict[str, str]]]:
    """A tile over 110,000 buildings, and its headers."""
    copy_rows(
        110_000,
        "ST_Translate(ST_MakeEnvelope(-6, -6, -3 + n % 4, -2, 3857), "
        "ST_XMin(ST_TileEnvelope(14, 13660, 6745)) + 7.3 * (n % 330), "
        "ST_YMax(ST_TileEnvelope(14, 13660, 6745)) - 7.3 * (n / 330))",
    )
    answer = client.get(ADDRESS.format(**PLACE), headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer["Content-Encoding"] == "gzip"
    yield bytes(answer.content), dict(answer.headers)


def test_a_tile_over_a_hundred_thousand_features_is_answered(crowd: tuple[bytes, dict[str, str]]) -> None:
    content, _ = crowd
    assert judge(igzip.decompress(content)) == []


def test_a_tile_too_large_leaves_out_the_least_and_says_how_many(
    crowd: tuple[bytes, dict[str, str]],
) -> None:
    content, headers = crowd
    assert len(content) <= BUDGET
    found = decode(igzip.decompress(content), "buildings")
    left_out, of = (int(number) for number in headers["Features-Left-Out"].split(" of "))
    assert 0 < left_out == of - len(found)
    assert of >= 100_000
    # The least important are the smallest, and those are the ones with n % 4 = 0.
    assert sum(id % 4 == 0 for id in found) < sum(id % 4 == 3 for id in found)
