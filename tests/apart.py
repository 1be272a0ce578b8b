"""Work that begins a loop of its own: a browser that was at work before leaves the tests in one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def do_apart(work: Callable[[], Result]) -> Result:
    """What `work` comes back with, or raises, in a thread of its own that leaves no connection."""

    def run() -> Result:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()
