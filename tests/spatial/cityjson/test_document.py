"""A document is recognised by content, and a broken one refused with its place and what to do."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spatial.cityjson.document import describe, open_document, read_points
from spatial.errors import RefusedError
from spatial.format import Asked
from tests.cities import city, write

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "cityjson" / "quarter.city.json"


def refuse(tmp_path: Path, content: bytes | dict[str, Any]) -> str:
    """The sentence with which a file of that content is refused."""
    path = tmp_path / "city.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    with pytest.raises(RefusedError) as refusal:
        open_document(path, Asked())
    return str(refusal.value)


def test_a_document_tells_what_it_is_and_where_it_really_lies() -> None:
    header = describe(open_document(FIXTURE, Asked()))
    assert header.extent == (518_000, 3_349_000, 518_070, 3_349_060)
    assert header.has_heights
    assert header.notes == {"reference_date": "2024-05-01", "z": [6, 18]}
    assert (header.dataset, header.version, header.total) == ("invented-quarter", "2.0", 17)
    assert (header.title, header.publisher) == ("An invented quarter", "The twin's own tests")


def test_swapped_axes_are_exchanged_as_the_file_is_read() -> None:
    header = describe(open_document(FIXTURE, Asked(swap_axes=True)))
    assert header.extent == (3_349_000, 518_000, 3_349_060, 518_070)


def test_absurd_vertices_do_not_stretch_the_extent(tmp_path: Path) -> None:
    content = city({"a": 9})
    content["vertices"] += [[10**15, 0, 0], ["x", 1, 2], [1, 2], None, [True, 1, 1], [0, 0, 10**9]]
    header = describe(open_document(write(tmp_path / "c.json", content), Asked()))
    assert header.extent == (515_000, 3_349_000, 515_010, 3_349_010)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (b'{"type": "CityJSON",\n "version": NaN}', "city.json, line 2 column 13: NaN is no number in JSON"),
        (b"  ", "is empty"),
        (b"[1, 2]", "its “type” is “list”"),
        (b'{"type": "Feature"}', "its “type” is “Feature”"),
        (b'{"type": "CityJSON", "version": "0.9"}', "the twin reads 1.0, 1.1 and 2.0: upgrade it first"),
        (b'{"type": "CityJSON", "version": 2.0}', "upgrade it first"),
        (b'{"type": "CityJSON", "version": "2.0", "CityObjects": []}', "must be an object of city objects"),
        (b'{"type": "CityJSON", "version": "2.0", "CityObjects": {}}', "“vertices” must be a list"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, broken: bytes, said: str) -> None:
    sentence = refuse(tmp_path, broken)
    assert said in sentence
    assert sentence.startswith("city.json")
    assert sentence.endswith(".")


def test_what_is_no_text_or_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = json.dumps(city({"a": 9})).encode()
    assert f"column {len(text) + 1}: a NUL character" in refuse(tmp_path, text + bytes(1000))
    monkeypatch.setattr("spatial.cityjson.document.LARGEST", 100)
    assert "split it into districts" in refuse(tmp_path, text)


def test_two_objects_of_one_id_are_refused_since_one_would_be_lost(tmp_path: Path) -> None:
    text = json.dumps(city({"a": 9, "b": 3}))
    assert "city.json, line 1 column 536: two objects with the id “a”" in refuse(
        tmp_path, text.replace('"b": {', '"a": {').encode()
    )


@pytest.mark.parametrize(
    "transform", ["x", {}, {"scale": [1, 1, 1]}, {"scale": [1, 1, 0], "translate": [0, 0, 0]}]
)
def test_a_transform_that_is_none_is_refused(tmp_path: Path, transform: Any) -> None:
    assert "“transform” needs a “scale” (not 0) and a “translate”" in refuse(
        tmp_path, city({"a": 9}) | {"transform": transform}
    )


def test_a_missing_transform_is_refused_from_1_1_and_read_as_real_coordinates_in_1_0(tmp_path: Path) -> None:
    content = city({"a": 9})
    del content["transform"]
    assert "has no “transform”" in refuse(tmp_path, content)
    content["version"], content["vertices"] = "1.0", [[515_000.25, 3_349_000.5, 5.125]]
    document = open_document(write(tmp_path / "old.json", content), Asked())
    assert document.vertices[:].tolist() == [[515_000.25, 3_349_000.5, 5.125]]


def test_points_are_read_alike_whether_or_not_all_of_them_are_sound() -> None:
    sound: list[list[float]] = [[1, 2.5, -3], [1e25, 0, 0]]
    assert read_points(sound).tolist() == sound
    mixed = read_points([*sound, [1, 2, True], [1, 2], "abc", {"x": 1, "y": 2, "z": 3}, None])
    assert mixed[:2].tolist() == sound
    assert np.isnan(mixed[2:]).all()
    assert len(read_points([])) == len(read_points("abc")) == 0


def test_what_the_root_says_beyond_the_city_is_kept(tmp_path: Path) -> None:
    said = {"extensions": {"Noise": {"url": "n.json", "version": "1.0"}}, "+census": {"men": 49.5}, "hugo": 1}
    content = city({"a": 9}) | said
    header = describe(open_document(write(tmp_path / "c.json", content), Asked()))
    assert header.about == said | {"metadata": content["metadata"]}


def test_heights_and_credits_may_be_told_by_the_metadata(tmp_path: Path) -> None:
    said = {"verticalReferenceSystem": "EPSG:5737", "attribution": "© A", "publisher": "B", "license": "C"}
    header = describe(open_document(write(tmp_path / "c.json", city({"a": 9}) | {"metadata": said}), Asked()))
    told = (header.heights, header.attribution, header.publisher, header.licence)
    assert told == ("EPSG:5737", "© A", "B", "C")


def test_without_a_vertex_a_scale_of_nothing_does_no_harm(tmp_path: Path) -> None:
    content = city({"a": 9})
    content["vertices"], content["CityObjects"]["a"]["geometry"] = [], []
    content["transform"]["scale"] = [0, 0, 0]
    assert len(open_document(write(tmp_path / "c.json", content), Asked()).objects) == 1
