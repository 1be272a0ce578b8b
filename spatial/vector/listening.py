"""GDAL, listened to: its warnings gathered, its failures a refusal in words."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spatial.errors import RefusedError

LONGEST = 200
# What the libraries raise for broken bytes; a NameError is pyogrio's own slip over a system that is no text.
FAILURES = (RuntimeError, ValueError, OSError, OverflowError, MemoryError, SystemError, NameError)


@contextmanager
def listen(path: Path) -> Iterator[list[str]]:
    """Gathers what GDAL warns of while it reads `path`; whatever it fails at is a RefusedError."""
    said: list[str] = []
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield said
    except FAILURES as error:
        told = [str(error), *(str(one.message) for one in caught[:1])]
        reason = "; ".join(_shorten(one, path) for one in told)
        if isinstance(error, NameError):
            reason = "its coordinate system is no text"
        raise RefusedError(f"{path.name} cannot be read ({reason}); fetch or export it again.") from None
    finally:
        said.extend(_shorten(str(one.message), path) for one in caught)


def _shorten(text: str, path: Path) -> str:
    """One line without the folder the file happens to lie in."""
    line = " ".join(text.replace(f"{path.parent}/", "").split("; It might help")[0].split())
    return line[:LONGEST].rstrip(".;")
