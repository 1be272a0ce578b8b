"""pandapipes' networks of gas, water and heat: junctions, what lies between two, what hangs on one.

A junction's height is taken as that of the ground, as modellers give it; how deep the pipe lies is not in
the file and stays unknown. Rows keep their columns' names, which tell their units, and what is no row of an
object stays with the record `model`: `write_net` puts the network together again.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from math import isfinite
from typing import Any, NamedTuple

import shapely

from spatial.format import Header
from spatial.pipe_networks.columns import convert
from spatial.pipe_networks.fluids import infer_class
from spatial.pipe_networks.frames import Net, Row
from spatial.pipe_networks.heights import find_blanks
from spatial.pipe_networks.keeping import MODEL
from spatial.pipe_networks.plan import Point, measure
from spatial.records import CityObject, Generic, Issue, Link, Node, Severity

JUNCTION, PIPE = "junction", "pipe"
POINTS, COURSES = "junction_geodata", "pipe_geodata"
RESULT = "res_"
ENDS = (("from_junction", "to_junction"), ("return_junction", "flow_junction"))
FIGURES = ("height_m", "diameter_m", "inner_diameter_mm")
# The materials of pandapipes' own standard types, such as 110_PE_100_SDR_11, as CJJ 61 codes them.
MATERIALS = {"GGG": "QM", "PE": "PE", "PVC": "PVC", "ST": "G"}

_STANDARD = re.compile(r"\d+_(GGG|PE|PVC|ST)")


class Part(NamedTuple):
    """A row of a table: between two junctions where there are two ends, on one where there is one."""

    table: str
    index: Any
    row: Row
    ends: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code of its record."""
        return name_row(self.table, self.index)

    def tell(self, severity: Severity, code: str, message: str) -> Issue:
        """A finding about it."""
        content = {"row": self.row} if severity is Severity.ERROR else None
        return Issue(severity=severity, code=code, message=message, object=self.code, content=content)


