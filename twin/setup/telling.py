"""What `up` and its sisters say on the terminal: one line a step, with the time it took."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

LINE = threading.Lock()


def say(text: str = "") -> None:
    """Write one line at once, also from a thread and into a pipe."""
    with LINE:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


@contextmanager
def phase(title: str, announced: bool = False) -> Iterator[None]:
    """Time what happens inside and tell it when it is done; `announced` also says so beforehand."""
    if announced:
        say(f"  {'':>8}  {title} …")
    start = time.monotonic()
    yield
    say(f"  {time.monotonic() - start:6.1f} s  {title}")
