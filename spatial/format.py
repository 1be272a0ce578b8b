"""What comes in: the frozen idea of a file format, for loaders, upload choices and docs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spatial.records import Issue, Record
from spatial.registry import Registry
from spatial.tables import Table
from spatial.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a file says of itself before its rows are read; None where it says nothing.

    `crs` and `heights` are as declared ("EPSG:28992", "EPSG:5709"); `has_heights` tells that the
    coordinates are 3D or the values heights; `extent` is (west, south, east, north) of the data in the
    file's own axes, in x-y order as stored. `placed` is a sentence on how a file that lies in coordinates
    of its own was put on the map, told where that place is refused. `about` is what else it says of itself,
    in the format's own words, as JSON.
    """

    crs: str | None
    heights: str | None = None
    has_heights: bool = False
    extent: tuple[float, float, float, float] | None = None
    version: str | None = None
    dataset: str | None = None
    title: str | None = None
    publisher: str | None = None
    licence: str | None = None
    attribution: str | None = None
    total: int | None = None
    placed: str = ""
    notes: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the person who loads a file said of it, over what the file says of itself.

    `swap_axes` tells that x and y stand the other way round in the file; a format exchanges them as it reads.
    `repair` allows to mend what can be mended; each repair is a finding.
    """

    crs: str | None = None
    heights: str | None = None
    swap_axes: bool = False
    repair: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way a file can come in.

    `recognises(head)` judges the first 64 KiB by content; `files(path)` lists the files of one source (a
    folder format lists several) in a stable order; `header(path, asked)` and `read(path, asked)` raise
    RefusedError with a sentence when the file cannot be used at all, otherwise `read` streams records and
    findings in the file's order, a bad row being an Issue of severity error in its place. A format of plain
    tables has `tables(path, asked)` in the place of `read`; its header is that of its first table.
    """

    id: str
    title: Text
    extensions: tuple[str, ...]
    media_type: str
    recognises: Callable[[bytes], bool]
    files: Callable[[Path], list[Path]]
    header: Callable[[Path, Asked], Header]
    read: Callable[[Path, Asked], Iterator[Record | Issue]] | None = None
    tables: Callable[[Path, Asked], list[Table]] | None = None


formats: Registry[Format] = Registry("spatial.formats", "FORMAT")

HEAD = 65536
