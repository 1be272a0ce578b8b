"""The tiles of whole cities, read by other people's programs, show what the tables hold."""

import random
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
import shapely
from django.utils import timezone

from tests.expected_tiles import BUFFER, EXTENT, HALF, Square
from tests.few import FULL
from tests.journeys.conftest import OtherTwin
from tests.tiles import comparing
from tests.tiles.comparing import Rows, Shown
from tests.tiles.judging import judge
from twin import overview
from twin.access import NOBODY, columns
from twin.access.rows import model_of
from twin.layer import Layer, layers
from twin.models import Openness

SHARE = 1.0 if FULL else 0.1
FEWEST = 8
DRAWN = ("buildings", "roads", "land-use", "addresses", "water", "places", "pipes-drainage")
CASES = [(zoom, id) for zoom in (12, 14, 16) for id in DRAWN if layers[id].zooms[0] <= zoom]
DIMENSIONS = {"point": 0, "line": 1, "polygon": 2}
BUILT = 0.95
"""The share of the built area that tiles from afar must keep."""


@dataclass
class City:
    """A served twin with a city in it; its rows are read once."""

    twin: OtherTwin
    address: str
    known: dict[str, Rows] = field(default_factory=dict)

    def rows(self, layer: Layer) -> Rows:
        """The layer's rows as the table has them, for the public and now: EPSG:3857 and the tiles' words."""
        if layer.id not in self.known:
            fields = [one for one in columns(NOBODY, layer) if one.in_tile]
            kind = model_of(layer)
            open_now = kind._default_manager.filter(
                recorded__upper_inf=True,
                valid__contains=timezone.localdate(),
                openness=Openness.OPEN,
                tile__isnull=False,
                **layer.where,
            )
            names = [f'"{column}"' for column in ("thing_id", *dict.fromkeys(one.source for one in fields))]
            chosen, values = open_now.values_list("id").query.sql_with_params()
            table = kind._meta.db_table
            sql = f"SELECT {', '.join(names)}, ST_AsBinary(tile) FROM {table} WHERE id IN ({chosen})"
            with psycopg.connect(self.twin.environment["DATABASE_URL"]) as connection:
                found = connection.execute(sql, values)
                heads = [column.name for column in found.description or ()]
                read = [dict(zip(heads, row, strict=True)) for row in found]
            self.known[layer.id] = Rows(
                (
                    one["thing_id"],
                    Shown(
                        {f.name: one[f.source] for f in fields if one[f.source] is not None},
                        shapely.from_wkb(one["st_asbinary"]),
                    ),
                )
                for one in read
            )
        return self.known[layer.id]

    def drawn(self, layer: Layer, zoom: int) -> Rows:
        """Those of the rows whose kind and class are drawn at a zoom."""
        late = {value for one in layer.paint.classes if one.zoom > zoom for value in one.values}
        early = {value for one in layer.paint.classes if one.zoom <= zoom for value in one.values}
        rest = layer.paint.rest.zoom <= zoom
        kinds = {DIMENSIONS[one] for one in layer.geometry}

        def shows(row: Shown) -> bool:
            by = row.words.get(layer.paint.by or "")
            return by in early or (rest and by not in late)

        return Rows(
            (id, row)
            for id, row in self.rows(layer).items()
            if shows(row) and shapely.get_dimensions(row.shape) in kinds
        )

    def tile(self, layer: Layer, square: Square, asked: str = "") -> tuple[bytes, int]:
        """A tile, and how many features it says were left out."""
        path = f"/tiles/{layer.id}/{square.z}/{square.x}/{square.y}.mvt{asked}"
        with urllib.request.urlopen(self.address + path, timeout=60) as answer:
            return answer.read(), int(answer.headers.get("Features-Left-Out", "0").split(" ")[0])

    def plain(self, layer: Layer, square: Square, ids: list[int]) -> list[Any]:
        """The shapes that ST_AsMVTGeom alone makes of these rows."""
        sql = (
            f"SELECT ST_AsBinary(ST_AsMVTGeom(tile, ST_TileEnvelope(%s, %s, %s), {EXTENT}, {BUFFER}, true)) "
            f"FROM {model_of(layer)._meta.db_table} WHERE upper_inf(recorded) AND thing_id = ANY(%s)"
        )
        with psycopg.connect(self.twin.environment["DATABASE_URL"]) as connection:
            made = connection.execute(sql, (square.z, square.x, square.y, ids)).fetchall()
        return [shapely.from_wkb(one) for [one] in made if one is not None]


