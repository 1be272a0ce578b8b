"""The parts of an archive while it is being drawn: files beside it by which an interrupted one goes on."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import orjson

from spatial.errors import RefusedError
from tiles.archive.drawing import Batch, Entry
from twin.setup.locks import take

PLAN, LOCK = "plan.json", "lock"


class Parts:
    """The folder of the parts of one archive: its plan, and the batches that are drawn."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read_plan(self) -> tuple[str, list[list[int]]] | None:
        """What the tiles that lie here follow from, as a hash, and their batches."""
        path = self.folder / PLAN
        if not path.exists():
            return None
        plan = orjson.loads(path.read_bytes())
        return plan["state"], plan["batches"]

    def begin(self, state: str, batches: Sequence[Sequence[int]]) -> None:
        """Take away all that lies here and keep a new plan."""
        for path in self.folder.iterdir():
            if path.name != LOCK:
                path.unlink()
        write(self.folder / PLAN, orjson.dumps({"state": state, "batches": batches}))

    def keep(self, number: int, batch: Batch) -> None:
        """Keep a batch; it counts as drawn once its entries have their name, which come last."""
        write(self.folder / f"{number}.tiles", batch.content)
        write(self.folder / f"{number}.json", orjson.dumps(batch.entries))

    def drawn(self) -> set[int]:
        """The numbers of the batches that lie here whole."""
        return {int(path.stem) for path in self.folder.glob("*.json") if path.name != PLAN}

    def entries(self, number: int) -> list[Entry]:
        """The entries of a batch."""
        return [Entry(**one) for one in orjson.loads((self.folder / f"{number}.json").read_bytes())]

    def content(self, number: int) -> Path:
        """The file of a batch's tiles."""
        return self.folder / f"{number}.tiles"


@contextmanager
def open_parts(file: Path) -> Iterator[Parts]:
    """The parts beside an archive, for one command at a time; the folder stays where the body fails.

    Raises RefusedError where another command writes the archive, or where the folder is somebody else's.
    """
    folder = file.with_name(f"{file.name}.parts")
    if folder.exists() and not (folder / LOCK).exists() and any(folder.iterdir()):
        raise RefusedError(f"{folder} holds what is no archive's parts; move it away or name another file.")
    folder.mkdir(exist_ok=True)
    lock = take(folder / LOCK, wait=False)
    if lock is None:
        raise RefusedError(f"Another command is writing {file}; wait for it or name another file.")
    try:
        yield Parts(folder)
        shutil.rmtree(folder)
    finally:
        os.close(lock)


def write(path: Path, content: bytes) -> None:
    """A file that takes its name only once it is whole, even through a power cut."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)
