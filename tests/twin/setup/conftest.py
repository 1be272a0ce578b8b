"""A clone and a twin for the set-up's tests, apart from the twin beside which the tests run."""

import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from twin.setup import environment
from twin.setup.children import Children
from twin.setup.instance import Instance, write_json

ROOT = Path(__file__).resolve().parents[3]
CHOSEN = ("TWIN_DATA_DIR", "TWIN_CRS", "TWIN_HEIGHTS", "DATABASE_URL")


@pytest.fixture(autouse=True)
def unchosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the tests' own twin is inherited."""
    for name in CHOSEN:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """A command under test leaves pytest's signals as they were."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    former = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, former, strict=True):
        signal.signal(number, handler)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder with a short path that PostgreSQL's and nginx's accounts can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="twin-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def clone(open_folder: Path) -> Path:
    """What the set-up reads of a clone, with a `.venv` that is complete."""
    root = open_folder / "clone"
    (root / "tiles/web").mkdir(parents=True)
    (root / "tiles/web/main.ts").write_text("export {}\n")
    (root / "fixtures/astana").mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        (root / "tiles/web" / name).write_text("{}\n")
        (root / "fixtures/astana" / name).write_text("{}\n")
    (root / environment.LOCK).write_text(f"# run\n{environment.TESTS_ONLY}# test\n")
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv").chmod(0o755)
    environment.python(root).symlink_to(shutil.which("python3", path="/usr/bin") or "/usr/bin/python3")
    write_json(root / ".venv" / environment.STAMP, environment.stamp_of(root, "test"))
    return root


@pytest.fixture
def instance(clone: Path) -> Instance:
    """A twin of that clone, as nobody has chosen anything; its sockets lie in the same folder."""
    found = replace(Instance.read(clone), run_dir=str(clone.parent / "run"), port=free_port())
    found.data_dir.mkdir()
    return found


@pytest.fixture
def children(instance: Instance) -> Iterator[Children]:
    """The processes of that twin, ended with the test."""
    started = Children(instance)
    yield started
    started.stop()


def await_that(happens: Callable[[], bool]) -> None:
    """Wait for what the kernel or another process takes a moment to do."""
    deadline = time.monotonic() + 20
    while not happens():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)


def free_port() -> int:
    """A port nobody listens at now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port
