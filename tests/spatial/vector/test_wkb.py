"""Well-known binary: broken, nested beyond what GEOS survives, curved."""

import struct

import pytest
import shapely

from spatial.vector.faults import Faults
from spatial.vector.wkb import DEEPEST, measure_depth, read_wkb

POINT = shapely.to_wkb(shapely.Point(1, 2))
ARC = struct.pack("<BII6d", 1, 8, 3, 0, 0, 1, 1, 2, 0)
STRAIGHT = shapely.to_wkb(shapely.LineString([(0, 0), (1, 1), (2, 0)]))


def nest(depth: int) -> bytes:
    """A point in so many collections."""
    return struct.pack("<BII", 1, 7, 1) * (depth - 1) + POINT


def test_geometries_and_none_are_read_in_their_order() -> None:
    faults: Faults = {}
    assert list(read_wkb([POINT, None, STRAIGHT], lambda rows: {}, faults)) == [
        shapely.Point(1, 2),
        None,
        shapely.from_wkb(STRAIGHT),
    ]
    assert list(read_wkb([], lambda rows: {}, faults)) == []
    assert not faults


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        (struct.pack("<BIII6d", 1, 3, 1, 3, 0, 0, 1, 1, 1, 0), "not closed"),
        (struct.pack("<BIII4d", 1, 3, 1, 2, 0, 0, 0, 0), "too few points"),
        (struct.pack("<BII2d", 1, 2, 1, 0, 0), "too few points"),
        (POINT[:-1], "cannot be read"),
        (b"", "cannot be read"),
        (b"rubbish", "cannot be read"),
        (struct.pack("<BII", 1, 2, 2**31), "cannot be read"),
        (struct.pack("<BIdd", 1, 1, float("nan"), float("nan")), "not a number"),
        (nest(1_000_000), "too deeply"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_read(stored: bytes, told: str) -> None:
    faults: Faults = {}
    read = read_wkb([POINT, stored], lambda rows: {}, faults)
    assert read[0] == shapely.Point(1, 2)
    assert [told in fault.message for fault in faults[1]] == [True]


def test_curves_are_read_as_straightened_or_told() -> None:
    faults: Faults = {}
    asked = []

    def straighten(rows: list[int]) -> dict[int, bytes]:
        asked.extend(rows)
        return {1: STRAIGHT}

    read = read_wkb([POINT, ARC, ARC], straighten, faults)
    assert (asked, read[0], read[1], read[2]) == (
        [1, 2],
        shapely.Point(1, 2),
        shapely.from_wkb(STRAIGHT),
        None,
    )
    assert "curves" in faults[2][0].message


@pytest.mark.parametrize("flavor", ["extended", "iso"])
@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize("srid", [True, False])
def test_depth_is_measured_in_every_spelling(flavor: str, order: int, srid: bool) -> None:
    inner = shapely.from_wkt(
        "GEOMETRYCOLLECTION Z (POLYGON Z ((0 0 1, 1 0 1, 1 1 1, 0 0 1)), POINT Z (0 0 1))"
    )
    shape = shapely.set_srid(
        shapely.GeometryCollection([shapely.LineString([(0, 0, 1), (1, 1, 1)]), inner]), 4549
    )
    for dimension in (2, 3):
        include = srid and flavor == "extended"
        options = {
            "flavor": flavor,
            "byte_order": order,
            "include_srid": include,
            "output_dimension": dimension,
        }
        assert measure_depth(shapely.to_wkb(shape, **options)) == 3
    assert measure_depth(nest(3)) == 3
    assert measure_depth(nest(100)) == DEEPEST + 1
    assert measure_depth(nest(3)[:20]) == 3
