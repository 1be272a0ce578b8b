"""Which format a file is, by its content, and the hash that names what was read."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from spatial.errors import RefusedError
from spatial.format import HEAD, Format, formats


@dataclass(frozen=True, slots=True)
class Input:
    """A source on disk: its format, its files, and one hash over all their bytes."""

    path: Path
    format: Format
    files: list[tuple[str, str]]
    sha256: str
    size: int


def recognise(path: Path) -> Input:
    """The format whose mark the content bears, with the hash of each file.

    The hash of a source of several files is that of their names and hashes in order. Raises
    RefusedError when the path cannot be read or no format knows it.
    """
    if not path.exists():
        raise RefusedError(f"There is no file {path}; check the path.")
    try:
        for format in formats:
            files = format.files(path)
            if files and format.recognises(head_of(files[0])):
                return describe(path, format, files)
    except OSError as error:
        raise RefusedError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error
    known = "; ".join(f"{format.title.en} ({', '.join(format.extensions)})" for format in formats)
    raise RefusedError(
        f"{path.name} is in no format the twin reads, judging by its content. It reads: {known}."
    )


def head_of(file: Path) -> bytes:
    """The first bytes of a file, enough to recognise it by."""
    with file.open("rb") as stream:
        return stream.read(HEAD)


def describe(path: Path, format: Format, files: list[Path]) -> Input:
    """The input with its hashes."""
    hashes = []
    for file in files:
        with file.open("rb") as stream:
            hashes.append((file.name, hashlib.file_digest(stream, "sha256").hexdigest()))
    joint = join(hashes) if path.is_dir() or len(files) > 1 else hashes[0][1]
    return Input(path, format, hashes, joint, sum(file.stat().st_size for file in files))


def add_file(input: Input, file: Path) -> Input:
    """The input with one file more that decides what becomes of it."""
    hashes = [*input.files, (file.name, hashlib.sha256(file.read_bytes()).hexdigest())]
    return replace(input, files=hashes, sha256=join(hashes), size=input.size + file.stat().st_size)


def join(hashes: list[tuple[str, str]]) -> str:
    """One hash over several files' names and hashes."""
    return hashlib.sha256("".join(f"{digest}  {name}\n" for name, digest in hashes).encode()).hexdigest()
