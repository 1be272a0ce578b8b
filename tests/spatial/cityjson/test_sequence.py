"""A sequence of any length is read feature by feature, under its header, each object told by its line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spatial.cityjson.sequence import describe_sequence, read_sequence
from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.records import Building, CityObject, Issue, Severity
from spatial.solids import read_faces
from tests.cities import cube, features, write_lines

HEADER, FIRST, SECOND = features({"a": 9, "b": 5})


def read(folder: Path, *lines: Any, header: Any = HEADER) -> list[Any]:
    """The rows of a sequence of those lines under a header."""
    return list(read_sequence(write_lines(folder / "a.city.jsonl", [header, *lines]), Asked()))


def say(rows: list[Any]) -> list[str]:
    """Each row in a word: a record's id, an issue's code and position."""
    return [row.code if isinstance(row, CityObject) else f"{row.code} {row.position}" for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map(json.dumps, (HEADER, FIRST, SECOND))),
        "\ufeff" + "\r\n\r\n".join(map(json.dumps, (HEADER, FIRST, SECOND))) + "\r\n",
        "".join(f"\x1e{json.dumps(one)}\n" for one in (HEADER, FIRST, SECOND)),
        "".join(f"\x1e{json.dumps(one, indent=1)}\n" for one in (HEADER, FIRST, SECOND)),
        "\n".join(json.dumps(one, sort_keys=True) for one in (HEADER, FIRST, SECOND)),
    ],
)
def test_every_spelling_gives_the_same_records(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.city.jsonl"
    path.write_text(text)
    rows = list(read_sequence(path, Asked()))
    assert say(rows) == ["a", "b"]
    assert rows == read(tmp_path, FIRST, SECOND)
    header = describe_sequence(path, Asked())
    assert (header.total, header.extent) == (2, (515_000, 3_349_000, 515_030, 3_349_010))


def test_a_header_tells_what_the_features_are_and_lines_that_cannot_be_read_do_not_count(
    tmp_path: Path,
) -> None:
    far = FIRST | {"vertices": [[10**9, 0, 0]]}
    lines = [HEADER, SECOND, b"{", far | {"type": "x"}, far | {"transform": {}}, SECOND | {"vertices": []}]
    header = describe_sequence(write_lines(tmp_path / "a", lines), Asked())
    assert (header.total, header.extent) == (2, (515_020, 3_349_000, 515_030, 3_349_010))
    assert header.has_heights
    assert header.notes == {"z": [5, 10]}
    swapped = describe_sequence(write_lines(tmp_path / "a", lines), Asked(swap_axes=True))
    assert swapped.extent == (3_349_000, 515_020, 3_349_010, 515_030)


def test_a_sequence_without_features_has_no_place(tmp_path: Path) -> None:
    header = describe_sequence(write_lines(tmp_path / "a", [HEADER, b"{"]), Asked())
    assert (header.total, header.extent, header.has_heights) == (0, None, False)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (FIRST, "line 1: there is no header; the first line must be"),
        (b"7", "line 1: there is no header"),
        (b"rubbish", "line 1 column 1: the header cannot be read: not valid JSON"),
        (
            b'{"type": "CityJSON", "transf',
            "line 1 column 29: the header cannot be read: the text ends in the",
        ),
        (b'{"type": "CityJSON", "version": NaN}', "line 1 column 33: the header cannot be read: NaN is no"),
        (HEADER | {"version": "3.0"}, "line 1 is CityJSON “3.0”; the twin reads"),
        (HEADER | {"transform": None}, "line 1 has no “transform”"),
        (HEADER | {"transform": {"scale": [0, 0, 0]}}, "line 1: “transform” needs a “scale”"),
        (HEADER | {"CityObjects": []}, "line 1: “CityObjects” must be"),
        (HEADER | {"metadata": {}}, "does not say which coordinate system"),
    ],
)
def test_without_a_sound_header_nothing_is_read(tmp_path: Path, first: Any, said: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        read(tmp_path, FIRST, header=first)
    assert said in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_text_of_blank_lines_is_empty(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="is empty"):
        read(tmp_path, b"", header=b"")


def test_a_finding_tells_its_line_and_an_error_keeps_the_feature(tmp_path: Path) -> None:
    open_ring = json.loads(json.dumps(FIRST))
    open_ring["CityObjects"]["a"]["geometry"][0]["boundaries"][0][3][0] = [0, 1]
    wall = json.loads(json.dumps(SECOND))
    wall["CityObjects"]["b"]["geometry"][0] |= {"type": "MultiSurface", "boundaries": [[[0, 1, 5, 4]]]}
    rows = read(tmp_path, b"", open_ring, wall)
    assert say(rows) == [
        "101 TOO_FEW_POINTS line 3, geometry[0].boundaries[0][3][0]",
        "NO_FOOTPRINT line 4, geometry",
        "b",
    ]
    assert (rows[0].severity, rows[0].content) == (Severity.ERROR, open_ring)
    assert (rows[1].severity, rows[1].content) == (Severity.WARNING, None)


def test_a_wrong_line_is_an_error_for_each_object_it_names(tmp_path: Path) -> None:
    broken = json.dumps(FIRST | {"CityObjects": {"a": {}, "a-1": {}}}).replace(": 9", ": NaN").encode()[:-5]
    rows = read(tmp_path, broken, b"{{{", SECOND)
    assert [(row.object, row.content) for row in rows[:3]] == [
        ("a", {"line": broken.decode()}),
        ("a-1", {"line": broken.decode()}),
        ("", {"line": "{{{"}),
    ]
    assert "with --partial, what stands of them stays" in rows[2].message
    assert say(rows)[2:] == ["NOT_JSON line 3 column 2", "b"]


def test_an_id_that_comes_again_names_both_lines(tmp_path: Path) -> None:
    rows = read(tmp_path, FIRST, SECOND, FIRST)
    assert say(rows) == ["a", "b", "DUPLICATE_ID line 4"]
    assert rows[2].message.startswith("Line 2 holds an object of this id too")
    assert rows[2].content == FIRST


def test_parts_belong_to_the_building_of_their_own_feature_only(tmp_path: Path) -> None:
    part = {"type": "BuildingPart", "geometry": FIRST["CityObjects"]["a"]["geometry"]}
    house = FIRST | {
        "CityObjects": {"a": {"type": "Building", "children": ["p"]}, "p": part | {"parents": ["a"]}}
    }
    stray = SECOND | {"CityObjects": {"b": part | {"parents": ["a"]}}}
    whole, piece, warning, alone = read(tmp_path, house, stray)
    assert whole.footprint.area == pytest.approx(100)
    assert (whole.parent, piece.parent, alone.parent) == (None, "a", None)
    assert (warning.code, warning.position) == ("PARENT_MISSING", "line 3, parents")


def test_what_a_feature_says_beyond_the_standard_is_kept_with_its_main_object(tmp_path: Path) -> None:
    odd = SECOND | {"id": 7, "CityObjects": {"b": SECOND["CityObjects"]["b"] | {"attributes": "x"}}}
    first, warning, second = read(tmp_path, FIRST | {"+noise": [55], "links": {}}, odd | {"+noise": 60})
    assert first.attributes == {"feature.+noise": [55], "feature.links": {}}
    assert first.height == 9
    assert (warning.code, warning.position) == ("FEATURE_ID", "line 3, id")
    assert second.attributes == {"feature.+noise": 60, "attributes": "x"}


def test_objects_in_the_header_are_read_too(tmp_path: Path) -> None:
    header = HEADER | {"CityObjects": FIRST["CityObjects"], "vertices": FIRST["vertices"]}
    assert say(read(tmp_path, FIRST, SECOND, header=header)) == ["a", "DUPLICATE_ID line 2", "b"]


def trees() -> Iterator[dict[str, Any]]:
    """A header with a green template, and two trees of it: one has a look of its own, one has not."""
    leaf = {"type": "MultiSurface", "lod": "1", "boundaries": [[[0, 1, 2]]], "material": {"": {"value": 1}}}
    templates = {"templates": [leaf], "vertices-templates": [[0, 0, 0], [1, 0, 0], [0, 1, 3]]}
    looks = {"materials": [{"name": "grey"}, {"name": "green"}], "default-theme-material": "summer"}
    yield HEADER | {"geometry-templates": templates, "appearance": looks}
    matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    instance = {"type": "GeometryInstance", "template": 0, "boundaries": [3], "transformationMatrix": matrix}
    trunk = {"type": "Solid", "lod": "1", "boundaries": cube(0), "material": {"": {"value": 0}}}
    tree = {"type": "SolitaryVegetationObject", "geometry": [instance, trunk]}
    brown = {"materials": [{"name": "brown"}], "textures": []}
    yield FIRST | {"CityObjects": {"a": tree}, "appearance": brown}
    yield SECOND | {"CityObjects": {"b": tree}}


def test_templates_look_as_the_header_says_and_features_as_they_say_themselves(tmp_path: Path) -> None:
    header, own, borrowed = trees()
    first, second = (row.solid.body for row in read(tmp_path, own, borrowed, header=header))
    assert first["appearance"] == {
        "materials": [{"name": "brown"}, {"name": "green"}],
        "default-theme-material": "summer",
    }
    assert second["appearance"]["materials"] == [{"name": "grey"}, {"name": "green"}]
    for body in (first, second):
        assert body["geometry"][1]["material"] == {"": {"value": 0}}
        assert body["geometry-templates"]["templates"][0]["material"] == {"": {"value": 1}}
        corner = read_faces(body)[0].rings[0][0].tolist()
        assert corner == pytest.approx(read_faces(body)[1].rings[0][0].tolist())


def test_a_look_beyond_the_feature_s_own_is_not_sought_in_the_header(tmp_path: Path) -> None:
    header, own, _ = trees()
    own["CityObjects"]["a"]["geometry"][1]["material"][""]["value"] = 1
    warning, tree = read(tmp_path, own, header=header)
    assert isinstance(warning, Issue)
    assert warning.code == "APPEARANCE_BROKEN"
    assert tree.solid.body["appearance"]["materials"] == [{"name": "green"}]


def test_swapped_axes_are_exchanged_in_every_feature(tmp_path: Path) -> None:
    turned = FIRST | {"vertices": [[y, x, z] for x, y, z in FIRST["vertices"]]}
    (west, south, up) = HEADER["transform"]["translate"]
    header = HEADER | {"transform": {"scale": [0.001] * 3, "translate": [south, west, up]}}
    path = write_lines(tmp_path / "a.city.jsonl", [header, turned])
    [record] = read_sequence(path, Asked(swap_axes=True))
    assert isinstance(record, Building)
    assert record.footprint is not None
    assert record.footprint.bounds == (515_000, 3_349_000, 515_010, 3_349_010)
