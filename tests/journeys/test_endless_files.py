"""Files that begin as they should and then go on for two gigabytes cost neither memory nor patience."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from spatial.format import formats
from tests.contracts.test_formats import find_source
from tests.journeys.conftest import OtherTwin
from tests.journeys.machine import ROOT

Make = Callable[[int, int | None], OtherTwin]
ENDLESS = 2 * 1024**3
MOST_MEMORY, MOST_SECONDS = 700 * 2**20, 60.0
OFTEN = {"cityjson", "osm-tiles"}
# A small process of its own starts the command: what is held by whoever starts it counts as held by it.
MEASURED = (
    "import resource, subprocess, sys; subprocess.call(sys.argv[1:]); "
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)"
)


@pytest.fixture(scope="module")
def twin(other_twin: Make) -> OtherTwin:
    """A twin of its own."""
    return other_twin(4549, 5737)


def measure(twin: OtherTwin, path: Path) -> tuple[str, float, int]:
    """What loading a file says, its seconds of work, the most bytes it held."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, str(ROOT / "manage.py"), "load", str(path)],
        env={**os.environ, **twin.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        check=True,
    )
    *said, used = done.stdout.splitlines()
    seconds, memory = used.split()
    return "\n".join(said), float(seconds), int(memory)


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
    said, seconds, memory = measure(twin, path)
    assert "Traceback" not in said
    assert ": refused (load" in said or "no format the twin reads" in said or ": done (load" in said, said
    assert seconds < MOST_SECONDS
    assert memory < MOST_MEMORY


def test_what_is_measured_is_the_commands_own(twin: OtherTwin, tmp_path: Path) -> None:
    said, seconds, memory = measure(twin, tmp_path / "absent.json")
    assert "There is no file" in said
    assert 0.1 < seconds < MOST_SECONDS
    assert 20 * 2**20 < memory < MOST_MEMORY
