"""Broken files of every format, loaded for real: each is told in a sentence, and the twin is as before."""

import random
import shutil
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.format import Format, formats
from tests.contracts.test_formats import each, find_source, spoil
from tests.few import FULL
from twin.changes import kinds
from twin.ingest import Order, Report, bring
from twin.models import Load, Published

pytestmark = pytest.mark.usefixtures("twin")
BREAKS = 60 if FULL else 4
ENDLESS = 2 * 1024**3
GOOD = {Load.Status.DONE, Load.Status.UNCHANGED}


def copy_of(format: Format, folder: Path) -> tuple[Path, Path]:
    """A copy of the format's fixture, and the first file of it."""
    source = find_source(format)
    copy = folder / source.name
    folder.mkdir()
    shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    return copy, format.files(copy)[0]


def attempt(path: Path) -> list[Report]:
    """Load a file; whatever is wrong with it is told in a sentence."""
    try:
        reports = bring(path, Order(), "tester")
    except RefusedError as refusal:
        assert str(refusal).endswith("."), refusal
        return []
    for report in reports:
        assert report.status in {*GOOD, Load.Status.REFUSED}
        assert report.status in GOOD or report.reason.endswith("."), report.reason
    return reports


def rows() -> int:
    """The rows that stand in the city's own tables."""
    return sum(kind._default_manager.count() for kind in kinds())


@each
def test_a_cut_or_spoiled_file_is_refused_whole_or_taken_whole(format: Format, tmp_path: Path) -> None:
    chance = random.Random(f"{format.id} loaded")
    refused = 0
    for number in range(BREAKS):
        copy, victim = copy_of(format, tmp_path / str(number))
        data = victim.read_bytes()
        victim.write_bytes(data[: chance.randrange(1, len(data))] if number % 2 else spoil(data, chance))
        stood, layers = rows(), Published.objects.count()
        reports = attempt(copy)
        if not any(report.status in GOOD for report in reports):
            refused += 1
            assert (rows(), Published.objects.count()) == (stood, layers)
    assert refused
    assert not Load.objects.exclude(status__in=[*GOOD, Load.Status.REFUSED]).exists()


@pytest.mark.parametrize("size", [0, ENDLESS], ids=["nothing", "endless zeros"])
def test_nothing_and_zeros_without_end_are_known_as_no_format_at_once(size: int, tmp_path: Path) -> None:
    for format in formats:
        for ending in format.extensions:
            path = tmp_path / f"{'12-3415-1688' if format.id == 'osm-tiles' else 'file'}{ending}"
            with path.open("wb") as stream:
                stream.truncate(size)
            with pytest.raises(RefusedError, match="in no format the twin reads"):
                bring(path, Order(), "tester")
    assert not Load.objects.exists()
