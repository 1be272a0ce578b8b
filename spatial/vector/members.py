"""A JSON text of any size taken apart: its features one by one, and what is around them."""

import mmap
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from spatial.errors import RefusedError

BOM = b"\xef\xbb\xbf"
LARGEST = 256 * 1024 * 1024
"""Bytes of one feature: more is a broken text, and would have to be held whole."""

# The last alternative is a quotation mark whose text never ends; to look on behind it would take for ever.
UNENDING = b'"'
TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]]|"', re.DOTALL)
_BRACE = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}]|"', re.DOTALL)
_COLON = re.compile(rb"\s*:\s*")
_SPACE = b" \t\r\n\x1e"
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf|[ \t\r\n\x1e])*")
_STRETCH = 16 * 1024 * 1024
_NEXT = 1024


class Piece(NamedTuple):
    """One feature's text, with its line where it begins one; or what stands `around` the features."""

    text: bytes
    line: int | None = None
    around: bool = False


Text = mmap.mmap | bytes


@contextmanager
def open_text(path: Path) -> Iterator[Text]:
    """The bytes of a file, not read at once. Raises RefusedError for an empty or unreadable one."""
    try:
        if not path.stat().st_size:
            raise RefusedError(f"{path.name} is empty; fetch it again.")
        with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
            yield text
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be read ({error.strerror}); check it.") from None


def refuse_nul(text: Text, name: str, start: int = 0, end: int | None = None) -> None:
    """Raise RefusedError where a text holds a zero byte, as a file does that was written only in part."""
    if (nul := text.find(b"\0", start, len(text) if end is None else end)) >= 0:
        raise RefusedError(f"{name} is no text from byte {nul} on; fetch it again.")


def find_keys(text: Text, end: int) -> Iterator[tuple[int, bytes, int]]:
    """Each member's key within the first `end` bytes: how deep it stands, its quotes, where its value is."""
    depth = 0
    for token in TOKEN.finditer(text, 0, end):
        word = token[0]
        if word == UNENDING:
            return
        if len(word) == 1:
            depth += (word in b"{[") - (word in b"]}")
        elif colon := _COLON.match(text, token.end()):
            yield depth, word, colon.end()


def find_type(text: Text, end: int) -> bytes | None:
    """The outermost object's "type" within the first `end` bytes, in its quotes; None where it is not."""
    for depth, key, at in find_keys(text, end):
        if depth == 1 and key == b'"type"':
            value = TOKEN.match(text, at)
            return value[0] if value else None
    return None


def split_sequence(text: Text, name: str) -> Iterator[Piece]:
    """The objects of a sequence, each with its line: by lines where it has one a line."""
    return split_lines(text, name) if is_by_lines(text, name) else split_objects(text, name)


def is_by_lines(text: Text, name: str) -> bool:
    """Whether the first object of a text ends in the line it begins in, or at least another begins the next.

    Within an object laid out over several lines none begins with a brace but in a list.
    """
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    end = _end_line(text, start, 1, name)
    tokens = (token[0] for token in _BRACE.finditer(text, start, end))
    braces = list(takewhile(lambda word: word != UNENDING, tokens))
    whole = braces.count(b"{") == braces.count(b"}") > 0
    return whole or text[end : end + _NEXT].lstrip(_SPACE).startswith(b"{")


def split_objects(text: Text, name: str) -> Iterator[Piece]:
    """Objects one after the other, however laid out (RFC 8142). Raises RefusedError where one is cut."""
    at, line, kept = 0, 1, 0
    while (start := text.find(b"{", at)) >= 0:
        kept = let_go(text, kept, at)
        between = bytes(text[at:start])
        line += between.count(b"\n")
        if between.removeprefix(BOM).strip(_SPACE):
            raise RefusedError(
                f"{name}, line {line}: something stands between two features; export it again."
            )
        at = find_end(text, start, name)
        piece = bytes(text[start:at])
        yield Piece(piece, line)
        line += piece.count(b"\n")


def split_lines(text: Text, name: str) -> Iterator[Piece]:
    """The lines of a text that are not blank, with their numbers. Raises RefusedError for an endless one."""
    at, number, size, kept = 0, 0, len(text), 0
    while at < size:
        kept = let_go(text, kept, at)
        number += 1
        end = _end_line(text, at, number, name)
        line = bytes(text[at:end]).strip(_SPACE)
        if line and not (number == 1 and line == BOM):
            yield Piece(line.removeprefix(BOM), number)
        at = end + 1


def split_features(text: Text, name: str) -> Iterator[Piece]:
    """The members of the outermost "features" list one by one, at the end the text around them.

    In that text each feature stands as 0, so that a parser judges what is between them. Raises
    RefusedError for a text that ends in the middle.
    """
    around = bytearray()
    depth, at, told, kept, listing = 0, 0, 0, 0, False
    while token := TOKEN.search(text, at):
        word, at = token[0], token.end()
        if word == UNENDING:
            raise RefusedError(f"{name} ends in the middle of a text; it was cut: fetch it again.")
        if len(word) > 1:
            if depth == 1 and word == b'"features"' and (colon := _COLON.match(text, at)):
                listing = text[colon.end() : colon.end() + 1] == b"["
            continue
        if listing and depth == 2 and word == b"{":
            end = find_end(text, token.start(), name)
            around += text[told : token.start()] + b"0"
            yield Piece(bytes(text[token.start() : end]))
            kept = let_go(text, kept, end)
            at = told = end
            continue
        depth += 1 if word in b"{[" else -1
        listing = listing and depth > 1
        if token.start() - told > LARGEST:
            raise RefusedError(
                f"{name} holds more around its features than a file of features can; check it."
            )
    around += text[told : told + LARGEST]
    yield Piece(bytes(around).removeprefix(BOM), around=True)


def _end_line(text: Text, start: int, number: int, name: str) -> int:
    """Where the line that begins at `start` ends; an overlong one is not sought through to its end."""
    for limit in (min(_STRETCH, LARGEST), LARGEST):
        end = text.find(b"\n", start, start + limit + 1)
        if end >= 0:
            return end
        if len(text) - start <= limit:
            return len(text)
        refuse_nul(text, name, start, start + limit)
    raise RefusedError(
        f"{name}: line {number} is longer than a feature can be; have it written with a feature a line."
    )


def find_end(text: Text, start: int, name: str) -> int:
    """Where the object that begins at `start` ends."""
    depth = 0
    for token in _BRACE.finditer(text, start):
        word = token[0]
        if word == UNENDING or token.end() - start > LARGEST:
            break
        depth += (word == b"{") - (word == b"}")
        if not depth:
            return token.end()
    raise RefusedError(f"{name} ends in the middle of a feature; it was cut: fetch it again.")


def let_go(text: Text, kept: int, at: int) -> int:
    """Give back the memory of what was read before `at`, a stretch at a time; from where the rest is kept."""
    if isinstance(text, bytes) or at - kept < _STRETCH:
        return kept
    end = at // mmap.PAGESIZE * mmap.PAGESIZE
    text.madvise(mmap.MADV_DONTNEED, kept, end - kept)
    return end
