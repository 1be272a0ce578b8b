"""IFC 2x3, 4 and 4.3 (ISO 16739) in STEP: building models, with all that is inside of a building.

A building becomes a record with its outer skin; its storeys, spaces and elements become components. A model
stands where its map conversion puts it, else its property sets, else its site's degrees: one of these, told.
"""

from collections.abc import Iterator
from pathlib import Path

from spatial.format import Asked, Format, Header
from spatial.ifc import objects
from spatial.ifc.apart import read_apart
from spatial.ifc.document import check, recognises
from spatial.records import CityObject, Issue
from spatial.text import Text


def files(path: Path) -> list[Path]:
    """The one file of the model."""
    return [path] if path.is_file() else []


def header(path: Path, asked: Asked) -> Header:
    """What the model says of itself, and where a sample of it lies."""
    check(path)
    [found] = read_apart(path, objects.describe, asked)
    return found


def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """Every product as a record, its findings before or in place of it, buildings last."""
    check(path)
    yield from read_apart(path, objects.read, asked)


FORMAT = Format(
    id="ifc",
    title=Text("IFC 建筑信息模型", "IFC building model"),
    extensions=(".ifc",),
    media_type="application/x-step",
    recognises=recognises,
    files=files,
    header=header,
    read=read,
)
