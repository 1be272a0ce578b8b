"""A CityJSON document taken apart where it lies: its objects read one by one, its vertices as numbers.

What is not laid out as its schema says is left to the parser that reads a document whole and tells faults.
"""

import os
import re
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, overload

import numpy as np
import orjson
from numpy.typing import NDArray

from spatial.cityjson.parsing import WrongTextError, parse
from spatial.errors import RefusedError
from spatial.solids import Points
from spatial.vector.members import BOM, TOKEN, UNENDING, Text, find_end, let_go

HELD = 1024
"""Objects that are kept as parsed, for they are asked for more than once."""

STRETCH = 4 * 1024 * 1024
"""Bytes of vertices that are parsed together."""

_KEY = re.compile(rb'\s*("[^"\\]*+(?:\\.[^"\\]*+)*+")\s*:\s*', re.DOTALL)
_AFTER = re.compile(rb"\s*([,}])")
_EMPTY = re.compile(rb"\s*\}")
_PLAIN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[^\s,\[\]{}"]+', re.DOTALL)
_VERTICES_END = re.compile(rb"\]\s*\]|\[\s*\]")

Span = tuple[int, int]


class OddTextError(Exception):
    """The text is not laid out as a document is."""


class Things(Mapping[str, Any]):
    """The city objects of a file by id, in its order, each parsed when it is asked for."""

    def __init__(self, path: Path, spans: dict[str, Span]) -> None:
        self.spans, self.file = spans, os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self.file)
        self.fetch = lru_cache(maxsize=HELD)(self._fetch)

    def _fetch(self, code: str) -> Any:
        start, end = self.spans[code]
        return orjson.loads(os.pread(self.file, end - start, start))

    def __getitem__(self, code: str) -> Any:
        """One object. Raises KeyError."""
        return self.fetch(code)

    def __contains__(self, code: object) -> bool:
        """Whether the file holds an object of that id, without parsing it."""
        return code in self.spans

    def __iter__(self) -> Iterator[str]:
        """The ids."""
        return iter(self.spans)

    def __len__(self) -> int:
        """How many objects."""
        return len(self.spans)


class Vertices(Sequence[list[Any]]):
    """Stored vertices, (n, 3) whole numbers or (n, 3) fractions, each given as the list it was written as."""

    def __init__(self, numbers: NDArray[Any]) -> None:
        self.numbers = numbers

    @overload
    def __getitem__(self, place: int) -> list[Any]: ...
    @overload
    def __getitem__(self, place: slice) -> "Vertices": ...
    def __getitem__(self, place: int | slice) -> Any:
        """One vertex, or some."""
        return Vertices(self.numbers[place]) if isinstance(place, slice) else self.numbers[place].tolist()

    def __len__(self) -> int:
        """How many vertices."""
        return len(self.numbers)

    @property
    def points(self) -> Points:
        """All of them as (n, 3) floats."""
        return self.numbers.astype(float)


class Standing:
    """Where vertices really stand, worked out when it is asked for: they are held once, as stored."""

    def __init__(self, stored: Vertices, place: Callable[[Points], Points]) -> None:
        self.stored, self.place = stored, place

    @overload
    def __getitem__(self, place: int) -> Points: ...
    @overload
    def __getitem__(self, place: slice) -> Points: ...
    def __getitem__(self, place: int | slice) -> Points:
        """The coordinates of one (3), or of some (n, 3)."""
        if isinstance(place, slice):
            return self.place(self.stored[place].points)
        return self.place(self.stored.numbers[[place]].astype(float))[0]

    def __len__(self) -> int:
        """How many vertices."""
        return len(self.stored)


def take_apart(text: Text, path: Path) -> dict[str, Any] | None:
    """The root of a document, with Things and Vertices in it; None where it must be read whole."""
    try:
        return _read_root(text, path)
    except (OddTextError, WrongTextError, RefusedError, ValueError, OverflowError):
        return None


