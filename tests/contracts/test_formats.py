"""Every format of the catalogue keeps its promises on its own fixture."""

import random
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import HEAD, Asked, Format, formats
from spatial.records import CityObject, Issue, Severity

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
ABOUT = {"ORIGIN.md", "generate.py", "__pycache__"}
BREAKS = 12

each = pytest.mark.parametrize("format", list(formats), ids=lambda format: format.id)


def find_source(format: Format) -> Path:
    """The fixture as a format reads it: its one file, or the folder of several."""
    folder = FIXTURES / format.id.replace("-", "_")
    found = [path for path in folder.iterdir() if path.name not in ABOUT]
    return found[0] if len(found) == 1 else folder


def read_head(format: Format) -> bytes:
    """The first bytes of the fixture's first file."""
    return format.files(find_source(format))[0].read_bytes()[:HEAD]


def promised(format: Format) -> dict[str, int]:
    """The counts by kind of record that the fixture's ORIGIN.md publishes."""
    text = (FIXTURES / format.id.replace("-", "_") / "ORIGIN.md").read_text()
    return {
        kind: int(count) for kind, count in re.findall(r"^\| ([A-Z]\w+) \| (\d+) \|$", text, re.MULTILINE)
    }


@each
def test_a_format_recognises_its_fixture_and_no_other(format: Format) -> None:
    assert {other.id for other in formats if format.recognises(read_head(other))} == {format.id}


@each
@pytest.mark.parametrize("head", [b"", b"{", b"PK\x03\x04", b"<?xml version='1.0'?>", bytes(range(256)) * 40])
def test_a_format_recognises_nothing_in_other_bytes(format: Format, head: bytes) -> None:
    assert not format.recognises(head)


@each
def test_a_fixture_holds_what_its_origin_says(format: Format) -> None:
    counts: Counter[str] = Counter()
    for row in format.read(find_source(format), Asked()):
        counts[type(row).__name__] += isinstance(row, CityObject)
        assert not (isinstance(row, Issue) and row.severity is Severity.ERROR), row
    assert promised(format), "ORIGIN.md publishes no counts"
    assert {kind: count for kind, count in counts.items() if count} == promised(format)


@each
def test_codes_are_unique_within_a_kind_and_footprints_are_valid_and_flat(format: Format) -> None:
    seen = set()
    for row in format.read(find_source(format), Asked()):
        if isinstance(row, CityObject):
            assert (type(row), row.code) not in seen
            seen.add((type(row), row.code))
            assert row.footprint is None or (row.footprint.is_valid and not row.footprint.has_z)


@each
def test_a_fixture_fits_the_tests_own_city(format: Format) -> None:
    header = format.header(find_source(format), Asked())
    assert agree(header, Asked(), 4549, 5737).horizontal in {4549, 4326}


@each
def test_a_broken_copy_gives_findings_or_a_refusal_and_nothing_else(format: Format, tmp_path: Path) -> None:
    chance = random.Random(format.id)
    outcomes: Counter[str] = Counter()
    for number in range(BREAKS):
        copy = tmp_path / str(number)
        source = find_source(format)
        copy_of = copy / source.name
        shutil.copytree(source, copy_of) if source.is_dir() else (copy.mkdir(), shutil.copy(source, copy_of))
        victim = format.files(copy_of)[0]
        data = victim.read_bytes()
        victim.write_bytes(data[: chance.randrange(1, len(data))] if number % 2 else spoil(data, chance))
        try:
            format.header(copy_of, Asked())
            rows = list(format.read(copy_of, Asked()))
            outcomes["findings"] += any(isinstance(row, Issue) for row in rows)
        except RefusedError as refusal:
            outcomes["refusals"] += 1
            assert str(refusal).endswith("."), refusal
    assert outcomes["refusals"] > 0


def spoil(data: bytes, chance: random.Random) -> bytes:
    """The same bytes with a few of them changed."""
    changed = bytearray(data)
    for _ in range(5):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)
