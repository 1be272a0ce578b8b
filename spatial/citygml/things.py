"""One city object as it is read: its attributes, its geometry with its meaning, the objects within it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from spatial.citygml.addresses import read_address
from spatial.citygml.appearance import Looks
from spatial.citygml.codelists import CodeLists
from spatial.citygml.dressing import Dressing
from spatial.citygml.features import (
    IMPLICIT,
    Held,
    first_of,
    held_by,
    lod_of,
    type_of,
)
from spatial.citygml.frame import Frame, Place, WrongGeometryError
from spatial.citygml.geometry import Geometries, make_geometry
from spatial.citygml.implicit import Models
from spatial.citygml.links import Links
from spatial.citygml.names import Element, Name, id_of, level_of, name_of
from spatial.citygml.surfaces import Leaf, find_leaves
from spatial.citygml.values import Values, add
from spatial.cityjson.document import FARTHEST, HIGHEST
from spatial.findings import Finding
from spatial.records import Severity

# A plan of LoD 0 is that of the ground or that of the roof (CityGML 2.0 §10.3.1).
PLANS = {"FootPrint": "GroundSurface", "RoofEdge": "RoofSurface"}


@dataclass(slots=True, kw_only=True)
class Thing:
    """A city object: `name` is its tag's, `line` where it begins, `parent` the code of what it is within."""

    code: str
    name: Name
    type: str
    line: int
    parent: str | None
    attributes: dict[str, Any] = field(default_factory=dict)
    addresses: list[dict[str, Any]] = field(default_factory=list)
    geometry: list[dict[str, Any]] = field(default_factory=list)
    vertices: list[tuple[float, float, float]] = field(default_factory=list)
    templates: dict[str, Any] = field(default_factory=dict)
    appearance: dict[str, Any] = field(default_factory=dict)
    lines: dict[tuple[int, ...], int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    children: list["Thing"] = field(default_factory=list)

    @property
    def body(self) -> dict[str, Any]:
        """The object as CityJSON would hold it, but for its attributes."""
        body: dict[str, Any] = {"type": self.type, "geometry": self.geometry, "vertices": self.vertices}
        if self.appearance:
            body["appearance"] = self.appearance
        if self.templates:
            body["geometry-templates"] = self.templates
        if self.parent is not None:
            body["parents"] = [self.parent]
        if self.children:
            body["children"] = [child.code for child in self.children]
        return body


@dataclass(slots=True)
class Context:
    """What holds for a whole file; `metric` tells that its plan counts metres."""

    frame: Frame
    metric: bool
    links: Links
    lists: CodeLists
    looks: Looks


class Gathering:
    """Reads one feature of a file, and those within it, to things: `thing`."""

    def __init__(
        self, element: Element, context: Context, place: Place, code: str, parent: str | None
    ) -> None:
        self.context = context
        self.thing = Thing(
            code=code,
            name=name_of(element.tag),
            type=type_of(element),
            line=element.sourceline,
            parent=parent,
        )
        self.geometries = Geometries(context.frame, context.links)
        self.models = Models(context.frame, context.links)
        self.holders: list[Element] = []
        self.surfaces: list[Element] = []
        self.within: list[Element] = []
        self.place = self._settle(element, place)
        self.thing.attributes = Values(context.lists, self._take).read(element)
        self._draw()
        self.thing.findings += context.links.broken
        context.links.broken.clear()
        self._gather_within()

    def _settle(self, element: Element, place: Place) -> Place:
        """The place within the feature, whose own envelope may name a system."""
        for child in element.iterchildren("{*}boundedBy"):
            envelope = first_of(child)
            if envelope is not None and name_of(envelope.tag) == ("gml", "Envelope"):
                return self._try(partial(self.context.frame.enter, envelope, place)) or place
        return place

    def _try(self, read: Any) -> Any:
        """What reading gives; None and a finding where it cannot be read."""
        try:
            return read()
        except WrongGeometryError as wrong:
            where = f"line {wrong.line}" if wrong.line else ""
            self.thing.findings.append(Finding(Severity.ERROR, wrong.code, wrong.message, where))
            return None

    def _take(self, element: Element) -> bool:
        """Take what is no attribute."""
        name = name_of(element.tag)
        if name == ("gml", "boundedBy") or name.vocabulary == "app":
            return True
        held = held_by(element)
        if held is Held.GEOMETRY:
            self.holders.append(element)
        elif held is Held.SURFACE:
            self.surfaces += element.iterchildren("*")
        elif held is Held.OBJECT:
            self.within += element.iterchildren("*")
        elif name.local in ("address", "xalAddress"):
            address = read_address(element)
            self.thing.addresses += [address] if address else []
        else:
            return False
        return True

    def _draw(self) -> None:
        """Draw the geometry: surfaces with a meaning last, but their meaning is known first."""
        meant = [leaf for surface in self.surfaces for leaf in self._read_surface(surface)]
        for holder in self.holders:
            self._try(partial(self._read_holder, holder))
        rest: dict[str | None, list[Leaf]] = {}
        for lod, leaf in meant:
            if leaf.element not in self.geometries.used.get(lod, ()):
                rest.setdefault(lod, []).append(leaf)
        for lod, leaves in rest.items():
            self._try(partial(self.geometries.add_surfaces, leaves, lod))
        thing = self.thing
        thing.geometry, thing.vertices = self.geometries.geometry, self.geometries.vertices
        thing.lines, thing.templates = self.geometries.lines, self.models.templates
        thing.findings += self.geometries.findings
        if self.context.looks:
            dressing = Dressing(thing.geometry, self.geometries.leaves, self.context.looks)
            thing.appearance = dressing.appearance
            thing.findings += dressing.findings
        self._check_vertices()

    def _read_holder(self, holder: Element) -> None:
        inner = first_of(holder)
        if inner is not None and name_of(inner.tag).local == IMPLICIT:
            self._read_model(inner, lod_of(holder))
            return
        level = level_of(name_of(holder.tag).local)
        always = None
        if level and level.lod == "0" and level.of in PLANS:
            always = self.geometries.mean({"type": PLANS[level.of]})
        self.geometries.read(holder, lod_of(holder), self.place, always)

    def _read_model(self, element: Element, lod: str | None) -> None:
        """A model that stands at a point: an instance where the system counts metres, else the point."""
        model = self.models.read(element, lod, self.place)
        self.geometries.add_points([model.anchor], lod)
        anchor = self.geometries.geometry.pop()["boundaries"]
        if model.matrix is None or not model.templates or not self.context.metric:
            self.geometries.geometry.append(make_geometry("MultiPoint", lod, anchor))
        for template in model.templates if self.context.metric and model.matrix else ():
            instance = {"template": template, "transformationMatrix": model.matrix}
            self.geometries.geometry.append(make_geometry("GeometryInstance", None, anchor) | instance)
        add(self.thing.attributes, "implicitRepresentation", model.told)

    def _read_surface(self, element: Element, parent: int | None = None) -> Iterator[tuple[str | None, Leaf]]:
        """The polygons of a surface that has a meaning, and of the openings in it."""
        holders: list[Element] = []
        openings: list[Element] = []

        def take(child: Element) -> bool:
            if name_of(child.tag).vocabulary == "app" or name_of(child.tag) == ("gml", "boundedBy"):
                return True
            held = held_by(child)
            if held is Held.GEOMETRY:
                holders.append(child)
            elif held is Held.SURFACE:
                openings.extend(child.iterchildren("*"))
            else:
                return False
            return True

        said = Values(self.context.lists, take).read(element)
        id = id_of(element)
        told = said | ({"id": id} if id else {}) | {"type": name_of(element.tag).local}
        number = self.geometries.mean(told, parent)
        for holder in holders:
            lod = lod_of(holder)
            for leaf in self._try(partial(self._find_leaves, holder)) or ():
                self.geometries.owners.setdefault(leaf.element, number)
                yield lod, leaf
        for opening in openings:
            yield from self._read_surface(opening, number)

    def _find_leaves(self, holder: Element) -> list[Leaf]:
        context = self.context
        return list(find_leaves(holder, context.frame, self.place, context.links))

    def _check_vertices(self) -> None:
        thing = self.thing
        if not all(
            abs(x) < FARTHEST and abs(y) < FARTHEST and abs(z) < HIGHEST for x, y, z in thing.vertices
        ):
            message = "A point is not on earth: its coordinates are too large or no numbers."
            thing.findings.append(Finding(Severity.ERROR, "VERTEX_ABSURD", message, f"line {thing.line}"))

    def _gather_within(self) -> None:
        for place, element in enumerate(self.within):
            code = id_of(element) or f"{self.thing.code}-{name_of(element.tag).local}-{place + 1}"
            inner = Gathering(element, self.context, self.place, code, self.thing.code)
            if not id_of(element):
                inner.note_missing_id()
            self.thing.children.append(inner.thing)

    def note_missing_id(self) -> None:
        """Note that the object is known only by its place in the file."""
        message = (
            f"It has no gml:id and is called {self.thing.code} for its place in the file; give it an id, or "
            "the next edition may take another object for it."
        )
        self.thing.findings.append(
            Finding(Severity.WARNING, "ID_MISSING", message, f"line {self.thing.line}")
        )


def walk_things(thing: Thing) -> Iterator[Thing]:
    """A thing, then all within it."""
    yield thing
    for child in thing.children:
        yield from walk_things(child)
