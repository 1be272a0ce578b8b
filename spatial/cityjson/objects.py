"""The city objects of a document one by one: checked, cut out, measured, made records."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import Any

from spatial.cityjson.body import Body
from spatial.cityjson.document import Document
from spatial.cityjson.structure import Ground, check_geometries, check_geometry, check_location, stand_on
from spatial.cityobjects.addresses import change_places, place_addresses
from spatial.cityobjects.kinds import read_record
from spatial.cityobjects.shapes import Case, Shape, is_bad, measure_all, tell, unite
from spatial.cityobjects.types import is_type
from spatial.crs import Crs
from spatial.findings import Finding
from spatial.records import CityObject, Issue, Severity, Solid

WHOLE = ("Building", "BuildingPart")
TOGETHER = 256


class Objects:
    """The objects of one document that lies in `crs`: cut out, and read once they are measured."""

    def __init__(self, document: Document, crs: Crs) -> None:
        self.document, self.crs = document, crs
        self.found: dict[str, list[Finding]] = {}
        self.bare: dict[str, Shape] = {}
        self.ground = stand_on(document.vertices, document.templates)

    def cut(self, codes: Iterable[str]) -> dict[str, Case]:
        """Those objects that have geometry, cut out to be measured; what is wrong with the others is kept."""
        self.found, self.bare = {}, {}
        things = ((code, self.document.objects[code]) for code in codes)
        return {code: case for code, thing in things if (case := self._cut(code, thing))}

    def read(self, codes: Iterable[str], shapes: dict[str, Shape]) -> Iterator[CityObject | Issue]:
        """Each of these objects' findings, then its record unless one of them is an error.

        `shapes` are those that were measured of what was cut out last: these objects and their parts.
        """
        shapes = self.bare | shapes
        for code in codes:
            thing = self.document.objects[code]
            issues = list(tell(code, self.found[code]))
            yield from issues
            if not is_bad(issues):
                yield from self._read(code, thing, shapes)

    @cached_property
    def template_ground(self) -> Ground:
        """What the templates stand on."""
        return stand_on(self.document.template_vertices, {})

    def _cut(self, code: str, thing: Any) -> Case | None:
        found = self.found[code] = list(self._check(thing))
        if is_bad(found):
            return None
        cutter = Body(self.document)
        body = cutter.cut(self._with_sound_places(thing, found))
        message = "A material or texture names something that is not there; the theme was left behind."
        found += [Finding(Severity.WARNING, "APPEARANCE_BROKEN", message, at) for at in cutter.broken]
        if not body["geometry"]:
            self.bare[code] = Shape(solid=Solid(crs=self.crs.code, body=body))
            return None
        return Case(body, found)

    def _check(self, thing: Any) -> Iterator[Finding]:
        if not isinstance(thing, dict) or not isinstance(thing.get("type"), str) or not thing["type"]:
            message = "A city object must be an object with a “type”."
            yield Finding(Severity.ERROR, "OBJECT_NOT_UNDERSTOOD", message, "")
            return
        if not is_type(thing["type"]):
            message = (
                f"“{thing['type'][:40]}” is no type of CityJSON nor of an extension (+Name); it is kept."
            )
            yield Finding(Severity.WARNING, "UNKNOWN_TYPE", message, "type")
        yield from check_geometries(thing.get("geometry"), self.ground)
        if thing.get("geometry", ()) is None:
            message = "The geometry is null; the object is kept without one."
            yield Finding(Severity.WARNING, "GEOMETRY_NULL", message, "geometry")
        for link in ("parents", "children"):
            codes = thing.get(link) or []
            if not isinstance(codes, list) or not all(isinstance(one, str) for one in codes):
                message = f"“{link}” must be a list of object ids."
                yield Finding(Severity.ERROR, "LINK_NOT_UNDERSTOOD", message, link)
        yield from self._check_templates(thing)

    def _check_templates(self, thing: dict[str, Any]) -> Iterator[Finding]:
        """The templates that the object's well-formed instances use."""
        templates = self.document.templates.get("templates")
        geometries = thing.get("geometry")
        if not isinstance(templates, list) or not isinstance(geometries, list):
            return
        for geometry in geometries:
            number = geometry.get("template") if isinstance(geometry, dict) else None
            if type(number) is int and 0 <= number < len(templates):
                room = f"geometry-templates.templates[{number}]"
                yield from check_geometry(templates[number], self.template_ground, room)

    def _read(
        self, code: str, thing: dict[str, Any], shapes: dict[str, Shape]
    ) -> Iterator[CityObject | Issue]:
        shape, parent = shapes.get(code, Shape()), None
        if thing["type"] == "BuildingPart":
            parent = next((one for one in thing.get("parents") or [] if one in self.document.objects), None)
            if parent is None:
                message = "The building part names no building that is there with it; it stands alone."
                yield from tell(code, [Finding(Severity.WARNING, "PARENT_MISSING", message, "parents")])
        if thing["type"] in WHOLE and shape.footprint is None:
            shape = self._unite(code, shapes)
        reading = read_record(code, self._with_places(thing, shape), parent, shape)
        for key in reading.odd:
            message = "The value is not what CityJSON says it should be; it stays among the attributes."
            where = f"attributes.{key}"
            yield from tell(code, [Finding(Severity.WARNING, "ATTRIBUTE_NOT_UNDERSTOOD", message, where)])
        yield reading.record

    def _unite(self, code: str, shapes: dict[str, Shape]) -> Shape:
        """The shape of a building that stands only in its parts (and theirs): their union."""
        parts = [shapes.get(part, Shape()) for part in self.parts_of(code)]
        return unite(shapes.get(code, Shape()), parts, self.crs.unit)

    def parts_of(self, code: str) -> Iterator[str]:
        """The parts of a building that are there with it, and theirs."""
        seen, pending = {code}, [code]
        while pending:
            whole = self.document.objects[pending.pop()]
            children = whole.get("children") if isinstance(whole, dict) else None
            for child in children if isinstance(children, list) else []:
                thing = self.document.objects.get(child) if isinstance(child, str) else None
                if child not in seen and isinstance(thing, dict) and thing.get("type") in WHOLE:
                    seen.add(child)
                    pending.append(child)
                    yield child

    def _with_sound_places(self, thing: dict[str, Any], found: list[Finding]) -> dict[str, Any]:
        """The object without the locations of addresses that cannot be read, which are added to `found`."""
        if thing.get("address") is None:
            return thing

        def keep(location: Any) -> Any:
            wrong = list(check_location(location, self.ground))
            found.extend(wrong)
            return None if wrong else location

        return thing | {"address": change_places(thing["address"], keep)}

    def _with_places(self, thing: dict[str, Any], shape: Shape) -> dict[str, Any]:
        """The object with the locations of its addresses as coordinates, since its vertices stay behind."""
        if thing.get("address") is None or shape.solid is None:
            return thing
        return thing | {"address": place_addresses(shape.solid.body)}


def read_objects(documents: Sequence[Objects], crs: Crs, repair: bool) -> list[Iterator[CityObject | Issue]]:
    """What each document's objects are, all measured together; with `repair` what can be mended is."""
    cut = [one.cut(one.document.objects) for one in documents]
    measured = iter(_measure([case for own in cut for case in own.values()], crs, repair))
    return [
        one.read(one.document.objects, {code: next(measured) for code in own})
        for one, own in zip(documents, cut, strict=True)
    ]


def read_document(objects: Objects, repair: bool) -> Iterator[CityObject | Issue]:
    """What the objects of one document of any size are, in its order, some measured at a time."""
    codes = iter(objects.document.objects)
    while some := list(islice(codes, TOGETHER)):
        parts = (part for code in some for part in objects.parts_of(code))
        cut = objects.cut(dict.fromkeys(chain(some, parts)))
        shapes = _measure(list(cut.values()), objects.crs, repair)
        yield from objects.read(some, dict(zip(cut, shapes, strict=True)))


def _measure(cases: list[Case], crs: Crs, repair: bool) -> list[Shape]:
    shapes: list[Shape] = []
    for first in range(0, len(cases), TOGETHER):
        shapes += measure_all(cases[first : first + TOGETHER], crs, repair)
    return shapes
