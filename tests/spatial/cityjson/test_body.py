"""A body keeps one object's geometry whole: every coordinate exact, nothing of its neighbours."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spatial.cityjson.body import Body
from spatial.cityjson.document import Document, open_document
from spatial.format import Asked
from spatial.solids import read_faces, read_vertices
from tests.cities import city, write

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "cityjson" / "quarter.city.json"


@pytest.fixture
def document() -> Document:
    return open_document(FIXTURE, Asked())


def flatten(nested: Any) -> list[int]:
    """All indices of nested boundaries in order."""
    return [index for inner in nested for index in flatten(inner)] if isinstance(nested, list) else [nested]


def test_every_boundary_coordinate_comes_back_exactly(document: Document) -> None:
    compared = 0
    for thing in document.objects.values():
        if "geometry" not in thing:
            continue
        body = Body(document).cut(thing)
        for before, after in zip(thing["geometry"], body["geometry"], strict=True):
            stored = [document.stored[index] for index in flatten(before["boundaries"])]
            assert [body["vertices"][index] for index in flatten(after["boundaries"])] == stored
            real = document.vertices[flatten(before["boundaries"])]
            assert (read_vertices(body)[flatten(after["boundaries"])] == real).all()
            compared += len(stored)
    assert compared > 100


def test_only_what_is_used_is_kept(document: Document) -> None:
    body = Body(document).cut(document.objects["shop"])
    assert len(body["vertices"]) == 8
    assert body["appearance"]["materials"] == [document.appearance["materials"][0]]
    assert len(body["appearance"]["vertices-texture"]) == 4
    assert body["appearance"]["default-theme-material"] == "day"
    fine = body["geometry"][1]
    assert fine["material"] == {"day": {"values": [None, 0, 0, 0, 0, 0]}}
    assert fine["texture"]["day"]["values"][1] == [[0, 0, 1, 2, 3]]
    assert fine["semantics"] == document.objects["shop"]["geometry"][1]["semantics"]
    assert body["transform"] == document.transform
    assert body["type"] == "Building"
    assert "attributes" not in body


def test_a_template_comes_with_its_instance(document: Document) -> None:
    body = Body(document).cut(document.objects["tree"])
    assert len(body["vertices"]) == 1
    assert len(body["geometry-templates"]["vertices-templates"]) == 4
    assert len(read_faces(body)) == 4
    peak = np.concatenate([ring for face in read_faces(body) for ring in face.rings])[:, 2].max()
    assert peak == 12


def test_swapped_axes_are_exchanged_in_vertices_transform_and_matrix() -> None:
    straight, swapped = (open_document(FIXTURE, Asked(swap_axes=turn)) for turn in (False, True))
    for code in ("shop", "tree"):
        first, second = (read_faces(Body(one).cut(one.objects[code])) for one in (straight, swapped))
        for before, after in zip(first, second, strict=True):
            assert (before.rings[0][:, [1, 0, 2]] == after.rings[0]).all()


@pytest.mark.parametrize(
    ("kind", "looks"),
    [
        ("texture", {"day": {"values": [[[9, 0, 1, 2, 3]]]}}),
        ("texture", {"day": {"values": [[[0, 0, 1, 2, 99]]]}}),
        ("texture", {"day": {"values": 3}}),
        ("texture", "red"),
        ("material", {"day": {"value": 7}}),
        ("material", {"day": [0]}),
        ("material", {"day": {"values": [{}]}}),
    ],
)
def test_a_broken_look_is_left_behind_and_named(document: Document, kind: str, looks: Any) -> None:
    thing = {"type": "Building", "geometry": [{**document.objects["road"]["geometry"][0], kind: looks}]}
    cutter = Body(document)
    body = cutter.cut(thing)
    assert len(cutter.broken) == 1
    assert cutter.broken[0].startswith(f"geometry[0].{kind}")
    assert kind not in body["geometry"][0]


def test_a_file_without_transform_keeps_its_real_numbers(tmp_path: Path) -> None:
    content = city({"a": 9})
    content["version"] = "1.0"
    del content["transform"]
    content["vertices"] = [[x / 1000 + 0.1, y / 1000, z / 1000] for x, y, z in content["vertices"]]
    document = open_document(write(tmp_path / "old.json", content), Asked())
    body = Body(document).cut(document.objects["a"])
    assert "transform" not in body
    assert sorted(body["vertices"]) == sorted(content["vertices"])
