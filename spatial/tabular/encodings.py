"""The encoding of a text table: by its mark, else UTF-8, else GB 18030, judged by every byte of the file."""

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from spatial.errors import RefusedError

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
UTF_32 = b"\xff\xfe\0\0"
NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "gb18030": "GB 18030"}
PIECE = 1024 * 1024
AROUND = 32 * 1024
MOSTLY = 0.6

_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f]")


class Fault(NamedTuple):
    """The first byte that an encoding cannot hold: its line from 1, its place from 0."""

    line: int
    place: int


def find_encoding(path: Path) -> str:
    """Python's name of the encoding. Raises RefusedError naming line and byte of what is in none."""
    with path.open("rb") as stream:
        head = stream.read(len(UTF_32))
    marked = read_mark(head)
    fault = find_fault(path, marked or "utf-8")
    if fault is None:
        return marked or "utf-8"
    if marked or _is_mostly_utf8(path, fault):
        raise _refuse(path, fault, f"is no {NAMES[marked or 'utf-8']}, as the rest of the file is")
    if (other := find_fault(path, "gb18030")) is not None:
        raise _refuse(path, other, "is neither UTF-8 nor GB 18030")
    return "gb18030"


def read_mark(head: bytes) -> str | None:
    """The encoding whose byte order mark begins the bytes."""
    if head.startswith(UTF_32):
        return None
    return next((name for mark, name in MARKS.items() if head.startswith(mark)), None)


def decode_head(head: bytes) -> str | None:
    """The first bytes of a file as text, but for a character cut at their end; None for what is no text.

    Text of an encoding that is not known is read as far as it goes, so that its fault can be told.
    """
    for name in [marked] if (marked := read_mark(head)) else ["utf-8", "gb18030"]:
        try:
            return codecs.getincrementaldecoder(name)().decode(head)
        except UnicodeDecodeError:
            continue
    text = head.decode(errors="replace")
    return None if _CONTROL.search(text) else text


def find_fault(path: Path, encoding: str) -> Fault | None:
    """Where a file first breaks an encoding; None where it never does."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done, lines = 0, 1
    with path.open("rb") as stream:
        while True:
            piece = stream.read(PIECE)
            waiting = len(decoder.getstate()[0])
            try:
                lines += decoder.decode(piece, final=not piece).count("\n")
            except UnicodeDecodeError as error:
                before = error.object[: error.start]
                return Fault(lines + before.count(b"\n"), done - waiting + error.start)
            if not piece:
                return None
            done += len(piece)


def _is_mostly_utf8(path: Path, fault: Fault) -> bool:
    """Whether what is not ASCII around a fault is UTF-8 for the greater part."""
    with path.open("rb") as stream:
        stream.seek(max(0, fault.place - AROUND))
        data = stream.read(2 * AROUND)
    above = sum(byte > 127 for byte in data)
    kept = sum(byte > 127 for byte in data.decode(errors="ignore").encode())
    return kept > MOSTLY * above


def _refuse(path: Path, fault: Fault, wrong: str) -> RefusedError:
    with path.open("rb") as stream:
        stream.seek(fault.place)
        byte = stream.read(1).hex().upper()
    return RefusedError(
        f"{path.name}, line {fault.line}: byte {fault.place} (0x{byte}) {wrong}; save the file as UTF-8."
    )
