"""Tiles are cut at their edges; what is read from them is whole."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import shapely

from spatial.errors import RefusedError
from spatial.osm.tiles import WORLD, Feature, bounds, locate, read, to_degrees

TILES = sorted((Path(__file__).resolve().parents[3] / "fixtures" / "osm_tiles").glob("*.mvt"))
STEP = 360 / WORLD


@pytest.fixture(scope="module")
def whole() -> dict[str, tuple[Feature, shapely.Geometry]]:
    """The fixture's features by code."""
    features, shapes = read(TILES)
    return {feature.code: (feature, shape) for feature, shape in zip(features, shapes, strict=True)}


def test_a_tile_is_placed_by_its_name() -> None:
    assert locate(Path("12-3415-1688.mvt")) == (12, 3415, 1688)
    for wrong in ("12-4096-0.mvt", "tile.mvt", "31-0-0.mvt", "12-3415-1688.txt"):
        with pytest.raises(RefusedError, match=r"zoom-column-row\.mvt"):
            locate(Path(wrong))


def test_world_steps_are_web_mercator() -> None:
    corners = to_degrees(np.array([[0, 0], [WORLD / 2, WORLD / 2], [WORLD, WORLD]], dtype=float))
    assert corners[0] == pytest.approx((-180, 85.05112877980659))
    assert corners[1] == pytest.approx((0, 0))
    assert bounds([Path("0-0-0.mvt")]) == pytest.approx((-180, -85.0511287798, 180, 85.0511287798))


def test_a_cut_building_is_whole_again_without_a_seam(
    whole: dict[str, tuple[Feature, shapely.Polygon]],
) -> None:
    _, shape = whole["way-1"]
    assert shape.geom_type == "Polygon"
    west, _, east, _ = shape.bounds
    assert (east - west) / STEP == pytest.approx(1700, abs=0.01)
    assert shape.minimum_rotated_rectangle.area == pytest.approx(shape.area, rel=1e-6)


def test_a_hole_across_the_edge_stays_one_hole(whole: dict[str, tuple[Feature, shapely.Polygon]]) -> None:
    _, shape = whole["way-11"]
    assert shape.geom_type == "Polygon"
    assert len(shape.interiors) == 1


def test_a_cut_road_is_one_line_in_its_own_direction(
    whole: dict[str, tuple[Feature, shapely.Geometry]],
) -> None:
    _, shape = whole["way-6"]
    assert shape.geom_type == "LineString"
    longitudes = shapely.get_coordinates(shape)[:, 0]
    assert (np.diff(longitudes) > 0).all()
    assert (longitudes[-1] - longitudes[0]) / STEP == pytest.approx(35_000, abs=0.01)


def test_tags_and_history_are_kept_but_no_mapper_is_named(whole: dict[str, tuple[Feature, object]]) -> None:
    feature, _ = whole["way-4"]
    assert feature.tags["height"] == "15 m"
    assert feature.history == {"version": 2, "changeset": 7, "timestamp": "2023-11-14T22:13:20+00:00"}
    assert "nobody" not in str(whole)


def test_every_geometry_is_valid_and_nothing_was_mended(
    whole: dict[str, tuple[Feature, shapely.Geometry]],
) -> None:
    assert len(whole) == 18
    assert all(shape.is_valid and not feature.flaw for feature, shape in whole.values())


def test_a_cut_file_and_another_layer_are_refused(tmp_path: Path) -> None:
    cut = tmp_path / TILES[0].name
    cut.write_bytes(TILES[0].read_bytes()[:400])
    with pytest.raises(RefusedError, match="not a whole vector tile; fetch it again"):
        read([cut])
    cut.write_bytes(TILES[0].read_bytes().replace(b"osm", b"osn", 1))
    with pytest.raises(RefusedError, match="no layer “osm”"):
        read([cut])
    cut.write_bytes(TILES[0].read_bytes().replace(b"@id", b"@ie", 1))
    with pytest.raises(RefusedError, match="without @type and @id"):
        read([cut])


def test_a_tile_larger_than_any_is_refused_before_it_is_read(tmp_path: Path) -> None:
    endless = tmp_path / TILES[0].name
    with endless.open("wb") as stream:
        stream.truncate(2 * 1024**3)
    with pytest.raises(RefusedError, match="is 2,048 MB"):
        read([endless])


def test_texts_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    cut = tmp_path / TILES[0].name
    shutil.copy(TILES[0], cut)
    cut.write_bytes(cut.read_bytes().replace("文一路".encode(), b"\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff"))
    with pytest.raises(RefusedError, match=r"UTF-8|not a whole vector tile"):
        read([cut])
