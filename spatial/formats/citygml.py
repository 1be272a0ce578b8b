"""CityGML 2.0 and 1.0: one document of city objects, read as a stream, with Japan's i-UR extension.

An error keeps an object out (and by default its file): a geometry that cannot be read, a ring of fewer than
three points, or one that crosses itself where the footprint depends on it. Broken XML refuses the file.
"""

from collections.abc import Iterator
from pathlib import Path

from spatial import crs
from spatial.citygml.document import recognises
from spatial.citygml.frame import open_frame
from spatial.citygml.objects import Objects
from spatial.citygml.survey import survey
from spatial.format import Asked, Format, Header
from spatial.records import CityObject, Issue
from spatial.text import Text


def files(path: Path) -> list[Path]:
    """The one file of the document."""
    return [path] if path.is_file() else []


def header(path: Path, asked: Asked) -> Header:
    """What the file says of itself, and where its points really lie."""
    return survey(path, asked)


def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """Every city object as a record, in the file's order, its findings before or in place of it."""
    frame = open_frame(path, asked)
    yield from Objects(path, frame, crs.declare(Header(crs=frame.name), asked)).read()


FORMAT = Format(
    id="citygml",
    title=Text("CityGML 城市模型", "CityGML city model"),
    extensions=(".gml", ".xml"),
    media_type="application/gml+xml",
    recognises=recognises,
    files=files,
    header=header,
    read=read,
)
