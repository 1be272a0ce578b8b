"""Only what calls itself a solid must be closed; every surface must be sound; units are metres."""

from dataclasses import replace
from typing import Any

from spatial.validity.bodies import check_bodies
from tests.spatial.validity.made import box, corners

SOLID: dict[str, Any] = {"type": "Solid"}
SURFACES: dict[str, Any] = {"type": "MultiSurface"}


def test_an_open_solid_is_told_and_open_surfaces_are_not() -> None:
    half = box(corners())[:5]
    assert [finding.code[:3] for _, finding in check_bodies([[SOLID]], half, 1.0)] == ["302"]
    assert list(check_bodies([[SURFACES]], half, 1.0)) == []


def test_lines_and_points_are_left_alone() -> None:
    line = replace(box(corners())[0], dimension=1)
    assert list(check_bodies([[{"type": "MultiLineString"}]], [line], 1.0)) == []


def test_feet_are_made_metres_before_they_are_judged() -> None:
    bent = corners()
    bent[6, 0] += 0.05
    assert list(check_bodies([[SOLID]], box(bent), 1.0))
    assert not list(check_bodies([[SOLID]], box(bent), 0.3048))
