"""The city objects of a document one by one: checked, cut out, measured, made records."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from spatial.cityjson.body import Body
from spatial.cityjson.document import Document
from spatial.cityjson.kinds import Shape, read_record
from spatial.cityjson.rings import check_rings
from spatial.cityjson.structure import COLLAPSED, Finding, Ground, check_geometries, check_geometry, stand_on
from spatial.crs import Crs
from spatial.records import CityObject, Issue, Severity, Solid
from spatial.solids import choose_plan, draw_plan, read_faces, unite_plans

WHOLE = ("Building", "BuildingPart")


class Objects:
    """Reads the objects of one document that lies in `crs`."""

    def __init__(self, document: Document, crs: Crs) -> None:
        self.document, self.crs = document, crs
        self.ground = stand_on(document.vertices, document.templates)

    def read(self) -> Iterator[CityObject | Issue]:
        """Each object's findings, then its record unless one of them is an error; in the file's order."""
        shapes: dict[str, Shape] = {}
        found: dict[str, list[Finding]] = {}
        for code, thing in self.document.objects.items():
            shapes[code], found[code] = self._measure(thing)
        for code, thing in self.document.objects.items():
            issues = list(_merge(code, found[code]))
            yield from issues
            if not any(issue.severity is Severity.ERROR for issue in issues):
                yield from self._read(code, thing, shapes)

    @cached_property
    def template_ground(self) -> Ground:
        """What the templates stand on."""
        return stand_on(self.document.template_vertices, {})

    def _measure(self, thing: Any) -> tuple[Shape, list[Finding]]:
        """The shape of one object and what is wrong with it; an empty shape where it cannot be read."""
        found = list(self._check(thing))
        if any(finding.severity is Severity.ERROR for finding in found):
            return Shape(), found
        if not thing.get("geometry"):
            return Shape(), found
        cutter = Body(self.document)
        body = cutter.cut(thing)
        message = "A material or texture names something that is not there; the theme was left behind."
        found += [Finding(Severity.WARNING, "APPEARANCE_BROKEN", message, at) for at in cutter.broken]
        faces = read_faces(body)
        plan = choose_plan(faces, self.crs.unit)
        found += check_rings(faces, plan, self.crs.unit)
        if any(finding.severity is Severity.ERROR for finding in found):
            return Shape(), found
        rings = [ring for face in faces for ring in face.rings if len(ring)]
        heights = np.concatenate(rings)[:, 2] if rings else None
        shape = Shape(
            footprint=draw_plan(plan, self.crs.unit),
            low=None if heights is None else float(heights.min()),
            high=None if heights is None else float(heights.max()),
            lods={face.lod for face in faces if face.lod},
            solid=Solid(crs=self.crs.code, body=body),
        )
        if shape.footprint is None:
            collapsed = any(finding.code == COLLAPSED for finding in found)
            severity = Severity.ERROR if collapsed else Severity.WARNING
            found.append(
                Finding(severity, "NO_FOOTPRINT", "The geometry covers nothing in plan.", "geometry")
            )
        return shape, found

    def _check(self, thing: Any) -> Iterator[Finding]:
        if not isinstance(thing, dict) or not isinstance(thing.get("type"), str) or not thing["type"]:
            message = "A city object must be an object with a “type”."
            yield Finding(Severity.ERROR, "OBJECT_NOT_UNDERSTOOD", message, "")
            return
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
        shape, parent = shapes[code], None
        if thing["type"] == "BuildingPart":
            parent = next((one for one in thing.get("parents") or [] if one in shapes), None)
            if parent is None:
                message = "The building part names no building that is there with it; it stands alone."
                yield _issue(code, Finding(Severity.WARNING, "PARENT_MISSING", message, "parents"))
        if thing["type"] in WHOLE and shape.footprint is None:
            shape = self._unite(code, shapes)
        reading = read_record(code, self._with_places(thing), parent, shape)
        for key in reading.odd:
            message = "The value is not what CityJSON says it should be; it stays among the attributes."
            where = f"attributes.{key}"
            yield _issue(code, Finding(Severity.WARNING, "ATTRIBUTE_NOT_UNDERSTOOD", message, where))
        yield reading.record

    def _unite(self, code: str, shapes: dict[str, Shape]) -> Shape:
        """The shape of a building that stands only in its parts (and theirs): their union."""
        own, seen, pending = shapes[code], {code}, [code]
        parts = []
        while pending:
            children = self.document.objects[pending.pop()].get("children")
            for child in children if isinstance(children, list) else []:
                thing = self.document.objects.get(child) if isinstance(child, str) else None
                if child not in seen and isinstance(thing, dict) and thing.get("type") in WHOLE:
                    seen.add(child)
                    pending.append(child)
                    parts.append(shapes[child])
        plans = [part.footprint for part in parts if part.footprint is not None]
        lows = [shape.low for shape in (own, *parts) if shape.low is not None]
        highs = [shape.high for shape in (own, *parts) if shape.high is not None]
        lods = set().union(own.lods, *(part.lods for part in parts))
        return Shape(
            footprint=unite_plans(plans, self.crs.unit),
            low=min(lows, default=None),
            high=max(highs, default=None),
            lods=lods,
            solid=own.solid,
        )

    def _with_places(self, thing: dict[str, Any]) -> dict[str, Any]:
        """The object with the locations of its addresses as coordinates, since its vertices stay behind."""
        if not isinstance(thing.get("address"), list):
            return thing
        return thing | {"address": [self._place_address(one) for one in thing["address"]]}

    def _place_address(self, address: Any) -> Any:
        location = address.get("location") if isinstance(address, dict) else None
        if location is None or any(check_geometry(location, self.ground, "location")):
            return address
        if location.get("type") != "MultiPoint":
            return address
        points = self.document.vertices[location["boundaries"]].tolist()
        return address | {"location": {"type": "MultiPoint", "coordinates": points}}


def _merge(code: str, findings: list[Finding]) -> Iterator[Issue]:
    """One issue for each kind of finding, at its first position, telling how often it occurs."""
    groups: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.severity, finding.code].append(finding)
    for group in groups.values():
        more = f" (and {len(group) - 1} more like it)" if len(group) > 1 else ""
        yield _issue(code, group[0]._replace(message=group[0].message + more))


def _issue(code: str, finding: Finding) -> Issue:
    return Issue(
        severity=finding.severity,
        code=finding.code,
        message=finding.message,
        object=code,
        position=finding.position,
    )
