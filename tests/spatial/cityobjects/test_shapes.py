"""Shapes are measured on bodies: footprint, heights, what is wrong; and united from parts."""

from typing import Any

from spatial.cityobjects.shapes import Shape, is_bad, measure, tell, unite
from spatial.crs import parse
from spatial.findings import Finding
from spatial.records import Severity

CITY = parse("EPSG:4549+5737")
WARNING = Finding(Severity.WARNING, "ODD", "It is odd.", "line 1")


def square(z: float, size: float = 10.0) -> list[list[float]]:
    """The corners of a level square."""
    return [[0.0, 0.0, z], [size, 0.0, z], [size, size, z], [0.0, size, z]]


def body(*squares: tuple[str, float, float]) -> dict[str, Any]:
    """A body of level squares: level of detail, height, size."""
    vertices = [corner for _, z, size in squares for corner in square(z, size)]
    geometry = [
        {"type": "MultiSurface", "lod": lod, "boundaries": [[list(range(4 * place, 4 * place + 4))]]}
        for place, (lod, _, _) in enumerate(squares)
    ]
    return {"type": "Building", "geometry": geometry, "vertices": vertices}


def test_a_body_has_a_footprint_heights_and_levels_of_detail() -> None:
    shape, found = measure(body(("1", 5.0, 10.0), ("2", 9.0, 10.0)), CITY)
    assert shape.footprint is not None
    assert (shape.footprint.area, shape.low, shape.high, shape.lods) == (100.0, 5.0, 9.0, {"1", "2"})
    assert shape.solid is not None
    assert shape.solid.crs == "4549+5737"
    assert found == []


def test_a_plan_at_height_nought_is_no_ground() -> None:
    shape, _ = measure(body(("0", 0.0, 20.0), ("1", 5.0, 10.0)), CITY)
    assert shape.footprint is not None
    assert (shape.footprint.area, shape.low, shape.high) == (400.0, 5.0, 5.0)
    alone, _ = measure(body(("0.1", 7.0, 20.0)), CITY)
    assert (alone.low, alone.high) == (7.0, 7.0)


def test_an_error_leaves_an_empty_shape_and_what_collapsed_is_one() -> None:
    crossed = body(("1", 0.0, 10.0))
    crossed["geometry"][0]["boundaries"] = [[[0, 2, 1, 3]]]
    shape, found = measure(crossed, CITY, [WARNING])
    assert shape == Shape()
    assert next(finding.code for finding in found) == "ODD"
    assert is_bad(found)
    line = body(("1", 0.0, 10.0))
    line["geometry"][0]["boundaries"] = [[[0, 1, 1, 0]]]
    assert not is_bad(measure(line, CITY)[1])
    collapsed = Finding(Severity.WARNING, "101 TOO_FEW_POINTS", "No area.", "line 1")
    assert is_bad(measure(line, CITY, [collapsed])[1])


def test_parts_make_the_shape_of_their_whole() -> None:
    parts = [measure(body((lod, z, 10.0)), CITY)[0] for lod, z in (("1", 4.0), ("2", 8.0))]
    whole = unite(Shape(), parts, 1.0)
    assert whole.footprint is not None
    assert (whole.footprint.area, whole.low, whole.high, whole.lods) == (100.0, 4.0, 8.0, {"1", "2"})
    assert unite(Shape(), [], 1.0) == Shape()


def test_findings_of_a_kind_are_told_once_at_the_first_place() -> None:
    other = Finding(Severity.INFO, "ODD", "It is odd.", "line 3")
    told = list(tell("a", [WARNING, other, WARNING._replace(position="line 2")]))
    assert [(issue.severity, issue.position, issue.message) for issue in told] == [
        ("warning", "line 1", "It is odd. (and 1 more like it)"),
        ("info", "line 3", "It is odd."),
    ]
