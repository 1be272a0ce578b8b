"""Shapes are rounded in the database to whole units, and told whether they stay what they are."""

import pytest
from django.db import connection

from twin.overview import rounded, stays

UNIT = 10.0


def ask(expression: str, shape: str, clearance: float = 0.0) -> object:
    """What an expression gives for a shape."""
    row = f"SELECT ST_GeomFromText('{shape}') AS tile, {clearance!r}::float8 AS clearance"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression} FROM ({row}) AS row")
        [value] = cursor.fetchone()
    return value


def test_corners_are_rounded_to_units_from_a_corner_y_downward(db: None) -> None:
    told = ask(f"ST_AsText({rounded(UNIT, '100::float8', '200::float8')})", "LINESTRING(104 104, 126 151)")
    assert told == "LINESTRING(0 10,3 5)"


@pytest.mark.parametrize(
    ("shape", "clearance", "lines", "areas", "expected"),
    [
        ("POLYGON((0 0, 0 30, 30 0, 0 0))", 14.2, False, True, True),
        ("POLYGON((0 0, 0 30, 30 0, 0 0))", 14.1, False, True, False),
        ("LINESTRING(0 0, 11 0)", 0, True, False, True),
        ("LINESTRING(0 0, 0 10)", 0, True, False, False),
        ("POINT(0 0)", 0, True, False, True),
    ],
)
def test_an_area_stays_by_its_clearance_and_a_line_by_its_length(
    db: None, shape: str, clearance: float, lines: bool, areas: bool, expected: bool
) -> None:
    assert ask(" AND ".join(stays(UNIT, lines=lines, areas=areas)), shape, clearance) is expected


def test_a_point_always_stays() -> None:
    assert stays(UNIT, lines=False, areas=False) == []
