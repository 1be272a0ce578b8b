"""CityJSON text sequences: real ones are read whole, broken ones told by line, large ones in little room."""

import copy
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import orjson
import pytest
import shapely

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import HEAD, Asked, formats
from spatial.formats.cityjsonseq import FORMAT
from spatial.records import CityObject, Issue, Severity
from tests.cities import features, write_lines
from tests.few import FULL

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
FIXTURE = FIXTURES / "cityjsonseq" / "quarter.city.jsonl"
MUTATIONS = 3000 if FULL else 150
ODD: list[Any] = [None, True, -1, 2.5, 1e300, "", "x", [], {}, [[]], {"type": "x"}, [[[[[1]]]]], "CityJSON"]
Sample = Callable[[str], Path]


def read(path: Path, asked: Asked | None = None) -> list[CityObject | Issue]:
    """All rows of a file."""
    assert FORMAT.read is not None
    return list(FORMAT.read(path, asked or Asked()))


def records(path: Path, asked: Asked | None = None) -> list[CityObject]:
    """The records of a file."""
    return [row for row in read(path, asked) if isinstance(row, CityObject)]


def flatten(nested: Any) -> list[int]:
    """All indices of nested boundaries in order."""
    return [index for inner in nested for index in flatten(inner)] if isinstance(nested, list) else [nested]


@pytest.mark.parametrize(
    ("name", "total"),
    [("city/denhaag/3dbag_b2.city.jsonl", 4), ("city/denhaag/denhaag_random_5.city.jsonl", 17)],
)
def test_a_real_sequence_is_read_whole_with_every_coordinate(name: str, total: int, sample: Sample) -> None:
    path = sample(name)
    assert [one.id for one in formats if one.recognises(path.read_bytes()[:HEAD])] == ["cityjsonseq"]
    header = FORMAT.header(path, Asked())
    assert header.total == total
    assert agree(header, Asked(), 28992, 5709).code == "EPSG:7415"
    rows = read(path)
    assert not [row for row in rows if isinstance(row, Issue) and row.severity is Severity.ERROR]
    first, *lines = map(orjson.loads, path.read_bytes().splitlines())
    kept = {row.code: row for row in rows if isinstance(row, CityObject)}
    assert len(kept) == total == sum(len(line["CityObjects"]) for line in lines)
    for line in lines:
        for code, thing in line["CityObjects"].items():
            assert kept[code].footprint is not None
            assert len(kept[code].solid.body["geometry"]) == len(thing.get("geometry") or [])
            body = kept[code].solid.body if kept[code].solid else {"geometry": []}
            assert body.get("transform", first["transform"]) == first["transform"]
            for before, after in zip(thing.get("geometry", []), body["geometry"], strict=True):
                stored = [line["vertices"][index] for index in flatten(before["boundaries"])]
                assert [body["vertices"][index] for index in flatten(after["boundaries"])] == stored
                assert before.get("semantics") == after.get("semantics")


def test_a_feature_without_header_is_refused_saying_what_to_do(sample: Sample) -> None:
    path = sample("conformance/cjval-cases/data/cjfeat1.json")
    assert [one.id for one in formats if one.recognises(path.read_bytes()[:HEAD])] == ["cityjsonseq"]
    with pytest.raises(RefusedError, match="line 1: there is no header; the first line must be the object"):
        FORMAT.header(path, Asked())


def test_the_sequence_of_a_document_says_what_the_document_says() -> None:
    document = formats["cityjson"]
    assert document.read is not None
    theirs = {
        row.code: row
        for row in document.read(FIXTURES / "cityjson" / "quarter.city.json", Asked())
        if isinstance(row, CityObject)
    }
    ours = {row.code: row for row in records(FIXTURE)}
    assert ours.keys() == theirs.keys()
    for code, record in ours.items():
        other = theirs[code]
        assert type(record) is type(other)
        assert (record.name, record.lod, record.attributes) == (other.name, other.lod, other.attributes)
        assert shapely.equals(record.footprint, other.footprint) or record.footprint is other.footprint
        assert record.solid == other.solid


MEASURED = """
import re, sys
from pathlib import Path
from spatial.formats.cityjsonseq import FORMAT
from spatial.format import Asked

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

path, before = Path(sys.argv[1]), peak()
try:
    FORMAT.header(path, Asked())
    for row in FORMAT.read(path, Asked()):
        pass
except Exception as error:
    print(error)
print(peak() - before)
"""


def measure(path: Path) -> list[str]:
    """What a process of its own says of a file it reads, and by how many megabytes it grows."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.splitlines()


def test_a_line_that_never_ends_is_refused_in_little_time_and_memory(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.city.jsonl", features({"a": 9}))
    with path.open("r+b") as stream:
        stream.truncate(2 * 1024**3)
        stream.seek(0)
        assert FORMAT.recognises(stream.read(HEAD))
    told, grown = measure(path)
    assert "is no text from byte" in told
    assert int(grown) < 64


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    grown = []
    for number in (600, 1800):
        lines = features({f"b{index}": 9 for index in range(number)}, note="x" * 40_000)
        [peak] = measure(write_lines(tmp_path / f"{number}.city.jsonl", lines))
        grown.append(int(peak))
    assert grown[0] < 40
    assert grown[1] - grown[0] < 12


def places(nested: Any) -> list[tuple[Any, Any]]:
    """Every container of a nested content with each of its keys or indices."""
    keys = (
        list(nested) if isinstance(nested, dict) else range(len(nested)) if isinstance(nested, list) else []
    )
    return [(nested, key) for key in keys] + [place for key in keys for place in places(nested[key])]


def test_no_mutation_of_the_fixture_is_more_than_findings_or_a_refusal(tmp_path: Path) -> None:
    chance = random.Random(7)
    lines = [json.loads(line) for line in FIXTURE.read_text().splitlines()]
    path = tmp_path / "mutant.city.jsonl"
    outcomes: Counter[str] = Counter()
    begun = process_time()
    for _ in range(MUTATIONS):
        mutant = copy.deepcopy(lines)
        container, key = chance.choice(places(chance.choice(mutant)))
        if chance.random() < 0.3:
            del container[key]
        else:
            container[key] = copy.deepcopy(chance.choice(ODD))
        write_lines(path, mutant)
        try:
            FORMAT.header(path, Asked())
            rows = read(path)
            codes = [row.code for row in rows if isinstance(row, CityObject)]
            assert len(codes) == len(set(codes))
            for row in rows:
                if isinstance(row, Issue):
                    assert row.position.startswith("line "), row
                    assert orjson.dumps(row.content) is not None
            outcomes["findings" if any(isinstance(row, Issue) for row in rows) else "taken"] += 1
        except RefusedError as refusal:
            outcomes["refused"] += 1
            assert str(refusal).endswith(".")
    assert set(outcomes) == {"findings", "taken", "refused"}
    assert process_time() - begun < MUTATIONS / 5
