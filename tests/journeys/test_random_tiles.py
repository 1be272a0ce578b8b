"""Shapes at random, drawn at any zoom: where they were, under one id, in the same bytes each time."""

import json
import math
import random
from collections.abc import Iterator
from typing import Any

import pytest
import shapely
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from shapely.geometry import mapping

from tests.expected_tiles import BUFFER, EXTENT, HALF, Square
from tests.few import FULL
from tests.tiles.comparing import NEAR, Rows, Shown, decode, differences, to_units
from tests.tiles.judging import judge
from twin import access

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])
SHAPES, TILES = (3000, 2000) if FULL else (300, 200)
DEEPEST = 22
MIDDLE = (120.16, 30.25)


def make_shape(chance: random.Random) -> shapely.Geometry:
    """A point, line or area, from a metre to the width of a city."""
    size = 10 ** chance.uniform(-5, -1)
    east, north = (chance.gauss(middle, 0.05) for middle in MIDDLE)
    kind = chance.choice(["point", "points", "line", "lines", "area", "ring", "areas"])
    if kind == "point":
        return shapely.Point(east, north)
    if kind == "points":
        return shapely.MultiPoint([(east + index * size, north) for index in range(3)])
    # Never back: PostGIS leaves out how far a line goes that comes back the way it went.
    walk = [
        (east + size * (index + chance.uniform(-0.3, 0.3)), north + size * chance.uniform(-1, 1))
        for index in range(chance.randint(2, 9))
    ]
    if kind == "line":
        return shapely.LineString(walk)
    if kind == "lines":
        return shapely.MultiLineString([walk, [(east, north), (east + size, north)]])
    star = make_star(chance, east, north, size)
    if kind == "ring":
        return star.difference(make_star(chance, east, north, size / 3))
    return star if kind == "area" else star.union(make_star(chance, east + 3 * size, north, size))


def make_star(chance: random.Random, east: float, north: float, size: float) -> shapely.Polygon:
    """A ragged area around a place."""
    count = chance.randint(3, 12)
    reaches = [size * chance.uniform(0.3, 1) for _ in range(count)]
    turns = [2 * math.pi * index / count for index in range(count)]
    return shapely.Polygon(
        (east + reach * math.cos(turn), north + reach * math.sin(turn))
        for reach, turn in zip(reaches, turns, strict=True)
    )


@pytest.fixture(scope="module")
def drawn(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Rows]:
    """The shapes as rows of a published layer, loaded for real and once for all tests."""
    chance = random.Random(7)
    features = [
        {"type": "Feature", "properties": {"name": f"shape {index}"}, "geometry": mapping(make_shape(chance))}
        for index in range(SHAPES)
    ]
    path = tmp_path_factory.mktemp("random") / "random.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with django_db_blocker.unblock():
        call_command("recover", verbosity=0)
        call_command("load", str(path), verbosity=0)
        layer = access.layer(access.NOBODY, "random")
        [name] = [field.source for field in access.columns(access.NOBODY, layer) if field.name == "name"]
        found = access.rows(access.NOBODY, layer).values_list("thing_id", "tile", name)
        rows = Rows((id, Shown({"name": told}, shapely.from_wkb(bytes(at.wkb)))) for id, at, told in found)
        connections.close_all()
    yield rows
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA published CASCADE; CREATE SCHEMA published")
        call_command("flush", interactive=False, verbosity=0)
        connections.close_all()


def fetch(client: Client, square: Square) -> bytes:
    """A tile of the layer; nothing where it holds nothing."""
    answer = client.get(f"/tiles/random/{square.z}/{square.x}/{square.y}.mvt")
    assert answer.status_code in (200, 204)
    return bytes(answer.content)


