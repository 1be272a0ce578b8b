"""CityJSON 1.0, 1.1 and 2.0: one document of city objects with their 3D geometry, kept whole.

An error keeps an object out (and by default its file): a geometry that cannot be read, a ring that lists
fewer than three vertices, or one that crosses itself where the footprint depends on it. What can still be
used is a warning: real models are full of walls that collapsed to a line and of rings closed twice.
"""

from collections.abc import Iterator
from pathlib import Path

from spatial import crs
from spatial.cityjson.document import describe, open_document
from spatial.cityjson.forms import is_document
from spatial.cityjson.objects import Objects, read_document
from spatial.format import Asked, Format, Header
from spatial.records import CityObject, Issue
from spatial.text import Text


def files(path: Path) -> list[Path]:
    """The one file of the document."""
    return [path] if path.is_file() else []


def header(path: Path, asked: Asked) -> Header:
    """What the file says of itself, and where its vertices really lie."""
    return describe(open_document(path, asked))


def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """Every city object as a record, in the file's order, its findings before or in place of it."""
    document = open_document(path, asked)
    system = crs.declare(describe(document), asked)
    yield from read_document(Objects(document, system), asked.repair)


FORMAT = Format(
    id="cityjson",
    title=Text("CityJSON 城市模型", "CityJSON city model"),
    extensions=(".json", ".city.json"),
    media_type="application/city+json",
    recognises=is_document,
    files=files,
    header=header,
    read=read,
)
