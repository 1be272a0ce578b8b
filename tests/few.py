"""A seeded few of many, so that long checks end in time, and all of them with `--full`."""

import os
from collections.abc import Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")
FULL = os.environ.get("TWIN_FULL") == "1"


def few(many: Sequence[Thing], number: int, seed: int | str = 8) -> list[Thing]:
    """So many of them, the same ones each time; all where the run is a full one."""
    return list(many) if FULL else Random(seed).sample(many, number)
