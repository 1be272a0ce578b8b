"""Nodes and links by columns, so that millions are checked at once: of records or of a table's columns."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from spatial.records import CityObject, Issue, Link, Node, Severity

Words = NDArray[np.object_]
Figures = NDArray[np.float64]
Numbers = NDArray[np.int64]
NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """The nodes of a load: `xy` is (n, 2); unknown figures are nan."""

    codes: Words
    xy: Figures
    network: Words
    klass: Words
    function: Words
    ground: Figures
    invert: Figures
    depth: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The links of a load: `first` and `last` are the ends of their courses (n, 2), `length` that in plan.

    `starts` and `ends` are the codes of their nodes, None where none is told.
    """

    codes: Words
    starts: Words
    ends: Words
    first: Figures
    last: Figures
    length: Figures
    network: Words
    function: Words
    burial: Words
    vertical: Words
    start_z: Figures
    end_z: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and links: `tail` and `head` number each link's nodes (-1: none), `unit` is metres per unit."""

    nodes: Nodes
    links: Links
    tail: Numbers
    head: Numbers
    unit: float = 1.0

    @property
    def degrees(self) -> Numbers:
        """How many ends of links each node has."""
        joined = np.concatenate([self.tail, self.head])
        return np.bincount(joined[joined >= 0], minlength=len(self.nodes.codes))


def join(nodes: Nodes, links: Links, unit: float = 1.0) -> Network:
    """A network of columns; of two nodes with one code the first is meant."""
    numbers = {code: number for number, code in reversed(list(enumerate(nodes.codes.tolist())))}

    def look_up(codes: Words) -> Numbers:
        return np.array([numbers.get(code, NOWHERE) for code in codes.tolist()], dtype=np.int64)

    return Network(nodes=nodes, links=links, tail=look_up(links.starts), head=look_up(links.ends), unit=unit)


def gather(records: Iterable[CityObject], unit: float = 1.0) -> Network:
    """The network among a load's records, whose coordinates count in units of so many metres."""
    nodes: list[Node] = []
    links: list[Link] = []
    for record in records:
        if isinstance(record, Node):
            nodes.append(record)
        elif isinstance(record, Link):
            links.append(record)
    return join(_make_nodes(nodes), _make_links(links), unit)


def _make_nodes(nodes: list[Node]) -> Nodes:
    shapes = np.array([node.footprint for node in nodes], dtype=object)
    return Nodes(
        codes=_words(node.code for node in nodes),
        xy=np.column_stack([shapely.get_x(shapes), shapely.get_y(shapes)]).reshape(-1, 2).astype(float),
        network=_words(node.network for node in nodes),
        klass=_words(node.klass for node in nodes),
        function=_words(node.function for node in nodes),
        ground=_figures(node.ground for node in nodes),
        invert=_figures(node.invert for node in nodes),
        depth=_figures(node.depth for node in nodes),
    )


def _make_links(links: list[Link]) -> Links:
    shapes = np.array([link.footprint for link in links], dtype=object)
    lengths = np.where(shapely.is_missing(shapes), np.nan, shapely.length(shapes)).astype(float)
    return Links(
        codes=_words(link.code for link in links),
        starts=_words(link.start for link in links),
        ends=_words(link.end for link in links),
        first=_end_points(shapes, 0),
        last=_end_points(shapes, -1),
        length=lengths,
        network=_words(link.network for link in links),
        function=_words(link.function for link in links),
        burial=_words(link.burial for link in links),
        vertical=_words(link.vertical for link in links),
        start_z=_figures(link.start_z for link in links),
        end_z=_figures(link.end_z for link in links),
    )


def _end_points(shapes: Words, place: int) -> Figures:
    """The first or the last point of each course; nan where there is none, or it is in several parts."""
    points = shapely.get_point(shapes, place)
    return np.column_stack([shapely.get_x(points), shapely.get_y(points)]).reshape(-1, 2).astype(float)


def _words(values: Iterable[object]) -> Words:
    listed = list(values)
    words = np.empty(len(listed), dtype=object)
    words[:] = listed
    return words


def _figures(values: Iterable[float | None]) -> Figures:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def take(figures: Figures, numbers: Numbers) -> Figures:
    """The figures of the nodes of those numbers; nan where there is no node."""
    if not len(figures):
        return np.full((len(numbers), *figures.shape[1:]), np.nan)
    absent = (numbers == NOWHERE).reshape(-1, *(1 for _ in figures.shape[1:]))
    return np.where(absent, np.nan, figures[numbers])


def find_missing(words: Words) -> NDArray[np.bool_]:
    """Which words are none."""
    return np.array([word is None for word in words.tolist()], dtype=bool)


def number_words(*columns: Words) -> Numbers:
    """The same number for rows that say the same in all of the columns."""
    rows = zip(*(column.tolist() for column in columns), strict=True)
    known: dict[tuple[object, ...], int] = {}
    return np.array([known.setdefault(row, len(known)) for row in rows], dtype=np.int64)


def find_repeats(keys: Numbers) -> list[Numbers]:
    """The groups of places whose key, a row of `keys`, is the same; each in order, single ones left out."""
    if not len(keys):
        return []
    order = np.lexsort(keys.T)
    changes = (keys[order[1:]] != keys[order[:-1]]).any(axis=1)
    group = np.append(0, np.cumsum(changes))
    repeated = np.flatnonzero(np.bincount(group)[group] > 1)
    borders = np.flatnonzero(np.diff(group[repeated])) + 1
    groups = [part for part in np.split(order[repeated], borders) if part.size]
    return sorted(groups, key=lambda part: int(part[0]))


def say_place(spot: Figures) -> str:
    """A position in words; empty where it is unknown."""
    return "" if np.isnan(spot).any() else f"{spot[0]:.2f} {spot[1]:.2f}"


def warn(code: str, message: str, object: str, spot: Figures, severity: Severity = Severity.WARNING) -> Issue:
    """A finding about a node or a link at its place."""
    return Issue(severity=severity, code=code, message=message, object=object, position=say_place(spot))
