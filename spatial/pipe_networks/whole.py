"""Files of network models, which are held whole while they are read: bounded in size, and without NUL."""

from pathlib import Path

from spatial.errors import RefusedError

LARGEST = 256 * 2**20
"""Bytes; a model takes several times as much of memory, and this is some two million pipes."""

NUL = b"\0"


def read_whole(path: Path) -> bytes:
    """The bytes of a file. Raises RefusedError for one that is too large or holds a NUL character."""
    if path.stat().st_size > LARGEST:
        raise RefusedError(
            f"{path.name} is larger than the {LARGEST // 2**20} MB that are read of one network; write its "
            "areas as networks of their own."
        )
    data = path.read_bytes()
    refuse_nul(path.name, data, NUL)
    return data


def refuse_nul(name: str, data: bytes, nul: bytes) -> None:
    """Raise RefusedError where text holds a NUL character, however it spells it."""
    if nul in data:
        place = data[: data.index(nul)].count(b"\n") + 1
        raise RefusedError(
            f"{name}, line {place}: a NUL character; remove it, or fetch the file again if it is damaged."
        )
