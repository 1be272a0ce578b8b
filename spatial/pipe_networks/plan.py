"""Where the nodes, links and areas of a model lie: points by id, lines between them, what cannot be drawn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import shapely

from spatial.format import Asked
from spatial.pipe_networks.columns import read_number
from spatial.pipe_networks.inp import Dialect, Inp, Line
from spatial.records import Issue, Severity

Extent = tuple[float, float, float, float]
Point = tuple[float, float]


class Plan:
    """The coordinates of a model, exchanged where asked; `findings` tell which lines could not be read.

    `points` are those of the nodes, `others` those of what no link ends at, `courses` lists of points by
    section.
    """

    def __init__(self, inp: Inp, dialect: Dialect, asked: Asked) -> None:
        self.inp, self.key, self.swapped = inp, dialect.key, asked.swap_axes
        self.points: dict[str, Point] = {}
        self.others: dict[str, Point] = {}
        self.courses: dict[str, dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
        self.findings: list[Issue] = []

    def read_points(self, section: str) -> dict[str, Point]:
        """The points of a section, one a line; of an id that stands there twice the last counts."""
        found: dict[str, Point] = {}
        for key, spot, line in self._read(section):
            if key in found:
                message = "Its coordinates stand in an earlier line too; these are taken, remove the others."
                self._note(Severity.WARNING, "COORDINATES_TWICE", message, line)
            found[key] = spot
        return found

    def read_courses(self, section: str) -> None:
        """The courses of a section, a vertex a line."""
        for key, spot, _ in self._read(section):
            self.courses[section][key].append(spot)

    def draw_point(self, code: str) -> shapely.Point | None:
        """The point of that id; None where it has no coordinates."""
        spot = self.points.get(self.key(code))
        return None if spot is None else shapely.Point(spot)

    def draw_line(self, code: str, start: str, end: str) -> shapely.LineString | str:
        """The course of a link from node to node; else the sentence that tells why there is none."""
        ends = [self.points.get(self.key(one)) for one in (start, end)]
        if None in ends:
            absent = (start, end)[ends.index(None)]
            return f"It cannot be drawn: there are no coordinates of “{absent}”, where it ends; add them."
        course = [ends[0], *self.courses["VERTICES"].get(self.key(code), ()), ends[1]]
        if len(set(course)) == 1:
            return "It cannot be drawn: it ends where it begins."
        return shapely.LineString(course)

    def find_extent(self) -> Extent | None:
        """Where everything lies; None for nothing."""
        spots = [*self.points.values(), *self.others.values()]
        spots += [spot for kind in self.courses.values() for course in kind.values() for spot in course]
        return measure(spots)

    def _read(self, section: str) -> Iterator[tuple[str, Point, Line]]:
        for _, line, words in self.inp.rows(section):
            x, y = (read_number(word) for word in (*words[1:3], "", "")[:2])
            if x is None or y is None:
                message = f"A line of [{section}] is an id and two numbers; correct it."
                self.findings.append(line.refuse("COORDINATE_NOT_NUMBER", message, words[0]))
            else:
                yield self.key(words[0]), (y, x) if self.swapped else (x, y), line

    def _note(self, severity: Severity, code: str, message: str, line: Line) -> None:
        object = line.tokens[0]
        self.findings.append(
            Issue(severity=severity, code=code, message=message, object=object, position=line.position)
        )


def measure(spots: Iterable[Point]) -> Extent | None:
    """The extent of points."""
    array = np.array(list(spots), dtype=float)
    if not array.size:
        return None
    west, south = array.min(axis=0).tolist()
    east, north = array.max(axis=0).tolist()
    return west, south, east, north
