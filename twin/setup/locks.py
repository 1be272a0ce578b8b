"""Locks between the commands of one twin; the kernel frees them however a command ends."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from twin.setup.telling import say


def take(path: Path, shared: bool = False, wait: bool = True) -> int | None:
    """A descriptor that holds the lock while it is open; None if another has it and `wait` is false."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock now."""
    if not path.exists():
        return False
    descriptor = take(path, wait=False)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


@contextmanager
def alone(path: Path, notice: str = "", check: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Do what is inside when nobody else does it; while waiting, say so once and call `check`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while (descriptor := take(path, wait=False)) is None:
        if notice:
            say(notice)
            notice = ""
        check()
        time.sleep(0.1)
    try:
        yield
    finally:
        os.close(descriptor)


def is_last(descriptor: int) -> bool:
    """Turn a shared lock into a sole one; false, with the lock given back, if others share it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
