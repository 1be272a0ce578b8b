"""Every format of the catalogue keeps its promises on its own fixture."""

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
from shapely import get_dimensions

from spatial.crs import agree
from spatial.errors import RefusedError
from spatial.format import HEAD, Asked, Format, formats
from spatial.records import Issue, Record, Severity
from tests.few import FULL

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
ABOUT = {"ORIGIN.md", "generate.py", "__pycache__"}
BREAKS = 600 if FULL else 24
PATIENCE = 5.0

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
    """The counts by kind of record, or by table, that the fixture's ORIGIN.md publishes."""
    text = (FIXTURES / format.id.replace("-", "_") / "ORIGIN.md").read_text()
    named = r"^\| `(.+)` \| (\d+) \|$" if format.tables else r"^\| ([A-Z]\w+) \| (\d+) \|$"
    return {kind: int(count) for kind, count in re.findall(named, text, re.MULTILINE)}


def needed(format: Format) -> Asked:
    """What must be asked with the fixture because its file cannot say it: the options its ORIGIN.md names."""
    text = (FIXTURES / format.id.replace("-", "_") / "ORIGIN.md").read_text()
    options = dict(re.findall(r"--(crs|heights) (EPSG:\d+)", text))
    return Asked(crs=options.get("crs"), heights=options.get("heights"))


def read_all(format: Format, path: Path) -> Iterator[tuple[str, Record | Issue]]:
    """Every row with what it is: its kind of record, or the table it is of."""
    assert (format.read is None) != (format.tables is None)
    if format.read:
        for row in format.read(path, Asked()):
            yield type(row).__name__, row
    for table in format.tables(path, Asked()) if format.tables else []:
        for row in table.rows(None):
            yield table.name, row


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
    for name, row in read_all(format, find_source(format)):
        counts[name] += isinstance(row, Record)
        assert not (isinstance(row, Issue) and row.severity is Severity.ERROR), row
    assert promised(format), "ORIGIN.md publishes no counts"
    assert {kind: count for kind, count in counts.items() if count} == promised(format)


@each
def test_codes_are_unique_within_a_kind_and_footprints_are_valid_and_flat(format: Format) -> None:
    seen = set()
    for name, row in read_all(format, find_source(format)):
        if isinstance(row, Record):
            assert (name, row.code) not in seen
            seen.add((name, row.code))
            assert row.footprint is None or (row.footprint.is_valid and not row.footprint.has_z)


@each
def test_a_fixture_fits_the_tests_own_city(format: Format) -> None:
    asked = needed(format)
    header = format.header(find_source(format), asked)
    assert agree(header, asked, 4549, 5737).horizontal in {4549, 4326}
    if asked != Asked():
        with pytest.raises(RefusedError, match="--crs"):
            agree(header, Asked(), 4549, 5737)


@each
def test_a_broken_copy_gives_findings_or_a_refusal_and_nothing_else(format: Format, tmp_path: Path) -> None:
    chance = random.Random(format.id)
    outcomes: Counter[str] = Counter()
    begun = process_time()
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
            rows = list(read_all(format, copy_of))
            outcomes["findings"] += any(isinstance(row, Issue) for _, row in rows)
        except RefusedError as refusal:
            outcomes["refusals"] += 1
            assert str(refusal).endswith("."), refusal
        shutil.rmtree(copy)
    assert outcomes["refusals"] > 0
    assert process_time() - begun < PATIENCE * BREAKS / 10


each_of_tables = pytest.mark.parametrize(
    "format", [format for format in formats if format.tables], ids=lambda format: format.id
)


@each_of_tables
def test_a_table_says_beforehand_what_its_rows_are(format: Format) -> None:
    assert format.tables is not None
    for table in format.tables(find_source(format), Asked()):
        rows = [row for row in table.rows(None) if not isinstance(row, Issue)]
        assert len(rows) == table.total
        kinds = {("point", "line", "polygon")[get_dimensions(row.footprint)] for row in rows if row.footprint}
        assert kinds <= set(table.geometry)
        assert all(len(row.values) == len(table.columns) for row in rows)
        boxes = [row.footprint.bounds for row in rows if row.footprint]
        if table.extent:
            assert table.extent == (
                *(min(box[side] for box in boxes) for side in (0, 1)),
                *(max(box[side] for box in boxes) for side in (2, 3)),
            )


@each_of_tables
def test_a_table_s_rows_are_read_anew_each_time_and_keyed_by_any_column(format: Format) -> None:
    assert format.tables is not None
    for table in format.tables(find_source(format), Asked()):
        assert list(table.rows(None)) == list(table.rows(None))
        for place, column in enumerate(table.columns):
            rows = [row for row in table.rows(column.name) if not isinstance(row, Issue)]
            assert len({row.code for row in rows}) == len(rows)
            assert all(row.values[place] is not None for row in rows)


@each_of_tables
def test_a_table_s_axes_are_exchanged_when_asked(format: Format) -> None:
    assert format.tables is not None
    source = find_source(format)
    pairs = zip(format.tables(source, Asked()), format.tables(source, Asked(swap_axes=True)), strict=True)
    for straight, swapped in pairs:
        if straight.extent:
            west, south, east, north = straight.extent
            assert swapped.extent == (south, west, north, east)


@each_of_tables
def test_an_unknown_key_is_refused_naming_the_columns(format: Format) -> None:
    assert format.tables is not None
    table = format.tables(find_source(format), Asked())[0]
    with pytest.raises(RefusedError, match=f"no column “no such”.*{table.columns[0].name}"):
        list(table.rows("no such"))


def spoil(data: bytes, chance: random.Random) -> bytes:
    """The same bytes with a few of them changed."""
    changed = bytearray(data)
    for _ in range(5):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)
