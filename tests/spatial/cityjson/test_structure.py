"""A geometry that is not built as specified is found out before its coordinates are read."""

from typing import Any

import numpy as np
import pytest

from spatial.cityjson.structure import Ground, check_geometries, stand_on
from spatial.findings import Finding
from spatial.records import Severity

VERTICES = np.array([[0, 0, 0], [4, 0, 0], [4, 5, 0], [0, 5, 0], [np.nan] * 3, [1e12, 0, 0]], dtype=float)
TEMPLATES = {"templates": [{}]}
RING = [0, 1, 2, 3]
IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]


def find(geometries: Any, ground: Ground | None = None) -> list[Finding]:
    """What is wrong with geometries over the vertices above."""
    return list(check_geometries(geometries, ground or stand_on(VERTICES, TEMPLATES)))


def surface(boundaries: Any, **more: Any) -> list[dict[str, Any]]:
    """One MultiSurface."""
    return [{"type": "MultiSurface", "lod": "1", "boundaries": boundaries, **more}]


@pytest.mark.parametrize(
    "geometries",
    [
        None,
        [],
        surface([[RING]]),
        surface([]),
        surface([[RING]], semantics={"surfaces": [{"type": "RoofSurface"}], "values": [0]}),
        surface([[RING]], semantics={"surfaces": [{"type": "RoofSurface"}], "values": [None]}),
        surface([[RING]], semantics={"surfaces": [], "values": None}),
        [{"type": "Solid", "lod": 1, "boundaries": [[[RING]]]}],
        [{"type": "MultiSolid", "lod": "1", "boundaries": [[[[RING]]]]}],
        [{"type": "MultiPoint", "lod": "1", "boundaries": [0, 1]}],
        [{"type": "MultiLineString", "lod": "1", "boundaries": [[0, 1]]}],
        [{"type": "GeometryInstance", "template": 0, "boundaries": [0], "transformationMatrix": IDENTITY}],
    ],
)
def test_well_built_geometries_have_no_finding(geometries: Any) -> None:
    assert find(geometries) == []


@pytest.mark.parametrize(
    ("geometries", "code", "position"),
    [
        ("solid", "GEOMETRY_NOT_UNDERSTOOD", "geometry"),
        (["solid"], "GEOMETRY_NOT_UNDERSTOOD", "geometry[0]"),
        ([{"type": "Ball"}], "UNKNOWN_GEOMETRY_TYPE", "geometry[0]"),
        ([{"type": ["Solid"]}], "UNKNOWN_GEOMETRY_TYPE", "geometry[0]"),
        (surface(None), "WRONG_NESTING", "geometry[0].boundaries"),
        (surface([RING]), "WRONG_NESTING", "geometry[0].boundaries[0][0]"),
        (surface([[[RING]]]), "WRONG_NESTING", "geometry[0].boundaries[0][0][0]"),
        (surface([[[0, 1, 6]]]), "VERTEX_OUT_OF_RANGE", "geometry[0].boundaries[0][0][2]"),
        (surface([[[0, 1, -1]]]), "VERTEX_OUT_OF_RANGE", "geometry[0].boundaries[0][0][2]"),
        (surface([[[0, 1, 2.0]]]), "INDEX_NOT_INTEGER", "geometry[0].boundaries[0][0][2]"),
        (surface([[[0, True, 2, 3]]]), "INDEX_NOT_INTEGER", "geometry[0].boundaries[0][0][1]"),
        (surface([[[0, None, 2, 3]]]), "INDEX_NOT_INTEGER", "geometry[0].boundaries[0][0][1]"),
        (surface([[[0, 1, 4]]]), "VERTEX_NOT_NUMBERS", "geometry[0].boundaries[0][0][2]"),
        (surface([[[0, 1, 5]]]), "VERTEX_ABSURD", "geometry[0].boundaries[0][0][2]"),
        (surface([[[0, 1]]]), "101 TOO_FEW_POINTS", "geometry[0].boundaries[0][0]"),
        (surface([[[]]]), "101 TOO_FEW_POINTS", "geometry[0].boundaries[0][0]"),
        (surface([[]]), "101 TOO_FEW_POINTS", "geometry[0].boundaries[0]"),
        (surface([[RING]], semantics=[]), "SEMANTICS_MISMATCH", "geometry[0].semantics"),
        (surface([[RING]], semantics={"surfaces": [1]}), "SEMANTICS_MISMATCH", "geometry[0].semantics"),
        (
            surface([[RING]], semantics={"surfaces": [{"type": "X"}], "values": [0, 0]}),
            "SEMANTICS_MISMATCH",
            "geometry[0].semantics.values",
        ),
        (
            surface([[RING]], semantics={"surfaces": [{"type": "X"}], "values": [1]}),
            "SEMANTICS_MISMATCH",
            "geometry[0].semantics.values[0]",
        ),
        (
            [
                {
                    "type": "GeometryInstance",
                    "template": 1,
                    "boundaries": [0],
                    "transformationMatrix": IDENTITY,
                }
            ],
            "TEMPLATE_MISSING",
            "geometry[0]",
        ),
        (
            [
                {
                    "type": "GeometryInstance",
                    "template": 0,
                    "boundaries": [0, 1],
                    "transformationMatrix": IDENTITY,
                }
            ],
            "WRONG_NESTING",
            "geometry[0].boundaries",
        ),
        (
            [
                {
                    "type": "GeometryInstance",
                    "template": 0,
                    "boundaries": [0],
                    "transformationMatrix": ["1"] * 16,
                }
            ],
            "TEMPLATE_MATRIX",
            "geometry[0].transformationMatrix",
        ),
    ],
)
def test_what_is_built_wrong_is_an_error_at_its_position(geometries: Any, code: str, position: str) -> None:
    errors = [finding for finding in find(geometries) if finding.severity is Severity.ERROR]
    assert (code, position) in [(finding.code, finding.position) for finding in errors]


@pytest.mark.parametrize(
    ("geometries", "code"),
    [
        (surface([[[0, 1, 2, 3, 0]]]), "RING_CLOSED"),
        (surface([[[0, 1, 1, 0]]]), "101 TOO_FEW_POINTS"),
        ([{"type": "MultiSurface", "boundaries": [[RING]]}], "LOD_MISSING"),
    ],
)
def test_what_can_still_be_used_is_a_warning(geometries: Any, code: str) -> None:
    [finding] = find(geometries)
    assert (finding.severity, finding.code) == (Severity.WARNING, code)


def test_nesting_without_end_is_found_at_its_first_wrong_step() -> None:
    deep: Any = []
    for _ in range(900):
        deep = [deep]
    assert {finding.code for finding in find(surface(deep))} == {"101 TOO_FEW_POINTS", "WRONG_NESTING"}
