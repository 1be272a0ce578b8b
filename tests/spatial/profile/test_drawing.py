"""Lines without a course run between the points they name; a course of their own goes before."""

from pathlib import Path

import pytest
from shapely import LineString, Point

from spatial.errors import RefusedError
from spatial.profile.document import read_profile
from spatial.profile.drawing import draw, find_points
from spatial.profile.mapping import map_rows, pair_tables
from spatial.records import CityObject, Issue
from spatial.tables import Row, Table
from tests.tables import make_table

A, B = Point(515_000, 3_349_000), Point(515_040, 3_349_000)
PROFILE = """
[[table]]
table = "points"
record = "node"
code = "no"
fields = { network = { value = "JS" } }

[[table]]
table = "lines"
record = "link"
code = ["from", "to"]
between = "BETWEEN"
fields = { network = { value = "JS" }, start = "from", end = "to" }
"""


def make_survey() -> list[Table]:
    """Two points and lines between them, one of them with a course."""
    course = LineString([A, (515_020, 3_349_009), B])
    points = [("1", A, ("a",)), ("2", B, ("b",)), ("3", None, ("c",))]
    lines = [
        ("1", None, ("a", "b")),
        ("2", course, ("b", "a")),
        ("3", None, ("a", "c")),
        ("4", None, ("a", "a")),
        ("5", None, ("b", "d")),
    ]
    return [
        make_table("points", {"no": "string"}, points, "EPSG:4549"),
        make_table("lines", {"from": "string", "to": "string"}, lines, "EPSG:4549"),
    ]


def run(folder: Path, between: str = "points") -> list[CityObject | Issue]:
    """What the lines become."""
    path = folder / "survey.toml"
    path.write_text(PROFILE.replace("BETWEEN", between))
    profile = read_profile(path)
    pairs, _ = pair_tables(make_survey(), profile)
    [_, (table, plan)] = pairs
    assert find_points(pairs, pairs[0][1], profile) == {}
    return list(map_rows(table, plan, find_points(pairs, plan, profile)))


def test_a_line_is_drawn_from_point_to_point_unless_it_has_a_course(tmp_path: Path) -> None:
    rows = {row.code: row for row in run(tmp_path) if isinstance(row, CityObject)}
    assert rows["a-b"].footprint == LineString([A, B])
    assert rows["b-a"].footprint == LineString([A, (515_020, 3_349_009), B])
    assert [code for code, row in rows.items() if row.footprint is None] == ["a-c", "a-a", "b-d"]


def test_a_line_that_cannot_be_drawn_is_kept_and_told(tmp_path: Path) -> None:
    issues = [row for row in run(tmp_path) if isinstance(row, Issue)]
    assert [(issue.code, issue.object) for issue in issues] == [
        ("GEOMETRY_MISSING", "a-c"),
        ("GEOMETRY_MISSING", "a-a"),
        ("GEOMETRY_MISSING", "b-d"),
    ]


def test_points_that_the_profile_does_not_map_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="points of “wells”, but maps no such table"):
        run(tmp_path, "wells")


def test_without_points_a_row_keeps_what_it_has() -> None:
    row = Row(code="1", footprint=None, values=())
    assert draw(row, {"start": None}, {}) is None
