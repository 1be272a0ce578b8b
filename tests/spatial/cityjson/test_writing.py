"""Documents and sequences are whole JSON that their own formats recognise and read."""

from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import pytest

from spatial.cityjson.writing import FORMS, Member
from spatial.format import HEAD, Asked, formats
from spatial.records import CityObject
from tests.cities import CRS, city

HEADING = {
    "transform": {"scale": [0.001] * 3, "translate": [515_000.0, 3_349_000.0, 5.0]},
    "metadata": {"referenceSystem": f"{CRS}/EPSG/0/4549"},
    "+census": {"men": 49.5},
}
TEMPLATES = {
    "templates": [{"type": "MultiSurface", "lod": "1", "boundaries": [[[0, 1, 2]]]}],
    "vertices-templates": [[0, 0, 0], [1, 0, 0], [0, 1, 0]],
}


def member(id: str, **attributes: Any) -> Member:
    """A box with a template in it."""
    whole = city({"a": 9})
    thing, instance = (
        whole["CityObjects"]["a"],
        {"type": "GeometryInstance", "template": 0, "boundaries": [0]},
    )
    body = {
        "geometry": [*thing["geometry"], instance | {"transformationMatrix": [1, 0, 0, 0, 0] * 3 + [1]}],
        "vertices": whole["vertices"],
        "geometry-templates": TEMPLATES,
    }
    return Member(id, {"type": "Building", "attributes": attributes}, body)


def write(form: str, *families: list[Member]) -> bytes:
    """What is written of families."""
    stream = BytesIO()
    bodies = (one.body for family in families for one in family)
    FORMS[form](stream, HEADING, iter(families), bodies)
    return stream.getvalue()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", [0, 1, 3])
def test_what_is_written_is_recognised_and_read(form: str, number: int, tmp_path: Path) -> None:
    text = write(form, *([member(f"b{index}")] for index in range(number)))
    path = tmp_path / "city"
    path.write_bytes(text)
    if number:
        [known] = [one for one in formats if one.recognises(text[:HEAD])]
        assert known.id == form
        assert known.read is not None
        rows = list(known.read(path, Asked()))
        assert [row.code for row in rows if isinstance(row, CityObject)] == [f"b{n}" for n in range(number)]
    first = orjson.loads(text.splitlines()[0])
    assert (first["+census"], first["version"]) == ({"men": 49.5}, "2.0")


def test_a_document_shares_templates_and_shifts_vertices() -> None:
    written = orjson.loads(write("cityjson", [member("a"), member("b")], [member("c")]))
    assert len(written["vertices"]) == 24
    assert written["geometry-templates"] == TEMPLATES
    assert [thing["geometry"][1]["boundaries"] for thing in written["CityObjects"].values()] == [
        [0],
        [8],
        [16],
    ]


def test_a_sequence_has_its_templates_in_the_header_and_a_feature_a_family() -> None:
    header, first, second = map(
        orjson.loads, write("cityjsonseq", [member("a"), member("b")], [member("c")]).splitlines()
    )
    assert header["geometry-templates"] == TEMPLATES
    assert (header["CityObjects"], header["vertices"]) == ({}, [])
    assert (first["id"], list(first["CityObjects"]), len(first["vertices"])) == ("a", ["a", "b"], 16)
    assert (second["id"], len(second["vertices"])) == ("c", 8)
    assert "geometry-templates" not in first


def test_what_a_feature_said_itself_is_said_by_it_again() -> None:
    said = {"feature.source": "x", "feature.version": "1", "feature.vertices": "y", "z": 1}
    _, feature = map(orjson.loads, write("cityjsonseq", [member("a", **said)]).splitlines())
    assert feature["source"] == "x"
    assert len(feature["vertices"]) == 8
    assert feature["CityObjects"]["a"]["attributes"] == {"feature.version": "1", "z": 1}
