"""Files that begin as they should and then go on for two gigabytes cost neither memory nor patience."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.format import formats
from tests.contracts.test_formats import find_source
from tests.journeys.conftest import OtherTwin
from tests.measuring import ROOT, Taken, measure

Make = Callable[[int, int | None], OtherTwin]
ENDLESS = 2 * 1024**3
MOST_MEMORY, MOST_SECONDS = 700 * 2**20, 60.0
OFTEN = {"cityjson", "osm-tiles"}


@pytest.fixture(scope="module")
def twin(other_twin: Make) -> OtherTwin:
    """A twin of its own."""
    return other_twin(4549, 5737)


def try_to_load(twin: OtherTwin, path: Path) -> Taken:
    """Load a file, however it ends."""
    return measure([sys.executable, str(ROOT / "manage.py"), "load", str(path)], twin.environment)


@pytest.mark.parametrize("share", [0.5, 1.0], ids=["half", "whole"])
@pytest.mark.parametrize(
    "id", [pytest.param(one.id, marks=() if one.id in OFTEN else pytest.mark.full) for one in formats]
)
def test_a_file_that_ends_in_endless_zeros_is_told_in_a_sentence(
    twin: OtherTwin, tmp_path: Path, id: str, share: float
) -> None:
    format = next(one for one in formats if one.id == id)
    source = format.files(find_source(format))[0]
    path = tmp_path / source.name
    data = source.read_bytes()
    with path.open("wb") as stream:
        stream.write(data[: int(len(data) * share)])
        stream.truncate(ENDLESS)
    taken = try_to_load(twin, path)
    assert "Traceback" not in taken.said
    assert any(word in taken.said for word in (": refused (load", "no format the twin", ": done (load")), (
        taken
    )
    assert taken.work < MOST_SECONDS
    assert taken.memory < MOST_MEMORY


def test_what_is_measured_is_the_commands_own(twin: OtherTwin, tmp_path: Path) -> None:
    taken = try_to_load(twin, tmp_path / "absent.json")
    assert "There is no file" in taken.said and taken.code
    assert 0.1 < taken.work < MOST_SECONDS
    assert 20 * 2**20 < taken.memory < MOST_MEMORY