def _read_root(text: Text, path: Path) -> dict[str, Any]:
    around, told = bytearray(), 0
    taken: dict[str, Any] = {}
    at = _expect(text, len(BOM) if text[: len(BOM)] == BOM else 0, re.compile(rb"\s*\{"))
    while True:
        key = _KEY.match(text, at)
        if not key:
            raise OddTextError
        name, start = orjson.loads(key[1]), key.end()
        if name in taken:
            raise OddTextError
        if name == "CityObjects":
            spans, at = _find_objects(text, start, path.name)
            taken[name] = Things(path, spans)
            around += text[told:start] + b"{}"
            told = at
        elif name == "vertices":
            taken[name], at = _read_vertices(text, start)
            around += text[told:start] + b"[]"
            told = at
        else:
            at = _pass_over(text, start)
        after = _AFTER.match(text, at)
        if not after:
            raise OddTextError
        at = after.end()
        if after[1] == b"}":
            break
    root = parse(bytes(around + text[told:]).removeprefix(BOM))
    if len(taken) < 2:
        raise OddTextError
    return {**root, **taken}


def _expect(text: Text, at: int, pattern: re.Pattern[bytes]) -> int:
    found = pattern.match(text, at)
    if not found:
        raise OddTextError
    return found.end()


def _find_objects(text: Text, at: int, name: str) -> tuple[dict[str, Span], int]:
    """Where each city object stands, each of them parsed once; and where their end is."""
    spans: dict[str, Span] = {}
    kept, at = 0, _expect(text, at, re.compile(rb"\{"))
    if empty := _EMPTY.match(text, at):
        return spans, empty.end()
    while key := _KEY.match(text, at):
        code, start = orjson.loads(key[1]), key.end()
        if code in spans or text[start : start + 1] != b"{":
            raise OddTextError
        end = find_end(text, start, name)
        parse(bytes(text[start:end]))
        parse(bytes(key[1]))
        spans[code] = start, end
        kept = let_go(text, kept, start)
        after = _AFTER.match(text, end)
        if not after:
            raise OddTextError
        at = after.end()
        if after[1] == b"}":
            return spans, at
    raise OddTextError


def _read_vertices(text: Text, at: int) -> tuple[Vertices, int]:
    """The vertices, where all of them are three numbers of one kind; and where their end is."""
    kept, end = 0, _VERTICES_END.search(text, at)
    if not end or text[at : at + 1] != b"[":
        raise OddTextError
    if end.start() == at:
        return Vertices(np.empty((0, 3), dtype=np.int64)), end.end()
    lots, at, last = [], at + 1, end.start() + 1
    while at < last:
        until = text.find(b"]", min(at + STRETCH, last - 1), last) + 1
        lots.append(_read_numbers(orjson.loads(b"[" + text[at:until] + b"]")))
        kept = let_go(text, kept, at)
        comma = re.compile(rb"\s*,").match(text, until, last)
        if not comma and until < last:
            raise OddTextError
        at = comma.end() if comma else last
    if len({lot.dtype.kind for lot in lots}) > 1:
        raise OddTextError
    return Vertices(np.concatenate(lots)), end.end()


def _read_numbers(vertices: list[Any]) -> NDArray[Any]:
    """A list of vertices as numbers of the kind they are written in."""
    if not {type(one) for one in vertices} <= {list} or not {len(one) for one in vertices} <= {3}:
        raise OddTextError
    kinds = {type(number) for one in vertices for number in one}
    if kinds not in ({int}, {float}):
        raise OddTextError
    numbers = np.array(vertices, dtype=np.int64 if kinds == {int} else np.float64)
    small = kinds == {int} and (np.abs(numbers) <= np.iinfo(np.int32).max).all()
    return numbers.astype(np.int32) if small else numbers


def _pass_over(text: Text, at: int) -> int:
    """Where the value that begins at a place ends."""
    if plain := _PLAIN.match(text, at):
        return plain.end()
    depth = 0
    for token in TOKEN.finditer(text, at):
        word = token[0]
        if word == UNENDING:
            break
        if len(word) == 1:
            depth += 1 if word in b"{[" else -1
        if depth <= 0:
            return token.end()
    raise OddTextError
