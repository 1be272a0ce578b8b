"""Bodies come to lie on one grid: untouched where they can, else within half a millimetre."""

from typing import Any

import numpy as np
import pytest

from spatial.cityjson.grid import Grid, choose_crs, cite, draw_grid, move
from spatial.crs import parse
from spatial.solids import read_faces, read_vertices

NEAR = {"scale": [0.001] * 3, "translate": [515_000.0, 3_349_000.0, 5.0]}
BODY: dict[str, Any] = {
    "type": "Building",
    "geographicalExtent": [515_001, 3_349_002, 8, 515_004, 3_349_005, 11],
    "geometry": [{"type": "MultiSurface", "lod": "1", "boundaries": [[[0, 1, 2]]]}],
    "vertices": [[1000, 2000, 3000], [4000, 2000, 6000], [4000, 5000, 6000]],
    "transform": NEAR,
}


def test_a_body_on_the_grid_is_not_touched() -> None:
    assert Grid("EPSG:4549", NEAR).fit(BODY, "4549+5737") is BODY


def test_on_another_grid_coordinates_move_by_half_a_step_at_most() -> None:
    odd = BODY | {"transform": {"scale": [0.00037] * 3, "translate": [515_000.1234, 3_349_000.9, 5]}}
    fitted = Grid("4549+5737", NEAR).fit(odd, "4549+5737")
    assert fitted["transform"] == NEAR
    assert np.abs(read_vertices(fitted) - read_vertices(odd)).max() <= 0.0005
    assert fitted["geographicalExtent"] == BODY["geographicalExtent"]


def test_real_coordinates_without_a_transform_come_to_the_grid() -> None:
    plain = {"geometry": [], "vertices": [[515_000.5, 3_349_001.25, 7.125]]}
    assert Grid("4549+5737", NEAR).fit(plain, "4549+5737")["vertices"] == [[500, 1250, 2125]]


def test_a_body_of_degrees_comes_to_the_twins_metres() -> None:
    degrees = BODY | {
        "vertices": [[120.15, 30.25, 8], [120.151, 30.25, 9], [120.151, 30.251, 9]],
        "transform": {"scale": [1, 1, 1], "translate": [0, 0, 0]},
    }
    fitted = Grid("4549+5737", NEAR).fit(degrees, "EPSG:4490")
    back = move(read_vertices(fitted), 4549, 4490)
    assert np.abs(back - read_vertices(degrees)).max(axis=0) == pytest.approx([0, 0, 0], abs=6e-4)
    assert np.abs(back - read_vertices(degrees))[:, :2].max() < 1e-8
    assert "geographicalExtent" not in fitted


def test_a_template_instance_turns_as_its_surroundings_do() -> None:
    matrix = [2.0, 0, 0, 1, 0, 3, 0, 2, 0, 0, 4, 3, 0, 0, 0, 1]
    body = {
        "geometry": [
            {"type": "GeometryInstance", "template": 0, "boundaries": [0], "transformationMatrix": matrix}
        ],
        "vertices": [[300_000.0, 3_349_000.0, 5.0]],
        "geometry-templates": {
            "templates": [{"type": "MultiSurface", "lod": "1", "boundaries": [[[0, 1, 2]]]}],
            "vertices-templates": [[0, 0, 0], [10, 0, 0], [0, 10, 5]],
        },
    }
    fitted = Grid("EPSG:4549", {"scale": [0.001] * 3, "translate": [0, 0, 0]}).fit(body, "EPSG:4548")
    [before], [after] = (face.rings for face in (read_faces(body)[0], read_faces(fitted)[0]))
    assert np.abs(move(before, 4548, 4549) - after).max() < 0.001
    assert fitted["geometry"][0]["transformationMatrix"] != matrix


@pytest.mark.parametrize(
    ("codes", "chosen"),
    [
        (set(), "4549+5737"),
        ({"EPSG:7415"}, "EPSG:7415"),
        ({"EPSG:7415", "28992+5709"}, "28992+5709"),
        ({"EPSG:7415", "4549+5737"}, "4549+5737"),
        ({"EPSG:6697"}, "4549+5737"),
    ],
)
def test_the_system_of_all_stays_if_it_is_one_and_projected(codes: set[str], chosen: str) -> None:
    assert choose_crs(codes, "4549+5737") == chosen


def test_a_new_grid_lies_about_its_corner() -> None:
    grid = draw_grid("EPSG:4549", (515_000.75, 3_349_000.25), "4549+5737")
    assert grid.transform == {"scale": [0.001] * 3, "translate": [515_000, 3_349_000, 0]}
    west, south, _ = draw_grid("EPSG:4548", (515_000.75, 3_349_000.25), "4549+5737").transform["translate"]
    assert move(np.array([[west, south, 0.0]]), 4548, 4549)[0][:2] == pytest.approx(
        [515_000, 3_349_000], abs=2
    )


@pytest.mark.parametrize(
    ("crs", "plan", "heights"),
    [
        ("EPSG:7415", "7415", None),
        ("28992+5709", "7415", None),
        ("4549+5737", "4549", "5737"),
        ("EPSG:4549", "4549", None),
    ],
)
def test_a_system_is_cited_by_the_code_of_the_whole_or_by_two(
    crs: str, plan: str, heights: str | None
) -> None:
    base = "https://www.opengis.net/def/crs/EPSG/0/"
    assert cite(crs) == (base + plan, heights and base + heights)
    assert parse(cite(crs)[0]).horizontal == parse(crs).horizontal
