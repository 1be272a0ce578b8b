"""What reads apart hands over its rows, and its death is told in a sentence."""

import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from spatial.errors import RefusedError
from spatial.ifc.apart import SPACE, read_apart


def count(path: Path, last: int) -> Iterator[int]:
    """So many numbers."""
    yield from range(last)


def refuse(path: Path) -> Iterator[int]:
    """A row, then a refusal."""
    yield 1
    raise RefusedError(f"{path.name} is no good; mend it.")


def fail(path: Path) -> Iterator[int]:
    """What a library raises."""
    yield 1
    raise KeyError("no such entity.")


def die(path: Path) -> Iterator[int]:
    """What a library written in C++ does."""
    yield 1
    os.abort()


def sleep(path: Path) -> Iterator[int]:
    """No end."""
    time.sleep(600)
    yield 1


def devour(path: Path) -> Iterator[int]:
    """More than there is."""
    yield len(bytearray(2 * SPACE))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file there is."""
    path = tmp_path / "model.ifc"
    path.write_bytes(b"")
    return path


def test_rows_come_in_order_and_the_process_is_gone_after(file: Path) -> None:
    assert list(read_apart(file, count, 5)) == [0, 1, 2, 3, 4]
    assert multiprocessing.active_children() == []


def test_who_stops_listening_ends_the_process(file: Path) -> None:
    rows = read_apart(file, count, 10**9)
    assert next(rows) == 0
    rows.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_a_refusal_comes_through_as_it_is(file: Path) -> None:
    with pytest.raises(RefusedError, match=r"^model.ifc is no good; mend it\.$"):
        list(read_apart(file, refuse))


def test_a_failure_is_a_sentence(file: Path) -> None:
    with pytest.raises(RefusedError, match=r"its reader failed on it \(KeyError: 'no such entity\.'\); have"):
        list(read_apart(file, fail))


def test_a_death_is_a_sentence_after_the_rows_before_it(file: Path) -> None:
    rows = read_apart(file, die)
    assert next(rows) == 1
    with pytest.raises(RefusedError, match=r"its reader died of it \(SIGABRT\); have it written again"):
        next(rows)


def test_silence_is_waited_for_no_longer_than_patience(file: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(RefusedError, match="said nothing for 1 seconds"):
        list(read_apart(file, sleep, patience=1.0))
    assert time.monotonic() - begun < 60


def test_what_wants_more_memory_than_there_is_for_it_is_refused(file: Path) -> None:
    with pytest.raises(RefusedError, match="MemoryError"):
        list(read_apart(file, devour))
