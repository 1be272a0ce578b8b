"""The file of a population: read as written, refused once anything in it was changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.population.document import Brief, Part, read_brief, read_lines, write_document
from spatial.population.stock import Line
from spatial.population.zones import Zone
from tests.spatial.population.conftest import DAY

BRIEF = Brief(part=Part.LAND, seed=3, population=None, day=DAY, crs=4549, zones=(Zone("01", "东", jobs=7),))


def write(folder: Path, lines: list[Line]) -> Path:
    path = folder / "p.jsonl"
    assert write_document(path, BRIEF, lines) == len(lines)
    return path


def test_what_is_written_is_read(tmp_path: Path, lines: list[Line]) -> None:
    path = write(tmp_path, lines)
    brief = read_brief(path)
    assert replace(brief, digest="") == BRIEF and len(brief.digest) == 32
    assert list(read_lines(path)) == lines
    assert [one.name for one in tmp_path.iterdir()] == ["p.jsonl"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"seed":3', b'"seed":4', "is not as it was made"),
        (b'"zones":[[', b'"zones":[3,[', "is not as it was made"),
        (b'"day":"2025', b'"day":"20-5', "is not as it was made"),
        (b"B0", b"C0", "is not as it was made"),
        (b'"version":2', b'"version":1', "of version 1, this is version 2"),
        (b"SynthesisedPopulation", b"Population", "describes no made-up population"),
        (b"{", b"[", "is not as it was made"),
    ],
)
def test_a_changed_file_is_refused(
    tmp_path: Path, lines: list[Line], old: bytes, new: bytes, said: str
) -> None:
    path = write(tmp_path, lines)
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(RefusedError, match=said):
        read_brief(path)


def test_a_cut_file_is_refused(tmp_path: Path, lines: list[Line]) -> None:
    path = write(tmp_path, lines)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(RefusedError, match="cut short"):
        read_brief(path)
