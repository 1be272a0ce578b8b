"""How a file's numbers lie: which coordinate comes first, how many make a point, in which system."""

import re
from pathlib import Path
from typing import NamedTuple

from spatial.citygml.document import MEMBERS, is_member, walk
from spatial.citygml.names import Element, name_of, version_of
from spatial.crs import parse
from spatial.errors import RefusedError
from spatial.format import Asked

DIMENSIONS = ("2", "3")

# "EPSG:25832" alone is the older way of writing, with east before north whatever the authority says; a URN or
# an address keeps to the authority's order (OGC 11-135r2 §6.2).
_AS_WRITTEN = re.compile(r"\s*EPSG:\d+\s*", re.IGNORECASE)


class WrongGeometryError(Exception):
    """A geometry that cannot be read: a code, a sentence, the line."""

    def __init__(self, code: str, message: str, line: int | None) -> None:
        super().__init__(message)
        self.code, self.message, self.line = code, message, line


class Place(NamedTuple):
    """What holds at one place of a file: the system's name, whether north comes first, numbers to a point."""

    system: str | None
    turned: bool
    dimension: int


class Frame:
    """The file's system `name` and `dimension`, which hold wherever no geometry says otherwise."""

    def __init__(self, name: str | None, dimension: int, version: str, asked: Asked) -> None:
        self.name, self.version, self.asked = name, version, asked
        self.turns: dict[str, bool] = {}
        self.place = Place(name, self._turn(name), dimension)

    def enter(self, element: Element, place: Place) -> Place:
        """The place within an element that may name a system. Raises WrongGeometryError for a foreign one."""
        if not element.keys():
            return place
        name, dimension = element.get("srsName"), element.get("srsDimension")
        if name is None and dimension is None:
            return place
        if dimension is not None and dimension not in DIMENSIONS:
            message = f"“{dimension}” is no number of dimensions; points have 2 or 3."
            raise WrongGeometryError("DIMENSION_UNKNOWN", message, element.sourceline)
        if name is not None and name not in self.turns:
            self._agree(name, element.sourceline)
        return Place(
            place.system if name is None else name,
            place.turned if name is None else self.turns[name],
            place.dimension if dimension is None else int(dimension),
        )

    def _agree(self, name: str, line: int) -> None:
        """See that a geometry's own system is the file's plan system, whatever it says of heights."""
        try:
            foreign = (
                not self.asked.crs and self.name and parse(name).horizontal != parse(self.name).horizontal
            )
            self.turns[name] = self._turn(name)
        except RefusedError as refusal:
            raise WrongGeometryError("SYSTEM_UNKNOWN", str(refusal), line) from None
        if foreign:
            del self.turns[name]
            message = f"It lies in {name} and the file in {self.name}; bring it into the file's system."
            raise WrongGeometryError("SYSTEM_DIFFERS", message, line)

    def _turn(self, name: str | None) -> bool:
        """Whether north comes first under a system's name; the other way round where that was asked."""
        written = name or self.asked.crs
        try:
            north_first = bool(
                written
                and not _AS_WRITTEN.fullmatch(written)
                and parse(self.asked.crs or written).north_first
            )
        except RefusedError:
            if name != self.name:
                raise
            north_first = False
        return north_first != self.asked.swap_axes


def open_frame(path: Path, asked: Asked) -> Frame:
    """The frame of a file: by its envelope, else by its first geometry. Raises RefusedError for no XML."""
    version, name, dimension = "", None, None
    for element in walk(path, "Envelope", *MEMBERS):
        version = version or version_of(element.getroottree().getroot().tag) or ""
        if name_of(element.tag).local == "Envelope":
            name = name or element.get("srsName")
            dimension = dimension or element.get("srsDimension") or _count_corner(element)
        elif is_member(element):
            name = name or next(iter(element.xpath(".//@srsName")), None)
            dimension = dimension or next(iter(element.xpath(".//@srsDimension")), None)
            element.clear()
        if name:
            break
    return Frame(name, int(dimension) if dimension in DIMENSIONS else 3, version, asked)


def _count_corner(envelope: Element) -> str | None:
    corner = next((child.text for child in envelope if name_of(child.tag).local == "lowerCorner"), None)
    return str(len(corner.split())) if corner else None
