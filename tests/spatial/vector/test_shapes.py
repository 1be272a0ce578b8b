"""Geometries brought to plan: what is sound stays, what is not is told by row."""

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import shapely

from spatial.vector.faults import Faults
from spatial.vector.shapes import bound, judge, unite_bounds

ALL = ("point", "line", "polygon")


def line(x: float) -> Any:
    """A line to a point that shapely itself would warn of."""
    with np.errstate(invalid="ignore"):
        return shapely.from_wkb(struct.pack("<BII4d", 1, 2, 2, 0, 0, x, 1))


def judged(*shapes: Any, kinds: Sequence[str] = ALL, swapped: bool = False) -> tuple[Any, int, Faults]:
    """What becomes of shapes (or their WKT)."""
    faults: Faults = {}
    given = np.array([shapely.from_wkt(one) if isinstance(one, str) else one for one in shapes], dtype=object)
    flat, lost = judge(given, kinds, swapped, faults)
    return flat, lost, faults


def test_heights_and_measures_are_left_out_and_counted() -> None:
    flat, lost, faults = judged("POINT Z (1 2 3)", "POINT (1 2)", None)
    assert (shapely.to_wkt(flat[:2], trim=True).tolist(), flat[2]) == (["POINT (1 2)", "POINT (1 2)"], None)
    assert (lost, faults) == (1, {})


def test_axes_are_exchanged_when_asked() -> None:
    flat, _, _ = judged("LINESTRING (1 2, 3 4)", swapped=True)
    assert flat[0].equals(shapely.from_wkt("LINESTRING (2 1, 4 3)"))


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (line(float("nan")), "COORDINATE_NOT_NUMBER"),
        (line(float("inf")), "COORDINATE_NOT_NUMBER"),
        ("POINT (1 1e9)", "COORDINATE_ABSURD"),
        ("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))", "INVALID_GEOMETRY"),
        ("LINESTRING (1 1, 1 1)", "INVALID_GEOMETRY"),
        ("GEOMETRYCOLLECTION (POINT (0 0), LINESTRING (0 0, 1 1))", "MIXED_GEOMETRY"),
    ],
)
def test_what_is_not_sound_is_told(shape: Any, code: str) -> None:
    _, _, faults = judged("POINT (0 0)", shape)
    assert [fault.code for fault in faults[1]] == [code]
    assert list(faults) == [1]


def test_a_kind_the_table_does_not_declare_is_told() -> None:
    _, _, faults = judged("POINT (0 0)", "LINESTRING (0 0, 1 1)", kinds=("line",))
    assert [(row, fault.code) for row, found in faults.items() for fault in found] == [
        (0, "KIND_NOT_DECLARED")
    ]


def test_a_collection_of_one_kind_becomes_one_geometry() -> None:
    flat, _, faults = judged("GEOMETRYCOLLECTION (POINT (0 0), GEOMETRYCOLLECTION (MULTIPOINT (1 1, 2 2)))")
    assert (flat[0].geom_type, len(flat[0].geoms), faults) == ("MultiPoint", 3, {})


def test_an_empty_geometry_is_none() -> None:
    flat, _, faults = judged("POINT EMPTY", "GEOMETRYCOLLECTION (POINT EMPTY)")
    assert (list(flat), faults) == ([None, None], {})


def test_a_ring_that_only_touches_itself_is_parted_and_covers_the_same() -> None:
    touching = "POLYGON ((0 0, 4 0, 4 4, 2 2, 0 4, 0 2, 2 2, 0 0))"
    assert not shapely.from_wkt(touching).is_valid
    flat, _, faults = judged(touching)
    assert [fault.severity.value for fault in faults[0]] == ["warning"]
    assert flat[0].is_valid
    assert flat[0].area == shapely.from_wkt(touching).area


def test_a_place_is_that_of_what_is_sensible() -> None:
    given = shapely.from_wkt(["POINT (1 2)", "POINT (3 0)", "POINT (1e30 0)", "POINT EMPTY"])
    assert bound(given) == (1, 0, 3, 2)
    assert bound(given[3:]) is None
    assert unite_bounds([None, (1, 0, 3, 2), (0, 1, 2, 3)], False) == (0, 0, 3, 3)
    assert unite_bounds([(1, 0, 3, 2)], True) == (0, 1, 2, 3)
    assert unite_bounds([None], False) is None
