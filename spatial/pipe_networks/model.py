"""A model read whole from its text: its objects in order, where they lie, what was noticed on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from shapely import LineString

from spatial.format import Header
from spatial.pipe_networks.heights import find_blanks
from spatial.pipe_networks.inp import Dialect, Inp, Line
from spatial.pipe_networks.keeping import Keeping
from spatial.pipe_networks.plan import Plan
from spatial.pipe_networks.units import Units
from spatial.records import CityObject, Issue, Severity

ELEVATION = "elevation_m"


@dataclass(frozen=True, slots=True)
class Part:
    """An object as its own section tells it: its values by name in metric units, all words of its line."""

    kind: str
    section: str
    code: str
    line: Line
    words: list[str]
    values: dict[str, Any]

    @property
    def id(self) -> str:
        """The code of its record."""
        return name_record(self.kind, self.code)

    @property
    def name(self) -> str:
        """What such an object is called: "pipe" for one of [PIPES]."""
        return self.section.lower().removesuffix("s")

    def tell(self, code: str, message: str, severity: Severity = Severity.WARNING) -> Issue:
        """A finding about it, at its line."""
        return Issue(
            severity=severity, code=code, message=message, object=self.id, position=self.line.position
        )


def name_record(kind: str, code: str) -> str:
    """The code of an object's record: other objects of several kinds share a table, so it tells theirs."""
    return code if kind in ("node", "link") else f"{kind.replace(' ', '-')}-{code}"


Values = dict[str, Any] | str


class Model:
    """A model of one program; `parts` are its objects, a finding in the place of one that cannot be read."""

    def __init__(self, dialect: Dialect, inp: Inp, units: Units, plan: Plan) -> None:
        self.dialect, self.inp, self.units, self.plan = dialect, inp, units, plan
        self.parts: list[Part | Issue] = []
        self.names: dict[str, dict[str, Line]] = {kind: {} for kind in dialect.owned}
        self.spelled: dict[str, str] = {}
        self.blank: frozenset[str] = frozenset()
        self.findings: list[Issue] = []

    def add(self, kind: str, sections: tuple[str, ...], read: Callable[[str, list[str]], Values]) -> None:
        """Take the objects of a kind from its sections; `read` gives a line's values or what is wrong."""
        seen = self.names[kind]
        for section, line, words in self.inp.rows(*sections):
            code, id = words[0], name_record(kind, words[0])
            key = self.dialect.key(code)
            if key in seen:
                message = (
                    f"The {kind} “{code}” stands in line {seen[key].number} already; give it its own id."
                )
                self.parts.append(line.refuse("DUPLICATE_ID", message, id))
                continue
            seen[key] = line
            values = read(section, words)
            if isinstance(values, str):
                self.parts.append(line.refuse("VALUE_NOT_UNDERSTOOD", f"[{section}] {values}", id))
            else:
                self.parts.append(Part(kind, section, code, line, words, values))

    def settle(self) -> None:
        """See which elevations nobody filled in, once all objects are there."""
        heights = {part.code: part.values[ELEVATION] for part in self.of("node") if ELEVATION in part.values}
        self.blank, blanks = find_blanks(heights)
        self.spelled = {self.dialect.key(part.code): part.code for part in self.of("node")}
        self.findings += [*self.inp.findings, *self.plan.findings, *blanks]

    def of(self, kind: str) -> list[Part]:
        """The objects of a kind that could be read."""
        return [part for part in self.parts if isinstance(part, Part) and part.kind == kind]

    def height_of(self, part: Part) -> float | None:
        """The elevation of a node, where it is known."""
        return None if part.code in self.blank else part.values.get(ELEVATION)

    def spell(self, code: str) -> str:
        """A node's id as the node itself spells it."""
        return self.spelled.get(self.dialect.key(code), code)

    def draw_link(self, part: Part, start: str, end: str) -> tuple[LineString | None, list[Issue]]:
        """The course of a link, and what is wrong with its ends."""
        line = self.plan.draw_line(part.code, start, end)
        absent = [code for code in (start, end) if self.dialect.key(code) not in self.names["node"]]
        found = [
            part.tell("DANGLING_LINK", f"It ends at “{code}”, which is no node of the model; add it.")
            for code in absent
        ]
        if not isinstance(line, str):
            return line, found
        return None, found or [part.tell("GEOMETRY_MISSING", line)]

    @property
    def title(self) -> str | None:
        """The first line of its title."""
        return next((line.text.strip() for _, line, _ in self.inp.rows("TITLE")), None)

    def describe(self) -> Header:
        """What the file says of itself: no coordinate system, but a place and perhaps elevations."""
        return Header(
            crs=None,
            has_heights=any(self.height_of(part) is not None for part in self.of("node")),
            extent=self.plan.find_extent(),
            title=self.title,
            total=len(self.parts) + 1,
            notes={"flow_units": self.units.flow},
        )

    def read(
        self, tell: Callable[[Part, Keeping], Iterator[CityObject | Issue]]
    ) -> Iterator[CityObject | Issue]:
        """The model's own record, then every object by `tell`, findings before or in place of it."""
        codes = {kind: {self.dialect.key(part.code) for part in self.of(kind)} for kind in self.names}
        keeping = Keeping(self.inp, self.dialect, codes, set().union(*self.names.values()))
        yield from (*self.findings, *keeping.findings)
        yield keeping.describe_model(self.title, flow_units=self.units.flow)
        for part in self.parts:
            yield from [part] if isinstance(part, Issue) else tell(part, keeping)