class Network:
    """The records of a network; x and y are exchanged where `swapped`."""

    def __init__(self, net: Net, swapped: bool) -> None:
        self.net, self.swapped = net, swapped
        self.network, self.klass, self.fluid = infer_class(net)
        self.findings: list[Issue] = []
        self.objects: list[Part] = []
        self.hanging: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self.held: set[str] = set()
        self.results = {
            name_row(name, index): row
            for name in net.frames
            if name.startswith(RESULT)
            for index, row in net.rows(name)
        }
        self._sort_rows()
        self.junctions = {part.code for part in self.objects if part.table == JUNCTION}
        self.points = dict(self._read_points())
        self.courses = dict(self._read_courses())
        heights = {part.code: float(part.row["height_m"]) for part in self.objects if "height_m" in part.row}
        self.blank, blanks = find_blanks(heights)
        self.findings += blanks
        self.heights = {code: height for code, height in heights.items() if code not in self.blank}

    def describe(self) -> Header:
        """What the file says of itself: no coordinate system, but a place and perhaps heights."""
        spots = [*self.points.values(), *(spot for course in self.courses.values() for spot in course)]
        name, version = (read_text(self.net.members.get(one)) for one in ("name", "version"))
        return Header(
            crs=None,
            has_heights=bool(self.heights),
            extent=measure(spots),
            version=version,
            title=name,
            total=1 + len(self.objects),
            notes={"fluid": self.fluid},
        )

    def read(self) -> Iterator[CityObject | Issue]:
        """The network's own record, its junctions, then all that lies between them."""
        klass = f"{self.network}, {self.klass}" if self.klass else self.network
        message = f"It carries {self.fluid or 'an unknown fluid'}, so its class is taken as {klass}."
        yield Issue(severity=Severity.INFO, code="CLASS_INFERRED", message=message)
        yield from self.findings
        yield self._tell_network()
        for part in self.objects:
            yield from self._tell_node(part) if part.table == JUNCTION else self._tell_link(part)

    def _sort_rows(self) -> None:
        """Tell objects from what hangs on a junction; a row that is neither is a finding."""
        for name, frame in self.net.frames.items():
            ends = next((pair for pair in ENDS if set(pair) <= set(frame.columns)), ())
            if name != JUNCTION and not ends and JUNCTION not in frame.columns:
                continue
            self.held |= {name, *({RESULT + name} & set(self.net.frames))}
            seen: set[str] = set()
            for index, row in frame.rows:
                part = Part(name, index, row if isinstance(row, dict) else {}, ())
                wrong = row if isinstance(row, str) else find_odd(row)
                if wrong or part.code in seen:
                    message = f"{wrong or 'Its index stands in an earlier row too'}; correct it in the model."
                    self.findings.append(part.tell(Severity.ERROR, "ROW_NOT_UNDERSTOOD", message))
                    continue
                seen.add(part.code)
                self._sort(part._replace(ends=find_ends(part, ends)))
        self.objects.sort(key=lambda part: part.table != JUNCTION)

    def _sort(self, part: Part) -> None:
        if part.table == JUNCTION or len(part.ends) == 2:
            self.objects.append(part)
        else:
            self.hanging[part.ends[0]][part.table].append(self._keep(part))

    def _tell_network(self) -> Generic:
        """The network itself: whatever is no row of an object."""
        kept = dict(self.net.members)
        for name in self.held | ({POINTS, COURSES} & set(self.net.frames)):
            kept[name] = {**kept[name], "_object": {"columns": list(self.net.frames[name].columns)}}
        strays = {code: rows for code, rows in self.hanging.items() if code not in self.junctions}
        return Generic(
            code=MODEL,
            footprint=None,
            name=read_text(self.net.members.get("name")),
            klass="pandapipes model",
            attributes={"fluid": self.fluid, "net": kept, **({"strays": strays} if strays else {})},
        )

    def _tell_node(self, part: Part) -> Iterator[Node | Issue]:
        spot = self.points.get(part.code)
        if spot is None:
            message = f"It has no coordinates; add them to the table {POINTS}."
            yield part.tell(Severity.WARNING, "GEOMETRY_MISSING", message)
        yield Node(
            code=part.code,
            footprint=None if spot is None else shapely.Point(spot),
            name=read_text(part.row.get("name")),
            klass=self.klass,
            function=read_text(part.row.get("type")) or JUNCTION,
            network=self.network,
            ground=self.heights.get(part.code),
            attributes={**self._keep(part), **self.hanging.get(part.code, {})},
        )

    def _tell_link(self, part: Part) -> Iterator[Link | Issue]:
        line, found = self._draw(part)
        yield from found
        start, end = part.ends
        yield Link(
            code=part.code,
            footprint=line,
            name=read_text(part.row.get("name")),
            klass=self.klass,
            function=part.table,
            network=self.network,
            start=start,
            end=end,
            diameter=read_diameter(part.row),
            material=read_material(part.row),
            attributes=self._keep(part),
        )

    def _draw(self, part: Part) -> tuple[shapely.LineString | None, list[Issue]]:
        """The course of what lies between two junctions, and what is wrong with its ends."""
        found = [
            part.tell(Severity.WARNING, "DANGLING_LINK", f"It ends at {end}, which is not there; add it.")
            for end in part.ends
            if end not in self.junctions
        ]
        course = self.courses.get(part.code) or [self.points[end] for end in part.ends if end in self.points]
        if len(set(course)) > 1:
            return shapely.LineString(course), found
        why = "it ends where it begins" if len(course) > 1 else "its ends have no coordinates; add them"
        return None, found or [part.tell(Severity.WARNING, "GEOMETRY_MISSING", f"It cannot be drawn: {why}.")]

    def _keep(self, part: Part) -> dict[str, Any]:
        """A row whole, with what the last run of the model gave for it."""
        result = self.results.get(name_row(RESULT + part.table, part.index))
        return {"index": part.index, "row": part.row, **({"result": result} if result else {})}

    def _read_points(self) -> Iterator[tuple[str, Point]]:
        for index, row in self.net.rows(POINTS):
            if not {"x", "y"} & set(row):
                continue
            spot = self._read_point([row.get("x"), row.get("y")])
            if spot is None:
                self._refuse(POINTS, Part(JUNCTION, index, row, ()))
            else:
                yield name_row(JUNCTION, index), spot

    def _read_courses(self) -> Iterator[tuple[str, list[Point]]]:
        for index, row in self.net.rows(COURSES):
            told = row.get("coords", [])
            spots = [self._read_point(one) for one in told] if isinstance(told, list) else [None]
            if None in spots:
                self._refuse(COURSES, Part(PIPE, index, row, ()))
            else:
                yield name_row(PIPE, index), [spot for spot in spots if spot]

    def _refuse(self, table: str, part: Part) -> None:
        message = f"Its row of {table} does not hold pairs of numbers; correct it."
        self.findings.append(part.tell(Severity.ERROR, "COORDINATE_NOT_NUMBER", message))

    def _read_point(self, pair: Any) -> Point | None:
        if not isinstance(pair, list) or len(pair) < 2 or not all(map(is_figure, pair[:2])):
            return None
        x, y = float(pair[0]), float(pair[1])
        return (y, x) if self.swapped else (x, y)


def name_row(table: str, index: Any) -> str:
    """The code of a row's record; an index that a tool wrote as a fraction (14.0) is that whole number."""
    whole = int(index) if isinstance(index, float) and index.is_integer() else index
    return f"{table}-{whole}"


def find_ends(part: Part, ends: tuple[str, ...]) -> tuple[str, ...]:
    """The junctions a row is tied to; a valve may stand between a junction and another or at a pipe's end."""
    if part.table == JUNCTION:
        return ()
    told = ends or ((JUNCTION, "element") if part.row.get("et") == "ju" else (JUNCTION,))
    return tuple(name_row(JUNCTION, part.row.get(one)) for one in told)


def find_odd(row: Row) -> str | None:
    """The figure of a row that is none, in words."""
    odd = [name for name in FIGURES if name in row and not is_figure(row[name])]
    return f"{odd[0]}: “{str(row[odd[0]])[:40]}” is no number" if odd else None


def is_figure(value: Any) -> bool:
    """Whether a value is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def read_text(value: Any) -> str | None:
    """A text that says something."""
    return value if isinstance(value, str) and value.strip() else None


def read_diameter(row: Row) -> float | None:
    """The inner diameter in millimetres; older networks tell it in metres. 0 is unknown."""
    if figure := row.get("inner_diameter_mm"):
        return float(figure)
    return convert(row["diameter_m"], 1000.0) if row.get("diameter_m") else None


def read_material(row: Row) -> str | None:
    """The material's code, where the standard type names one."""
    found = _STANDARD.match(str(row.get("std_type")))
    return MATERIALS[found[1]] if found else None
