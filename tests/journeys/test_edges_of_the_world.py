"""A table that reaches the antimeridian and the poles is drawn there, from the whole world to a doorstep."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from shapely import LineString, MultiLineString, Point, box
from shapely.geometry import mapping

from tests.expected_tiles import HALF, Square, assert_holds, drawn, read, to_mercator
from tests.tiles.judging import judge

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])
SHAPES = {
    "western edge": box(-180, -1, -179, 1),
    "eastern edge": box(179, -1, 180, 1),
    "across": MultiLineString([[(179, 10), (180, 11)], [(-180, 11), (-179, 12)]]),
    "on 180": Point(180, 5),
    "on -180": Point(-180, 5),
    "north cap": box(-180, 84, 180, 90),
    "south cap": box(-180, -90, 180, -84),
    "far north": Point(10, 85),
    "far south": Point(10, -85),
    "northmost": Point(20, 85.0511),
    "beyond": Point(30, 86),
    "pole": Point(0, 90),
    "meridian": LineString([(100, -90), (100, 90)]),
}
DEEP = (8, 14, 22)


@pytest.fixture(scope="module")
def published(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The table, loaded for real and once for all tests."""
    features = [
        {"type": "Feature", "id": name, "properties": {"name": name}, "geometry": mapping(one)}
        for name, one in SHAPES.items()
    ]
    path = tmp_path_factory.mktemp("edges") / "edges.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with django_db_blocker.unblock():
        call_command("recover", verbosity=0)
        call_command("load", str(path), verbosity=0)
        connections.close_all()
    yield
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA published CASCADE; CREATE SCHEMA published")
        call_command("flush", interactive=False, verbosity=0)
        connections.close_all()


@pytest.fixture
def edges(published: None, client: Client) -> Client:
    """Who asks the twin with the table."""
    return client


def tile(client: Client, square: Square) -> bytes:
    """A tile of the table."""
    answer = client.get(f"/tiles/edges/{square.z}/{square.x}/{square.y}.mvt")
    assert answer.status_code in (200, 204)
    assert judge(answer.content) == []
    return bytes(answer.content)


def over(z: int, lon: float, lat: float) -> Square:
    """The tile over a place; one on the world's edge lies in the outermost."""
    [[east, north]] = to_mercator(np.array([[lon, lat]]))
    side, last = 2 * HALF / 2**z, 2**z - 1
    column, row = int((east + HALF) // side), int((HALF - north) // side)
    return Square(z, min(max(column, 0), last), min(max(row, 0), last))


def test_every_row_is_told_whole_whether_the_map_reaches_it_or_not(edges: Client) -> None:
    told = edges.get("/collections/edges/items?limit=100&count=exact").json()
    assert told["numberMatched"] == len(SHAPES)
    by_name: dict[str, Any] = {one["properties"]["name"]: one["geometry"] for one in told["features"]}
    assert by_name["pole"]["coordinates"] == [0, 90]
    assert by_name["on 180"]["coordinates"] == [180, 5]
    assert edges.get("/collections/edges").json()["extent"]["spatial"]["bbox"] == [[-180, -90, 180, 90]]
    assert edges.get("/tiles/edges.json").json()["bounds"] == [-180, -85.0511, 180, 85.0511]


@pytest.mark.parametrize(
    ("bbox", "names"),
    [
        ("-180,89.5,180,90", {"north cap", "pole", "meridian"}),
        ("179.5,-5,-179.5,20", {"western edge", "eastern edge", "across", "on 180", "on -180"}),
        ("-180,-90,180,-86", {"south cap", "meridian"}),
    ],
)
def test_a_box_over_an_edge_finds_what_lies_there(edges: Client, bbox: str, names: set[str]) -> None:
    found = edges.get(f"/collections/edges/items?limit=100&bbox={bbox}").json()["features"]
    assert {one["properties"]["name"] for one in found} == names


@pytest.mark.parametrize("z", range(4))
def test_every_tile_of_the_first_zooms_holds_what_lies_in_it(edges: Client, z: int) -> None:
    world = drawn(SHAPES)
    assert set(SHAPES) - set(world) == {"beyond", "pole"}
    squares = [Square(z, x, y) for x in range(2**z) for y in range(2**z)]
    held = [assert_holds(tile(edges, square), "edges", square, "name", world) for square in squares]
    assert sum(held) >= len(world)


@pytest.mark.parametrize("z", DEEP)
@pytest.mark.parametrize(
    ("place", "names"),
    {
        (-180.0, 0.0): {"western edge"},
        (180.0, 0.0): {"eastern edge"},
        (180.0, 5.0): {"on 180"},
        (-180.0, 5.0): {"on -180"},
        (180.0, 11.0): {"across"},
        (-180.0, 11.0): {"across"},
        (10.0, 85.0): {"north cap", "far north"},
        (10.0, -85.0): {"south cap", "far south"},
        (20.0, 85.0511): {"north cap", "northmost"},
        (-180.0, 85.0511): {"north cap"},
        (180.0, -85.0511): {"south cap"},
        (100.0, 85.0): {"north cap", "meridian"},
        (100.0, 0.0): {"meridian"},
        (0.0, 20.0): set(),
    }.items(),
)
def test_a_deep_tile_at_an_edge_holds_what_lies_there(
    edges: Client, z: int, place: tuple[float, float], names: set[str]
) -> None:
    square, world = over(z, *place), drawn(SHAPES)
    content = tile(edges, square)
    assert_holds(content, "edges", square, "name", world)
    assert set(read(content, "edges", square, "name")) == names
