"""A layer drawn from sheets holds what was put into them where it lies in the tile, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from shapely.affinity import translate
from shapely.geometry import shape

from spatial.mvt.drawing import Cut, Frame, draw, find_first
from spatial.mvt.sheet import EXTENT, Rows, Shapes, unpack
from spatial.mvt.splitting import open_layer, place, split_rows, split_shapes

Put = dict[str, Any]
"""A feature as it is put into a tile: `id`, `geometry`, `properties`."""

DOWN = {"y_coord_down": True}
KEYS = ("name", "floors", "height", "open")
VALUES = ("", "甲", "a", "long " * 40, -7, 2, 300, 2**52, 0.5, -1e-9, 1e300, True, False)
NONE = Cut(np.empty(0, dtype=np.int64), split_shapes([]))
WHOLE = Frame((0, 0, EXTENT * 100, EXTENT * 100), (0, 0), EXTENT)
"""A tile in the corner of the world, whose units are metres."""

EVERYWHERE = (-(2**31), -(2**31), 2**31 - 1, 2**31 - 1)


def put(id: int, geometry: Any, **properties: Any) -> Put:
    """A feature."""
    return {"id": id, "geometry": geometry, "properties": properties}


def encode(features: Sequence[Put]) -> bytes:
    """A tile of the features as another program writes it."""
    tile: bytes = mapbox_vector_tile.encode({"name": "sheet", "features": features}, default_options=DOWN)
    return tile


def sheet(features: Sequence[Put], columns: int, corner: tuple[int, int] = (0, 0)) -> tuple[Rows, Shapes]:
    """A sheet of features told from a corner, as it comes out of bytes; a unit is a metre."""
    layer = open_layer(encode(features))
    boxes = np.array([translate(one["geometry"], *corner).bounds for one in features]).reshape(-1, 4)
    rows = split_rows(layer, columns, boxes)
    shapes = split_shapes(place(layer, rows.ids.tolist()), corner)
    [made] = unpack(rows.pack() + shapes.pack())
    return made


def cut_out(features: Sequence[Put]) -> Cut:
    """The features drawn otherwise."""
    found = open_layer(encode(sorted(features, key=lambda one: one["id"]))).features
    return Cut(np.array([one.id for one in found], dtype=np.int64), split_shapes(found))


def decode(drawn: tuple[bytes, int], name: str = "things") -> dict[int, tuple[Any, dict[str, Any]]]:
    """The features of a drawn layer as another program reads it, as many as are said to be there."""
    content, count = drawn
    features = mapbox_vector_tile.decode(content, default_options=DOWN)[name]["features"]
    found = {one["id"]: (shape(one["geometry"]), one["properties"]) for one in features}
    assert count == len(features) == len(found)
    return found


def figure(chance: Random) -> Any:
    """A shape of any type that lies in a tile or reaches out of it."""
    x, y, side = chance.randint(-300, 4300), chance.randint(-300, 4300), chance.randint(9, 300)
    line = [(x, y), (x + side, y), (x + side * 2, y - side)]
    area = shapely.box(x, y, x + side, y + side)
    hole = shapely.box(x + 2, y + 2, x + side - 2, y + side - 3, ccw=False)
    return chance.choice(
        [
            shapely.Point(x, y),
            shapely.MultiPoint(line),
            shapely.LineString(line),
            shapely.MultiLineString([line, [(x, y + 9), (x - 7, y + 9)]]),
            shapely.Polygon(area.exterior, [hole.exterior]),
            shapely.MultiPolygon([area, translate(area, side + 1, 0)]),
        ]
    )


def invent(chance: Random, ids: Sequence[int]) -> list[Put]:
    """Features of any kind; the first has every key, so that a tile has the keys in their order."""
    return [
        put(
            id,
            figure(chance),
            **{key: chance.choice(VALUES) for key in KEYS if not at or chance.random() < 0.7},
        )
        for at, id in enumerate(ids)
    ]


def invent_ids(chance: Random, count: int) -> list[int]:
    """Different ids up to the largest."""
    return [2**52, 0, *chance.sample(range(1, 2**52), count - 2)]


@pytest.mark.parametrize("seed", range(8))
def test_features_of_many_sheets_are_drawn_as_they_were_put_in(seed: int) -> None:
    chance = Random(seed)
    ids, corners = invent_ids(chance, 60), [(8192, 4096), (4096, 4096), (0, 2**24)]
    features = [invent(chance, ids[at::3]) for at in range(3)]
    sheets = [sheet(some, len(KEYS), corner) for some, corner in zip(features, corners, strict=True)]
    found = decode(draw("things", KEYS, sheets, NONE, Frame(EVERYWHERE, (4096, 8192), EXTENT)))
    assert found == {
        one["id"]: (translate(one["geometry"], x - 4096, y - 8192), one["properties"])
        for some, (x, y) in zip(features, corners, strict=True)
        for one in some
    }


@pytest.mark.parametrize("seed", range(8))
def test_only_what_lies_in_the_box_or_is_cut_is_drawn(seed: int) -> None:
    chance = Random(seed)
    ids = invent_ids(chance, 90)
    first, second = invent(chance, ids[:30]), invent(chance, ids[30:70])
    others = [put(id, figure(chance)) for id in ids[20:40] + ids[70:]]
    sheets = [sheet(first, len(KEYS)), sheet(second, len(KEYS))]
    found = decode(draw("things", KEYS, sheets, cut_out(others), WHOLE))
    cut = {one["id"]: one["geometry"] for one in others}
    tile = shapely.box(0, 0, EXTENT, EXTENT)
    assert found == {
        one["id"]: (cut.get(one["id"], one["geometry"]), one["properties"])
        for one in first + second
        if one["id"] in cut or tile.covers(one["geometry"])
    }


@pytest.mark.parametrize("side", range(4))
def test_what_reaches_out_of_the_box_by_a_centimetre_is_not_drawn(side: int) -> None:
    sheets = [sheet([put(1, shapely.box(10, 20, 30, 40))], 0)]
    frame = replace(WHOLE, box=(1000, 2000, 3000, 4000))
    assert draw("things", (), sheets, NONE, frame)[1] == 1
    west, south, east, north = np.array(frame.box) + np.eye(4, dtype=int)[side] * (1 if side < 2 else -1)
    assert draw("things", (), sheets, NONE, replace(frame, box=(west, south, east, north))) == (b"", 0)


def test_values_of_what_is_not_drawn_are_not_in_the_layer() -> None:
    here, there = shapely.Point(1, 1), shapely.Point(9000, 1)
    features = [put(1, there, name="secret"), put(2, here, name="open"), put(3, there, name="hidden")]
    drawn = draw("things", ("name",), [sheet(features, 1)], NONE, WHOLE)
    assert decode(drawn) == {2: (here, {"name": "open"})}
    assert b"secret" not in drawn[0]
    assert len(open_layer(drawn[0]).values) == 1


def test_every_value_stands_once_in_the_order_in_which_it_comes() -> None:
    chance = Random(1)
    features = [invent(chance, range(start, start + 10)) for start in (0, 10, 20)]
    sheets = [sheet(some, len(KEYS)) for some in features]
    content, _ = draw("things", KEYS, sheets, NONE, replace(WHOLE, box=EVERYWHERE))
    assert open_layer(content).values == open_layer(encode([one for some in features for one in some])).values


def test_what_is_cut_is_drawn_as_the_cut_has_it_and_told_as_its_sheet_has_it() -> None:
    line, far = shapely.LineString([(-50, 5), (50, 5)]), shapely.Point(9000, 9000)
    features = [put(9, line, name="nine"), put(4, far, name="four"), put(6, shapely.Point(2, 2), name="six")]
    sheets = [sheet(features[:1], 1), sheet(features[1:], 1)]
    shorter, longer = (
        shapely.LineString([(0, 5), (50, 5)]),
        shapely.LineString([(0, 0), (1, 1), (7, 2), (8, 9)]),
    )
    cut = cut_out([put(1, longer), put(4, longer), put(5, far), put(9, shorter), put(10, longer)])
    assert decode(draw("things", ("name",), sheets, cut, WHOLE)) == {
        4: (longer, {"name": "four"}),
        6: (shapely.Point(2, 2), {"name": "six"}),
        9: (shorter, {"name": "nine"}),
    }


def test_what_its_sheet_does_not_draw_is_drawn_where_it_is_cut() -> None:
    point = shapely.Point(3, 4)
    rows, _ = sheet([put(1, point, name="one"), put(2, point, name="two")], 1)
    nothing = split_shapes(place(open_layer(b""), [1, 2]))
    drawn = draw("things", ("name",), [(rows, nothing)], cut_out([put(2, point)]), WHOLE)
    assert decode(drawn) == {2: (point, {"name": "two"})}


def test_what_is_cut_is_drawn_once_however_many_sheets_have_it() -> None:
    point, moved = shapely.Point(3, 4), shapely.Point(5, 6)
    sheets = [sheet([put(7, point, name="甲")], 1) for _ in range(2)]
    drawn = draw("things", ("name",), sheets, cut_out([put(7, moved)]), WHOLE)
    assert drawn[1] == 1
    assert decode(drawn) == {7: (moved, {"name": "甲"})}


def test_where_nothing_is_drawn_there_is_no_layer() -> None:
    outside = sheet([put(1, shapely.Point(-1, 1), name="one")], 1)
    unknown = cut_out([put(5, shapely.Point(1, 1))])
    for sheets in ([], [sheet([], 1)], [outside], [outside, sheet([], 1)]):
        for cut in (NONE, unknown):
            assert draw("things", ("name",), sheets, cut, WHOLE) == (b"", 0)


def test_a_layer_may_have_no_columns() -> None:
    points = {id: shapely.Point(id, 1) for id in (1, 2, 300)}
    sheets = [sheet([put(id, point)], 0) for id, point in points.items()]
    assert decode(draw("things", (), sheets, NONE, WHOLE)) == {id: (one, {}) for id, one in points.items()}


def test_keys_and_values_are_told_beyond_the_127th() -> None:
    keys = [f"key {at}" for at in range(300)]
    every = {key: at + 1000 for at, key in enumerate(keys)}
    some = {key: every[key] for key in keys[:130:2] + keys[250:]}
    point = shapely.Point(5, 5)
    sheets = [
        sheet([put(1, point, **every), put(2, point, **some)], 300),
        sheet([put(3, point, **every)], 300),
    ]
    found = decode(draw("things", keys, sheets, NONE, WHOLE))
    assert found == {1: (point, every), 2: (point, some), 3: (point, every)}


def test_sheets_of_long_values_and_of_short_ones_are_drawn_together() -> None:
    names, point = ("a", "b" * 70_000, "c"), shapely.Point(5, 5)
    sheets = [sheet([put(id, point, name=name)], 1) for id, name in enumerate(names)]
    assert {rows.lengths.itemsize for rows, _ in sheets} == {2, 4}
    found = decode(draw("things", ("name",), sheets, NONE, WHOLE))
    assert found == {id: (point, {"name": name}) for id, name in enumerate(names)}


def test_layers_one_after_the_other_are_a_tile() -> None:
    frame, sheets = replace(WHOLE, extent=512), [sheet([put(1, shapely.Point(5, 5), it=1)], 1)]
    content = b"".join(draw(name, ("it",), sheets, NONE, frame)[0] for name in ("建筑", "x" * 200))
    tile = mapbox_vector_tile.decode(content, default_options=DOWN)
    assert list(tile) == ["建筑", "x" * 200]
    assert [(one["extent"], one["version"], len(one["features"])) for one in tile.values()] == [
        (512, 2, 1)
    ] * 2


@pytest.mark.parametrize("spread", [1, 2**40, 2**63])
def test_each_hash_is_found_where_it_comes_first(spread: int) -> None:
    dice = np.random.default_rng(spread % 97)
    hashes = dice.integers(0, 500, 3000).astype(np.uint64) * np.uint64(spread)
    _, first, which = np.unique(hashes, return_index=True, return_inverse=True)
    assert np.array_equal(find_first(hashes), first[which])
    assert not len(find_first(hashes[:0]))
