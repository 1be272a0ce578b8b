"""A document taken apart says what it says when read whole; what is odd is left to whoever tells faults."""

from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pytest

from spatial.cityjson import apart
from spatial.cityjson.apart import Standing, Things, Vertices, take_apart
from spatial.vector.members import BOM, open_text
from tests.cities import city
from tests.conftest import FIXTURES

QUARTER = FIXTURES / "cityjson" / "quarter.city.json"
SOUND = b'{"type":"CityJSON","version":"2.0","CityObjects":{"a":{"type":"Road"}},"vertices":[[1,2,3]]}'


def open_apart(path: Path) -> dict[str, Any] | None:
    """The root of a file."""
    with open_text(path) as text:
        return take_apart(text, path)


def plain(root: dict[str, Any]) -> dict[str, Any]:
    """A root with all that is in it."""
    assert isinstance(root["CityObjects"], Things) and isinstance(root["vertices"], Vertices)
    return {**root, "CityObjects": dict(root["CityObjects"]), "vertices": list(root["vertices"])}


@pytest.mark.parametrize("option", [0, orjson.OPT_INDENT_2])
@pytest.mark.parametrize("before", [b"", BOM, b" \n"])
@pytest.mark.parametrize("stretch", [1, 40, 10**6])
def test_it_says_the_same_as_the_whole(
    option: int, before: bytes, stretch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "STRETCH", stretch)
    for whole in (orjson.loads(QUARTER.read_bytes()), city({"a": 9, "b“}]": 12})):
        path = tmp_path / "a.city.json"
        path.write_bytes(before + orjson.dumps(whole, option=option))
        root = open_apart(path)
        assert root is not None
        assert plain(root) == whole
        assert list(root["CityObjects"]) == list(whole["CityObjects"])


def test_objects_are_had_by_id_and_counted_without_reading_them(tmp_path: Path) -> None:
    path = tmp_path / "a.city.json"
    path.write_bytes(SOUND)
    root = open_apart(path)
    assert root is not None
    things, vertices = root["CityObjects"], root["vertices"]
    assert (len(things), "a" in things, "b" in things) == (1, True, False)
    with pytest.raises(KeyError):
        things["b"]
    assert vertices[0] == [1, 2, 3] and list(vertices[:1]) == [[1, 2, 3]]
    assert vertices.points.tolist() == [[1.0, 2.0, 3.0]]


def test_vertices_stand_where_they_are_placed_one_by_one_and_in_lots() -> None:
    numbers = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    standing = Standing(Vertices(numbers), lambda points: points * 10 + 1)
    assert (len(standing), standing[1].tolist()) == (3, [41.0, 51.0, 61.0])
    assert standing[1:].tolist() == [[41.0, 51.0, 61.0], [71.0, 81.0, 91.0]]


def test_numbers_too_large_for_half_the_room_are_kept_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.city.json"
    path.write_bytes(SOUND.replace(b"[1,2,3]", b"[2147483647,-2147483648,9007199254740993]"))
    root = open_apart(path)
    assert root is not None
    assert list(root["vertices"]) == [[2147483647, -2147483648, 9007199254740993]]


def test_fractions_stay_fractions(tmp_path: Path) -> None:
    path = tmp_path / "a.city.json"
    path.write_bytes(SOUND.replace(b"[1,2,3]", b"[1.0,2.5,1e3],[0.1,0.2,0.3]"))
    root = open_apart(path)
    assert root is not None
    assert list(root["vertices"]) == [[1.0, 2.5, 1000.0], [0.1, 0.2, 0.3]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"[1,2,3]", b"[1,2,3.5]"),
        (b"[1,2,3]", b"[1,2,true]"),
        (b"[1,2,3]", b"[1,2]"),
        (b"[1,2,3]", b"[1,2,99999999999999999999]"),
        (b"[1,2,3]", b"[1,2,3],"),
        (b"[1,2,3]", b"[1,2,3][4,5,6]"),
        (b"[[1,2,3]]", b"null"),
        (b"[[1,2,3]]", b"[[1,2,3]"),
        (b'{"type":"Road"}', b"7"),
        (b'{"type":"Road"}', b'{"type":}'),
        (b'{"type":"Road"}', b'{"type":"Road"},'),
        (b'{"type":"Road"}', b'{"type":"Road"},"a":{"type":"Road"}'),
        (b'{"type":"Road"}', b'{"type":"\\u0000"}'),
        (b'"CityObjects"', b'"cityobjects"'),
        (b'"version":"2.0"', b'"vertices":[]'),
        (b'"version":"2.0"', b'"version":[}'),
        (b'"version":"2.0"', b'"version":"2.0'),
        (b"]]}", b"]]"),
        (b"]]}", b"]]}{}"),
    ],
)
def test_what_is_odd_is_left_to_be_read_whole(old: bytes, new: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.city.json"
    path.write_bytes(SOUND)
    assert open_apart(path) is not None
    path.write_bytes(SOUND.replace(old, new))
    assert open_apart(path) is None
