"""A file surveyed from end to end before it is read: what it says of itself, where it really lies."""

from pathlib import Path
from typing import Any

import numpy as np
from lxml import etree

from spatial.citygml.document import MEMBERS, TEXTURES, free, is_member, is_texture_of_model, walk
from spatial.citygml.frame import Frame, WrongGeometryError, open_frame
from spatial.citygml.names import Element, name_of
from spatial.citygml.points import read_points, to_floats
from spatial.cityjson.document import is_sensible
from spatial.format import Asked, Header
from spatial.solids import Points

TEXTS = ("{*}posList", "{*}pos")
OLDER = "{*}coordinates"
LOCAL = "relativeGMLGeometry"
TOGETHER = 10_000
_SAID = etree.XPath(".//@srsName | .//@srsDimension", smart_strings=False)


def survey(path: Path, asked: Asked) -> Header:
    """The header of a file. Raises RefusedError where the XML cannot be read to its end."""
    frame = open_frame(path, asked)
    box, total = Box(), 0
    about: dict[str, str] | None = None
    for element in walk(path, *MEMBERS, TEXTURES):
        if is_member(element):
            about = _read_about(element.getparent()) if about is None else about
            total += sum(1 for _ in element.iterchildren("*"))
            for points in _find_points(element, frame):
                box.grow(points)
            free(element)
        elif is_texture_of_model(element):
            free(element)
    low, high = box.corners
    about = about or {}
    return Header(
        crs=frame.name,
        has_heights=low is not None and frame.place.dimension == 3,
        extent=None if low is None or high is None else (low[0], low[1], high[0], high[1]),
        version=frame.version,
        title=about.get("name"),
        total=total,
        notes=_note(about, low, high),
    )


def _note(about: dict[str, str], low: list[float] | None, high: list[float] | None) -> dict[str, Any]:
    notes: dict[str, Any] = {} if low is None or high is None else {"z": [low[2], high[2]]}
    return notes | ({"description": about["description"]} if "description" in about else {})


class Box:
    """The least box about points; those that lie nowhere on earth are left out."""

    def __init__(self) -> None:
        self.low, self.high = np.full(3, np.inf), np.full(3, -np.inf)
        self.waiting: list[Points] = []
        self.number = 0

    def grow(self, points: Points) -> None:
        """Take points in, many at a time."""
        self.waiting.append(points)
        self.number += len(points)
        if self.number >= TOGETHER:
            self._settle()

    def _settle(self) -> None:
        points = np.concatenate([np.empty((0, 3)), *self.waiting])
        self.waiting, self.number = [], 0
        sound = points[is_sensible(points)]
        if len(sound):
            self.low = np.minimum(self.low, sound.min(axis=0))
            self.high = np.maximum(self.high, sound.max(axis=0))

    @property
    def corners(self) -> tuple[list[float] | None, list[float] | None]:
        """The lowest and the highest corner; None where there was no point."""
        self._settle()
        return (self.low.tolist(), self.high.tolist()) if np.isfinite(self.low).all() else (None, None)


def _read_about(model: Element) -> dict[str, str]:
    """What the city model says of itself before its members."""
    texts = ((name_of(child.tag), (child.text or "").strip()) for child in model.iterchildren("*"))
    return {name.local: text for name, text in texts if name.vocabulary == "gml" and text}


def _find_points(member: Element, frame: Frame) -> list[Points]:
    """All points of a member, as one array where one frame holds for all of it."""
    usual = {frame.name, str(frame.place.dimension)}
    if usual.issuperset(_SAID(member)) and next(member.iter(OLDER, f"{{*}}{LOCAL}"), None) is None:
        try:
            numbers = to_floats(" ".join([one.text or "" for one in member.iter(*TEXTS)]))
            points = np.array(numbers, dtype=float).reshape(-1, frame.place.dimension)
            return [_lay(points, frame.place.turned)]
        except ValueError:  # what is wrong with which is found out one by one
            pass
    return _find_one_by_one(member, frame)


def _find_one_by_one(member: Element, frame: Frame) -> list[Points]:
    """The points of each element that has some, as far as they can be read; local coordinates aside."""
    found = []
    for element in member.iter(*TEXTS, OLDER):
        above: list[Any] = list(element.iterancestors())[::-1]
        if any(name_of(one.tag).local == LOCAL for one in above):
            continue
        try:
            place = frame.place
            for one in above[:-1]:
                place = frame.enter(one, place)
            found.append(
                np.array(read_points(above[-1], frame, frame.enter(above[-1], place))).reshape(-1, 3)
            )
        except WrongGeometryError:  # told of the object when it is read
            continue
    return found


def _lay(points: Points, turned: bool) -> Points:
    if points.shape[1] == 2:
        points = np.column_stack([points, np.zeros(len(points))])
    return points[:, [1, 0, 2]] if turned else points
