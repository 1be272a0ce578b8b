"""The city objects of a file in turn: gathered, measured, made records, with what is wrong in their place."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from spatial.citygml.appearance import Looks
from spatial.citygml.attributes import list_codes, settle, take_unknown
from spatial.citygml.codelists import CodeLists
from spatial.citygml.document import read_members
from spatial.citygml.fields import Maker
from spatial.citygml.frame import Frame
from spatial.citygml.hazards import make_hazard
from spatial.citygml.links import Links
from spatial.citygml.names import Element, id_of, name_of
from spatial.citygml.networks import make_network
from spatial.citygml.planning import make_zone
from spatial.citygml.remarks import Remarks
from spatial.citygml.things import Context, Gathering, Thing, walk_things
from spatial.cityobjects.kinds import read_record
from spatial.cityobjects.shapes import Case, Shape, is_bad, measure_all, tell, unite
from spatial.crs import Crs
from spatial.findings import Finding
from spatial.records import CityObject, Issue, Severity

NETWORKS = "uro"
MAKERS: tuple[Maker, ...] = (make_network, make_hazard, make_zone)
# Objects that are measured together: so many at the most, fewer where they have very many points.
TOGETHER, MOST_POINTS = 256, 20_000

_STEP = re.compile(r"\d+")


class Objects:
    """Reads the objects of one file whose coordinates lie in `crs`."""

    def __init__(self, path: Path, frame: Frame, crs: Crs) -> None:
        self.path, self.frame, self.crs = path, frame, crs
        self.context = Context(frame, crs.is_metric, Links(path), CodeLists(path), Looks(path))
        self.remarks = Remarks()
        self.nameless: Counter[str] = Counter()

    def read(self) -> Iterator[CityObject | Issue]:
        """Each object's findings, then its record unless one of them is an error; then those of the file."""
        for things in self._batch():
            shapes = self._measure(things)
            for thing in things:
                yield from self._tell(thing, shapes)
        yield from self.remarks.issues
        yield from self.context.lists.issues

    def _batch(self) -> Iterator[list[Thing]]:
        """What the members hold, some members at a time."""
        things: list[Thing] = []
        points = 0
        for member in read_members(self.path):
            held = self._gather(member)
            things += held
            points += sum(len(one.vertices) for thing in held for one in walk_things(thing))
            if len(things) >= TOGETHER or points >= MOST_POINTS:
                yield things
                things, points = [], 0
        yield things

    def _gather(self, member: Element) -> list[Thing]:
        """What a member holds; nothing remembers its elements then, which makes letting go of them quick."""
        things = []
        self.context.links.enter(member)
        self.context.looks.enter(member)
        for element in member.iterchildren("*"):
            local = name_of(element.tag).local
            self.nameless[local] += 1
            code = id_of(element) or f"{local}-{self.nameless[local]}"
            gathering = Gathering(element, self.context, self.frame.place, code, None)
            if not id_of(element):
                gathering.note_missing_id()
            things.append(gathering.thing)
        self.context.links.leave()
        return things

    def _measure(self, things: list[Thing]) -> dict[int, Shape]:
        """The shapes of things and all within them by the things' ids; what is wrong is added to each."""
        every = (one for thing in things for one in walk_things(thing))
        drawn = [one for one in every if one.geometry and not is_bad(one.findings)]
        cases = [Case(one.body, one.findings) for one in drawn]
        shapes = measure_all(cases, self.crs, self.frame.asked.repair)
        for one, case in zip(drawn, cases, strict=True):
            one.findings = [self._place(finding, one) for finding in case.found]
        return {id(one): shape for one, shape in zip(drawn, shapes, strict=True)}

    def _tell(self, thing: Thing, shapes: dict[int, Shape]) -> Iterator[CityObject | Issue]:
        """What is to tell of a thing and of those within it, the whole before its parts."""
        self._settle(thing, shapes)
        for one in walk_things(thing):
            issues = list(tell(one.code, one.findings))
            yield from issues
            if not is_bad(issues):
                yield from self._read(one, shapes[id(one)])

    def _settle(self, thing: Thing, shapes: dict[int, Shape]) -> list[Shape]:
        """Settle the shapes of a thing and of all within it by what is known of both; gives all of them."""
        within = [shape for child in thing.children for shape in self._settle(child, shapes)]
        shape = shapes.get(id(thing))
        if shape is None:
            shape = Shape()
        elif self._is_plan(thing):
            shape.low = shape.high = None
        if shape.footprint is None and within and not is_bad(thing.findings):
            shape = unite(shape, within, self.crs.unit)
        shapes[id(thing)] = shape
        return [shape, *within]

    def _place(self, finding: Finding, thing: Thing) -> Finding:
        """The finding with the line of the surface it is about, where it tells a place in the body."""
        if not finding.position.startswith("geometry"):
            return finding
        steps = tuple(map(int, _STEP.findall(finding.position)))
        lines = (thing.lines.get(steps[:size]) for size in range(len(steps), 0, -1))
        line = next((line for line in lines if line), thing.line)
        return finding._replace(position=f"line {line}, {finding.position}")

    def _is_plan(self, thing: Thing) -> bool:
        """Whether nothing is known of an object's heights: the file has none, or 0 throughout."""
        if self.frame.place.dimension == 2:
            return True
        if thing.name.local == "ReliefFeature" or any(point[2] != 0 for point in thing.vertices):
            return False
        if thing.name.vocabulary == NETWORKS:
            return True
        message = "The geometry lies at height 0 throughout; it is taken as a plan, its heights as unknown."
        self.remarks.note(Severity.INFO, "HEIGHT_ZERO", message, thing.code, f"line {thing.line}")
        return True

    def _read(self, thing: Thing, shape: Shape) -> Iterator[CityObject | Issue]:
        where = f"line {thing.line}"

        def note(name: str, value: str) -> None:
            message = f"{name} is {value}, which stands for unknown."
            self.remarks.note(Severity.INFO, "VALUE_UNKNOWN", message, thing.code, where)

        def remark(severity: Severity, code: str, message: str) -> None:
            self.remarks.note(severity, code, message, thing.code, where)

        unknown = take_unknown(thing.attributes, note)
        settle(thing.attributes)
        for make in MAKERS:
            if records := make(thing, shape, self.context.lists, remark):
                for record in records:
                    record.attributes.update(unknown)
                yield from records
                return
        yield from self._read_usual(thing, shape, unknown)

    def _read_usual(
        self, thing: Thing, shape: Shape, unknown: dict[str, Any]
    ) -> Iterator[CityObject | Issue]:
        """The record of a thing of CityGML's own vocabularies, or of one that nobody knows."""
        parent = thing.parent if thing.type == "BuildingPart" else None
        told = thing.body | {"attributes": thing.attributes, "address": thing.addresses or None}
        reading = read_record(thing.code, told, parent, shape)
        reading.record.attributes.update(unknown)
        for key in reading.odd:
            message = "The value is not what CityGML says it should be; it stays among the attributes."
            where = f"line {thing.line}, {key}"
            finding = Finding(Severity.WARNING, "ATTRIBUTE_NOT_UNDERSTOOD", message, where)
            yield from tell(thing.code, [finding])
        yield replace(reading.record, codes=list_codes(thing.attributes))
