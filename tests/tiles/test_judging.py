"""The judge of vector tiles judges as Mapbox's published fixtures do, and sees what ours must not have."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import mapbox_vector_tile
import pytest
from mapbox_vector_tile.Mapbox.vector_tile_pb2 import tile as Tile
from shapely.geometry import shape

from tests.tiles.judging import grade, judge

FIXTURES = "conformance/mvt-fixtures/fixtures"
SQUARE = [9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15]
# The specification's own examples, 4.3.5.
EXAMPLES = {
    "Point": (1, [9, 50, 34]),
    "MultiPoint": (1, [17, 10, 14, 3, 9]),
    "LineString": (2, [9, 4, 4, 18, 0, 16, 16, 0]),
    "MultiLineString": (2, [9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8]),
    "Polygon": (3, [9, 6, 12, 18, 10, 12, 24, 44, 15]),
    "MultiPolygon": (
        3,
        [*SQUARE, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15, 9, 4, 13, 26, 0, 8, 8, 0, 0, 7, 15],
    ),
}
BAD_GEOMETRIES = {
    "a line that starts with a line": (2, [10, 2, 2], "fatal"),
    "a line of one vertex": (2, [9, 2, 2], "fatal"),
    "a point moved to twice": (1, [9, 2, 2, 9, 2, 2], "fatal"),
    "a point nowhere": (1, [], "recoverable"),
    "a command that is none": (2, [9, 2, 2, 11, 2, 2], "fatal"),
    "a line that stands": (2, [9, 4, 4, 18, 0, 0, 2, 2], "recoverable"),
    "a ring of two vertices": (3, [9, 0, 0, 10, 20, 20, 15], "fatal"),
    "a ring left open": (3, [9, 0, 0, 18, 20, 0, 0, 20], "fatal"),
    "a ring wound the wrong way": (3, [9, 0, 0, 26, 0, 20, 20, 0, 0, 19, 15], "recoverable"),
    "a ring of no area": (3, [9, 0, 0, 18, 20, 0, 20, 0, 15], "recoverable"),
    "a ring that closes twice": (3, [9, 0, 0, 34, 20, 0, 0, 20, 19, 0, 0, 19, 15], "recoverable"),
    "steps without their end": (1, [17, 10, 14], "fatal"),
}


def drawn(kind: int, geometry: list[int]) -> bytes:
    """A tile of one feature."""
    tile = Tile()
    layer = tile.layers.add(name="made", version=2, extent=4096, keys=["name"])
    layer.values.add(string_value="名")
    layer.features.add(id=1, tags=[0, 0], type=kind, geometry=geometry)
    return bytes(tile.SerializeToString())


def published(root: Path) -> dict[str, tuple[bytes, bool, str | None]]:
    """Each fixture's bytes, whether it is valid, and how bad its fault is where that is said."""
    found = {}
    for folder in sorted(root.iterdir()):
        said = json.loads((folder / "info.json").read_text())["validity"]
        assert said["v1"] == said["v2"]
        error = None if said["v2"] else said.get("error")
        found[folder.name] = ((folder / "tile.mvt").read_bytes(), said["v2"], error)
    return found


def test_every_published_fixture_is_judged_as_published(sample: Callable[[str], Path]) -> None:
    fixtures = published(sample(FIXTURES))
    wrong = {
        name: (judge(content), error)
        for name, (content, valid, error) in fixtures.items()
        if (grade(content) == "valid") is not valid or (error and grade(content) != error)
    }
    # 003, a type that is missing, is published as a fault; 016, an unknown type, as none: its type did not
    # survive the encoding, and the two are the same bytes.
    assert fixtures["003"][0] == fixtures["016"][0]
    assert set(wrong) == {"016"}
    counts = Counter(grade(content) for content, _, _ in fixtures.values())
    assert counts == {"valid": 22, "recoverable": 8, "fatal": 17}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_specifications_examples_are_valid_and_drawn_by_others_too(name: str) -> None:
    content = drawn(*EXAMPLES[name])
    assert judge(content) == []
    told = mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})
    [feature] = told["made"]["features"]
    assert feature["geometry"]["type"] == name
    assert shape(feature["geometry"]).is_valid


@pytest.mark.parametrize("name", BAD_GEOMETRIES)
def test_a_bad_geometry_is_seen(name: str) -> None:
    kind, geometry, expected = BAD_GEOMETRIES[name]
    assert grade(drawn(kind, geometry)) == expected


def test_a_tile_cut_off_anywhere_is_no_valid_tile_unless_nothing_is_left() -> None:
    content = drawn(*EXAMPLES["MultiPolygon"])
    assert grade(b"") == grade(content) == "valid"
    assert {grade(content[:size]) for size in range(1, len(content))} == {"fatal"}
