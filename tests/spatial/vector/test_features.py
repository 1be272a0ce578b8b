"""The features of a text, whatever way they are written down."""

import json
from pathlib import Path
from typing import Any

import pytest

from spatial.errors import RefusedError
from spatial.vector.cells import Odd
from spatial.vector.features import Member, read_members

ONE = {"type": "Feature", "geometry": None, "properties": {"n": 1}}
TWO = {"type": "Feature", "geometry": None, "properties": None}


def read(folder: Path, text: str | bytes) -> list[Any]:
    """All members of a text."""
    path = folder / "a.geojson"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read_members(path))


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        (json.dumps({"type": "FeatureCollection", "features": [ONE, TWO]}), ["feature 1", "feature 2"]),
        (
            json.dumps({"type": "FeatureCollection", "features": [ONE, TWO]}, indent=1),
            ["feature 1", "feature 2"],
        ),
        (json.dumps({"features": [ONE, TWO], "type": "FeatureCollection"}), ["feature 1", "feature 2"]),
        (f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n", ["line 1", "line 2"]),
        (f"\x1e{json.dumps(ONE, indent=1)}\n\x1e{json.dumps(TWO)}\n", ["line 1", "line 8"]),
        (f"\ufeff{json.dumps(ONE, indent=1)}{json.dumps(TWO)}", ["line 1", "line 7"]),
    ],
)
def test_every_spelling_gives_the_same_features(text: str, positions: list[str], tmp_path: Path) -> None:
    found = [one for one in read(tmp_path, text) if isinstance(one, Member)]
    assert [one.content for one in found] == [ONE, TWO]
    assert [one.properties for one in found] == [{"n": 1}, {}]
    assert [one.position for one in found] == positions


def test_a_broken_feature_is_odd_and_the_next_is_read(tmp_path: Path) -> None:
    lines = [
        json.dumps(ONE),
        '{"type": "Feature", "a": [1, NaN]}',
        '{"type": "Feature"',
        "7",
        json.dumps(TWO),
    ]
    lines += [
        '{"type": "Feature", "properties": []}',
        '{"type": "Point"}',
        '{"type": "Feature", "a": "\\ud800"}',
    ]
    found = read(tmp_path, "\n".join(lines))
    assert [isinstance(one.content, Odd) for one in found] == [
        False,
        True,
        True,
        True,
        False,
        True,
        True,
        True,
    ]
    assert "NaN is no number" in found[1].content.message
    assert found[1].properties == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ('{"type": "FeatureCollection", "features": [', "cut"),
        ('{"type": "FeatureCollection", "features": [{}', "cut"),
        ('{"type": "FeatureCollection", "features": [{} {}]}', "not valid JSON around"),
        ('{"type": "FeatureCollection", "features": [{},]}', "not valid JSON around"),
        ('{"type": "FeatureCollection", "features": [7]}', "a list of features and nothing else"),
        ('{"type": "FeatureCollection", "features": {}}', "a list of features and nothing else"),
        ('{"type": "FeatureCollection"}', "a list of features and nothing else"),
        ('{"type": "Topology", "features": []}', "no GeoJSON FeatureCollection"),
        ("[]", "no GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "name": "\xff", "features": []}', "not UTF-8"),
        ('{"type": "FeatureCollection", "features": []} {"more": 1}', "not valid JSON around"),
    ],
)
def test_a_text_that_is_no_collection_is_refused(text: str | bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=told):
        read(tmp_path, text)
