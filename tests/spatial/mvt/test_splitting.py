"""Layers of tiles that another program wrote, taken apart into columns.

Geometries and their commands: Mapbox Vector Tile Specification 2.1, section 4.3.5.
"""

from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely

from spatial.mvt.sheet import Rows
from spatial.mvt.splitting import Feature, Layer, open_layer, place, split_rows, split_shapes

DRAWN = (
    ("POINT (25 17)", 1, [9, 50, 34]),
    ("MULTIPOINT (5 7, 3 2)", 1, [17, 10, 14, 3, 9]),
    ("LINESTRING (2 2, 2 10, 10 10)", 2, [9, 4, 4, 18, 0, 16, 16, 0]),
    ("MULTILINESTRING ((2 2, 2 10), (1 1, 3 5))", 2, [9, 4, 4, 10, 0, 16, 9, 1, 17, 10, 4, 8]),
    ("POLYGON ((3 6, 8 12, 20 34, 3 6))", 3, [9, 6, 12, 18, 10, 12, 24, 44, 15]),
    (
        "POLYGON ((11 11, 20 11, 20 20, 11 20, 11 11), (13 13, 13 17, 17 17, 17 13, 13 13))",
        3,
        [9, 22, 22, 26, 18, 0, 0, 18, 17, 0, 15, 9, 4, 13, 26, 0, 8, 8, 0, 0, 7, 15],
    ),
)
"""Shapes, their types, their commands; every number takes one byte."""


def encode(*features: tuple[int | None, str, dict[str, Any]]) -> Layer:
    """A tile of features whose y grows downwards, as a database writes it, opened again."""
    told = [
        {"id": id, "geometry": shapely.from_wkt(shape), "properties": properties}
        for id, shape, properties in features
    ]
    layer = {"name": "sheet", "features": told}
    return open_layer(mapbox_vector_tile.encode(layer, default_options={"y_coord_down": True}))


def points(*properties: dict[str, Any]) -> Layer:
    """A tile of points that differ in what is told of them."""
    return encode(*((id, "POINT (1 1)", one) for id, one in enumerate(properties, 1)))


def split(layer: Layer, columns: int) -> Rows:
    """The layer's features, in boxes that do not matter."""
    return split_rows(layer, columns, np.zeros((len(layer.features), 4)))


def test_the_first_command_and_point_stand_apart_from_what_follows() -> None:
    layer = encode(*((id, shape, {}) for id, (shape, _, _) in enumerate(DRAWN, 1)))
    shapes = split_shapes(layer.features)
    commands = [one for _, _, one in DRAWN]
    assert shapes.kinds.tolist() == [kind for _, kind, _ in DRAWN]
    assert shapes.heads.tolist() == [one[0] for one in commands]
    assert shapes.corners.tolist() == [[25, 17], [5, 7], [2, 2], [2, 2], [3, 6], [11, 11]]
    assert shapes.lengths.tolist() == [len(one) - 3 for one in commands]
    assert shapes.steps.tolist() == [step for one in commands for step in one[3:]]


def test_shapes_are_told_from_a_corner() -> None:
    features = encode((1, "POINT (4000 -90)", {}), (2, "LINESTRING (-1 5000, 900 -1)", {})).features
    shapes = split_shapes(features, (2**26, 4096))
    assert shapes.corners.tolist() == [[2**26 + 4000, 4006], [2**26 - 1, 9096]]
    assert shapes.steps.tobytes() == split_shapes(features).steps.tobytes()


def test_a_row_has_the_codes_of_its_values_and_zero_where_it_has_none() -> None:
    layer = points({"name": "a", "floors": 3}, {"floors": 3}, {}, {"name": "b"}, {"name": "a", "floors": "b"})
    rows = split(layer, 3)
    assert rows.ids.tolist() == [1, 2, 3, 4, 5]
    assert rows.codes.tolist() == [[1, 2, 0], [0, 2, 0], [0, 0, 0], [3, 0, 0], [1, 3, 0]]
    assert rows.values.tobytes() == b"\x22\x03\x0a\x01a" + b"\x22\x02\x20\x03" + b"\x22\x03\x0a\x01b"
    assert rows.lengths.tolist() == [5, 4, 5]


def test_codes_over_127_are_read_whole() -> None:
    told = [{f"key {key}": key * 1000 + row for key in range(150)} for row in range(3)]
    codes = split(points(*told), 150).codes
    assert codes.ravel().tolist() == list(range(1, 451))


def test_ids_are_as_large_as_things_have_them_and_zero_where_there_is_none() -> None:
    layer = encode((2**52, "POINT (1 1)", {}), (None, "POINT (1 1)", {}), (128, "POINT (1 1)", {}))
    assert split(layer, 0).ids.tolist() == [2**52, 0, 128]


def test_a_value_has_the_same_hash_in_every_tile_and_others_have_others() -> None:
    values = ["a", "1", 1, True, 1.5, False, "", "甲" * 100]
    one = split(points(*({"it": value} for value in values)), 1)
    other = split(points(*({"it": value} for value in reversed(values))), 1)
    assert one.hashes.tolist() == other.hashes.tolist()[::-1]
    assert len(set(one.hashes.tolist())) == len(values)


def test_boxes_are_rounded_outwards_to_centimetres() -> None:
    edge = 20037508.342789244
    boxes = np.array([[-1.001, 2.019, 1.001, 2.011], [-0.25, 0.5, 1.75, 3.0], [-edge, -edge, edge, edge]])
    rows = split_rows(points({}, {}, {}), 0, boxes)
    assert rows.boxes.dtype == np.int32
    assert rows.boxes.tolist() == [
        [-101, 201, 101, 202],
        [-25, 50, 175, 300],
        [-2003750835, -2003750835, 2003750835, 2003750835],
    ]


def test_features_are_placed_by_their_ids_and_what_is_not_there_is_not_drawn() -> None:
    layer = encode((7, "POINT (1 2)", {}), (5, "LINESTRING (3 4, 5 6)", {}))
    placed = place(layer, [5, 6, 7, 6])
    assert [one.id for one in placed] == [5, 6, 7, 6]
    shapes = split_shapes(placed)
    assert shapes.kinds.tolist() == [2, 0, 1, 0]
    assert shapes.corners.tolist() == [[3, 4], [0, 0], [1, 2], [0, 0]]
    assert shapes.heads.tolist() == [9, 0, 9, 0]
    assert shapes.lengths.tolist() == [3, 0, 0, 0]


@pytest.mark.parametrize("layer", [open_layer(b""), encode()])
def test_an_empty_tile_has_no_features(layer: Layer) -> None:
    assert layer == Layer([], [])
    rows, shapes = split(layer, 2), split_shapes(layer.features)
    assert (rows.codes.shape, rows.boxes.shape, shapes.corners.shape) == ((0, 2), (0, 4), (0, 2))
    assert [len(one) for one in (rows.ids, rows.hashes, rows.values, shapes.kinds, shapes.steps)] == [0] * 5
    assert place(layer, [3]) == [Feature(3)]