@pytest.fixture(scope="module", params=["Astana", "Hangzhou"])
def city(
    request: pytest.FixtureRequest,
    sample: Callable[[str], Path],
    other_twin: Callable[[int, int | None], OtherTwin],
) -> Iterator[City]:
    """A real city and a made-up district, each behind its server."""
    if request.param == "Astana":
        path = sample("base/astana")
        twin = other_twin(32642, None)
        twin.do("load", str(path), "--dataset", "osm")
    else:
        twin = other_twin(4549, 5737)
        twin.do("generate", "--buildings", "3000")
    with twin.serving() as address:
        yield City(twin, address)


def generalised(layer: Layer, zoom: int) -> bool:
    """Whether the public's tile at a zoom is drawn from generalised rows, not from features."""
    return overview.rows(layer, zoom) is not None


def covering(rows: Rows, zoom: int) -> list[Square]:
    """The tiles of a zoom in which rows lie, a seeded share of them."""
    side = 2 * HALF / 2**zoom
    middles = (one.shape.representative_point() for one in rows.values())
    places = {(int((one.x + HALF) // side), int((HALF - one.y) // side)) for one in middles}
    count = min(len(places), max(FEWEST, round(SHARE * len(places))))
    return [Square(zoom, *place) for place in random.Random(zoom).sample(sorted(places), count)]


@pytest.mark.parametrize(("zoom", "id"), CASES)
def test_a_tile_shows_each_row_where_it_lies_in_the_same_words(
    city: City, zoom: int, id: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    layer = layers[id]
    rows = city.drawn(layer, zoom)
    if not rows:
        pytest.skip(f"The city has no {id}.")
    # What was known at a moment is never drawn from generalised rows.
    asked = f"?as-of={datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}" if generalised(layer, zoom) else ""
    squares, compared, invalid, allowed = covering(rows, zoom), 0, 0, 0
    for square in squares:
        content, left_out = city.tile(layer, square, asked)
        assert judge(content) == []
        for found in (
            comparing.decode(content, id),
            comparing.decode_with_gdal(content, id, square, tmp_path),
        ):
            assert comparing.differences(found, rows, square, left_out) == [], square
        shapes = [one.shape for one in comparing.decode(content, id).values()]
        invalid += comparing.count_invalid(shapes)
        allowed += comparing.count_invalid(city.plain(layer, square, list(found)))
        compared += len(found)
    assert invalid <= allowed
    assert compared >= len(squares)
    record_property(
        "compared", f"{compared} features in {len(squares)} tiles, {invalid} of {allowed} invalid"
    )


def test_from_afar_the_tiles_keep_the_built_area(
    city: City, record_property: Callable[[str, object], None]
) -> None:
    layer = layers["buildings"]
    rows = city.drawn(layer, 12)
    kept = total = 0.0
    for square in covering(rows, 12):
        inside = shapely.box(0, 0, EXTENT, EXTENT)
        shown = comparing.decode(city.tile(layer, square)[0], layer.id).values()
        kept += sum(shapely.make_valid(one.shape).intersection(inside).area for one in shown)
        expected = comparing.expect(rows, square).values()
        total += sum(one.shape.intersection(inside).area for one in expected)
    record_property("kept", f"{kept / total:.1%} of the built area")
    assert kept >= BUILT * total