def around(place: shapely.Point, zoom: int) -> Square:
    """The tile over a place in EPSG:3857."""
    side = 2 * HALF / 2**zoom
    return Square(zoom, int((place.x + HALF) // side), int((HALF - place.y) // side))


def choose(rows: Rows, number: int, seed: int, lowest: int) -> list[Square]:
    """Tiles over shapes at zooms, both at random."""
    chance, shapes = random.Random(seed), [row.shape for row in rows.values()]
    return [
        around(chance.choice(shapes).representative_point(), chance.randint(lowest, DEEPEST))
        for _ in range(number)
    ]


def test_a_shape_lies_in_any_tile_where_it_is(drawn: Rows, client: Client) -> None:
    assert len(drawn) == SHAPES
    shown = 0
    for square in choose(drawn, TILES, 1, 0):
        content = fetch(client, square)
        assert judge(content) == []
        found = decode(content, "random")
        assert differences(found, drawn, square) == [], square
        shown += len(found)
    assert shown > TILES


def test_a_shape_has_one_id_at_every_zoom(drawn: Rows, client: Client) -> None:
    for id, row in random.Random(2).sample(sorted(drawn.items()), TILES // 10):
        place = shapely.Point(shapely.get_coordinates(row.shape)[0])
        for zoom in (14, 16, 18, 20, 22):
            found = decode(fetch(client, around(place, zoom)), "random")
            assert {one for one, shown in found.items() if shown.words == row.words} <= {id}
            assert id in found or shapely.get_dimensions(row.shape) == 2


def test_a_tile_asked_for_twice_is_the_same_bytes(drawn: Rows, client: Client) -> None:
    for square in choose(drawn, TILES // 10, 3, 0):
        assert fetch(client, square) == fetch(client, square)


def test_two_tiles_show_a_shape_alike_along_their_common_edge(drawn: Rows, client: Client) -> None:
    crossings = 0
    for square in choose(drawn, TILES // 2, 4, 12):
        here = decode(fetch(client, square), "random")
        for right, down in ((1, 0), (0, 1)):
            beside = Square(square.z, square.x + right, square.y + down)
            edge = shapely.LineString([(right * EXTENT, down * EXTENT), (EXTENT, EXTENT)])
            for id, shown in decode(fetch(client, beside), "random").items():
                there = shapely.affinity.translate(shown.shape, right * EXTENT, down * EXTENT)
                if there.intersects(edge):
                    assert id in here, (square, id)
                    assert fit(here[id].shape, there, edge), (square, id)
                    crossings += 1
    assert crossings > TILES // 8


def fit(here: shapely.Geometry, there: shapely.Geometry, edge: shapely.LineString) -> bool:
    """Whether a shape as two tiles show it is the same in the strip that both cover."""
    wide, narrow = edge.buffer(BUFFER - NEAR), edge.buffer(BUFFER - 2 * NEAR)
    here, there = shapely.make_valid(here).intersection(wide), shapely.make_valid(there).intersection(wide)
    return all(
        one.intersection(narrow).difference(other.buffer(NEAR)).is_empty
        for one, other in ((here, there), (there, here))
    )


@pytest.mark.parametrize("zoom", [14, 16])
def test_a_shape_put_together_from_four_tiles_is_whole(drawn: Rows, client: Client, zoom: int) -> None:
    whole = 0
    for square in choose(drawn, TILES // 10, 5 + zoom, zoom):
        corner = Square(zoom, square.x >> (square.z - zoom), square.y >> (square.z - zoom))
        seen = Rows((id, Shown({}, project(row.shape, corner))) for id, row in drawn.items())
        inside = {id for id, row in seen.items() if FOUR.covers(row.shape) and row.shape.area > 64}
        parts = four_tiles(client, corner)
        for id in inside:
            lost = shapely.union_all(parts[id]).symmetric_difference(seen[id].shape).area
            assert lost < NEAR * seen[id].shape.length, (corner, id)
            whole += 1
    assert whole > 0


FOUR = shapely.box(0, 0, 2 * EXTENT, 2 * EXTENT)


def project(one: shapely.Geometry, square: Square) -> shapely.Geometry:
    """A shape in EPSG:3857 in the units of a tile."""
    return shapely.transform(one, lambda at: to_units(square, at))


def four_tiles(client: Client, corner: Square) -> dict[int, list[shapely.Geometry]]:
    """The parts of shapes in a tile, its neighbours to the right and below, and the one between them."""
    parts: dict[int, list[shapely.Geometry]] = {}
    for right, down in ((0, 0), (1, 0), (0, 1), (1, 1)):
        tile = decode(fetch(client, Square(corner.z, corner.x + right, corner.y + down)), "random")
        for id, shown in tile.items():
            own = shapely.make_valid(shown.shape).intersection(shapely.box(0, 0, EXTENT, EXTENT))
            parts.setdefault(id, []).append(shapely.affinity.translate(own, right * EXTENT, down * EXTENT))
    return parts
