"""Reading in a process of its own: where a library written in C++ dies of a file, the twin lives on."""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from spatial.errors import RefusedError

T = TypeVar("T")

PATIENCE = 300.0
# A model takes some forty times its file's size; what wants far more is stopped before the machine suffers.
SPACE, SPACE_PER_BYTE = 8 * 1024**3, 100

ROW, REFUSED, END = "row", "refused", "end"


def read_apart(
    path: Path, work: Callable[..., Iterator[T]], *given: Any, patience: float = PATIENCE
) -> Iterator[T]:
    """What `work(path, *given)` yields, worked out by a process that is gone when this is closed.

    `work` is a function of a module. Raises RefusedError as it does, and where the process dies, fails, or
    says nothing for `patience` seconds.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_carry_out, args=(there, work, path, given), daemon=True)
    process.start()
    there.close()
    try:
        yield from _listen(here, path, process, patience)
    finally:
        process.kill()
        process.join()
        process.close()
        here.close()


def _listen(here: Connection, path: Path, process: Any, patience: float) -> Iterator[Any]:
    while here.poll(patience):
        try:
            word, said = here.recv()
        except (EOFError, ConnectionResetError):
            process.join()
            raise RefusedError(
                f"{path.name} cannot be read: its reader died of it ({_name_death(process.exitcode)}); have "
                "it written again, or checked by a validator of IFC."
            ) from None
        if word == REFUSED:
            raise RefusedError(said)
        if word == END:
            return
        yield said
    raise RefusedError(
        f"{path.name} cannot be read: its reader said nothing for {patience:.0f} seconds; have it written "
        "again, or split it."
    )


def _name_death(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _carry_out(
    there: Connection, work: Callable[..., Iterator[Any]], path: Path, given: tuple[Any, ...]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    space = SPACE + SPACE_PER_BYTE * path.stat().st_size
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    try:
        for row in work(path, *given):
            there.send((ROW, row))
        last: tuple[str, Any] = (END, None)
    except BrokenPipeError:  # nobody listens any more
        return
    except RefusedError as refusal:
        last = (REFUSED, str(refusal))
    except Exception as error:  # what a library raises over a broken file has no common root
        reason = f"{type(error).__name__}: {error}"[:300].rstrip(".")
        last = (
            REFUSED,
            f"{path.name} cannot be read: its reader failed on it ({reason}); have it written again.",
        )
    there.send(last)
