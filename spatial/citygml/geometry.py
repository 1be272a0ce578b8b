"""The geometries of one city object, put together as CityJSON writes them, with the line each came from."""

from collections.abc import Iterable, Iterator
from typing import Any

from spatial.citygml.curves import find_points, read_lines
from spatial.citygml.frame import Frame, Place, WrongGeometryError
from spatial.citygml.links import Links
from spatial.citygml.names import HREF, Element, name_of
from spatial.citygml.points import Point
from spatial.citygml.surfaces import Leaf, find_leaves, read_rings
from spatial.cityobjects.shapes import COLLAPSED
from spatial.findings import Finding
from spatial.records import Severity

SURFACES = {
    "MultiSurface": "MultiSurface",
    "Polygon": "MultiSurface",
    "Surface": "MultiSurface",
    "OrientableSurface": "MultiSurface",
    "PolyhedralSurface": "CompositeSurface",
    "CompositeSurface": "CompositeSurface",
    "TriangulatedSurface": "CompositeSurface",
    "Tin": "CompositeSurface",
}
SOLIDS = {"MultiSolid": "MultiSolid", "CompositeSolid": "CompositeSolid"}
LINES = {"MultiCurve", "CompositeCurve", "Curve", "LineString", "OrientableCurve", "LinearRing", "Ring"}
POINTS = {"Point", "MultiPoint"}
SHELLS = {"exterior", "interior"}
MIXED = {"MultiGeometry", "GeometricComplex"}

# Polygons with their rings as vertex indices.
Drawn = list[tuple[Leaf, list[list[int]]]]


class Geometries:
    """Collects the geometries of one object over vertices of their own.

    `leaves` tells what each surface was read from, by geometry and path; `meanings` are semantic surfaces,
    `owners` says which of them a polygon is of; `used` has the polygons drawn, by level of detail.
    """

    def __init__(self, frame: Frame, links: Links) -> None:
        self.frame, self.links = frame, links
        self.geometry: list[dict[str, Any]] = []
        self.index: dict[Point, int] = {}
        self.findings: list[Finding] = []
        self.meanings: list[dict[str, Any]] = []
        self.parents: list[int | None] = []
        self.owners: dict[Element, int] = {}
        self.used: dict[str | None, set[Element]] = {}
        self.leaves: dict[tuple[int, ...], Leaf] = {}

    @property
    def vertices(self) -> list[Point]:
        """The vertices, in the order of their first use."""
        return list(self.index)

    @property
    def lines(self) -> dict[tuple[int, ...], int]:
        """The line of the file each surface was read from, by geometry and path."""
        return {path: leaf.line for path, leaf in self.leaves.items()}

    def read(self, holder: Element, lod: str | None, place: Place, always: int | None = None) -> None:
        """Take the geometry a property holds or links to; `always` is what every surface of it means.

        Raises WrongGeometryError, and then nothing of it is taken.
        """
        if holder.get(HREF) is not None and not len(holder):
            with self.links.follow(holder) as target:
                if target is not None:
                    self._take(target, lod, place, always)
            return
        for element in holder.iterchildren("*"):
            self._take(element, lod, place, always)

    def mean(self, surface: dict[str, Any], parent: int | None = None) -> int:
        """The number of a new semantic surface, which is an opening in the surface `parent`."""
        self.meanings.append(surface)
        self.parents.append(parent)
        return len(self.meanings) - 1

    def _take(self, element: Element, lod: str | None, place: Place, always: int | None) -> None:
        local = name_of(element.tag).local
        place = self.frame.enter(element, place)
        if local in SURFACES:
            self.add_surfaces(self._leaves(element, place), lod, SURFACES[local], always)
        elif local == "Solid":
            self._add_solids([element], lod, place, "Solid", always)
        elif local in SOLIDS:
            self._add_solids(self._find_solids(element), lod, place, SOLIDS[local], always)
        elif local in LINES:
            self._add_lines(element, lod, place)
        elif local in POINTS:
            self.add_points(find_points(element, self.frame, place, self.links), lod)
        elif local in MIXED:
            for member in element.iterchildren("*"):
                self.read(member, lod, place, always)
        else:
            message = f"“{local}” is no geometry the twin reads."
            raise WrongGeometryError("UNKNOWN_GEOMETRY_TYPE", message, element.sourceline)

    def add_points(self, points: Iterable[Point], lod: str | None) -> None:
        """A geometry of these points, none where there are none."""
        if numbered := self._number(points):
            self.geometry.append(make_geometry("MultiPoint", lod, numbered))

    def add_surfaces(
        self, leaves: Iterable[Leaf], lod: str | None, kind: str = "MultiSurface", always: int | None = None
    ) -> None:
        """A geometry of these polygons, none where there are none."""
        drawn = [(leaf, self._draw(leaf)) for leaf in leaves]
        if drawn:
            self._remember((len(self.geometry),), drawn)
            values = [self._mean(leaf, lod, always) for leaf, _ in drawn]
            self._finish(make_geometry(kind, lod, [rings for _, rings in drawn]), values)

    def _add_solids(
        self, solids: Iterable[Element], lod: str | None, place: Place, kind: str, always: int | None
    ) -> None:
        found = [self._draw_shells(solid, place) for solid in solids]
        if not found:
            return
        number, single = len(self.geometry), kind == "Solid"
        for at, shells in enumerate(found):
            for shell, drawn in enumerate(shells):
                self._remember((number, shell) if single else (number, at, shell), drawn)
        boundaries = [[[rings for _, rings in drawn] for drawn in shells] for shells in found]
        values = [
            [[self._mean(leaf, lod, always) for leaf, _ in drawn] for drawn in shells] for shells in found
        ]
        geometry = make_geometry(kind, lod, boundaries[0] if single else boundaries)
        self._finish(geometry, values[0] if single else values)

    def _draw_shells(self, solid: Element, place: Place) -> list[Drawn]:
        """The polygons of each shell of a solid."""
        inner = self.frame.enter(solid, place)
        shells = [
            [(leaf, self._draw(leaf)) for leaf in self._leaves(one, inner)]
            for one in solid.iterchildren("*")
            if name_of(one.tag).local in SHELLS
        ]
        if not shells or not all(shells):
            raise WrongGeometryError("SOLID_WITHOUT_SHELL", "A solid has no surfaces.", solid.sourceline)
        return shells

    def _remember(self, within: tuple[int, ...], drawn: Drawn) -> None:
        """Remember what the surfaces at the places within a geometry were read from."""
        self.leaves.update(((*within, place), leaf) for place, (leaf, _) in enumerate(drawn))

    def _find_solids(self, element: Element) -> Iterator[Element]:
        for child in element.iterchildren("*"):
            if child.get(HREF) is not None and not len(child):
                with self.links.follow(child) as target:
                    yield from [] if target is None else self._find_solids_in(target)
            else:
                yield from self._find_solids_in(child)

    def _find_solids_in(self, element: Element) -> Iterator[Element]:
        yield from [element] if name_of(element.tag).local == "Solid" else self._find_solids(element)

    def _add_lines(self, element: Element, lod: str | None, place: Place) -> None:
        bent: list[int] = []
        lines = [self._number(line) for line in read_lines(element, self.frame, place, self.links, bent)]
        if bent:
            message = "An arc or spline was read as the straight line through its points."
            self.findings.append(Finding(Severity.WARNING, "CURVE_STRAIGHTENED", message, f"line {bent[0]}"))
        if kept := [line for line in lines if len(line) > 1]:
            self.geometry.append(make_geometry("MultiLineString", lod, kept))

    def _leaves(self, element: Element, place: Place) -> Iterator[Leaf]:
        return find_leaves(element, self.frame, place, self.links)

    def _draw(self, leaf: Leaf) -> list[list[int]]:
        """The polygon with its rings as vertex indices; what is wrong with them is noted."""
        points, closed = read_rings(leaf, self.frame)
        rings = [self._number(ring) for ring in points]
        where = f"line {leaf.line}"
        if not closed:
            message = "A ring does not end where it begins; it was closed."
            self.findings.append(Finding(Severity.WARNING, "103 RING_NOT_CLOSED", message, where))
        for ring in rings:
            if len(ring) < 3:
                message = "A ring needs three different points."
                self.findings.append(Finding(Severity.ERROR, COLLAPSED, message, where))
            elif len(set(ring)) < 3:
                message = "The ring has fewer than three different points; the surface has no area."
                self.findings.append(Finding(Severity.WARNING, COLLAPSED, message, where))
        return rings

    def _number(self, points: Iterable[Point]) -> list[int]:
        index = self.index
        return [index.setdefault(point, len(index)) for point in points]

    def _mean(self, leaf: Leaf, lod: str | None, always: int | None) -> int | None:
        self.used.setdefault(lod, set()).add(leaf.element)
        return self.owners.get(leaf.element, always)

    def _finish(self, geometry: dict[str, Any], values: Any) -> None:
        """Keep a geometry with those semantic surfaces its own surfaces have."""
        chosen: dict[int, int] = {}
        renumbered = _renumber(values, chosen)
        if chosen:
            surfaces = [dict(self.meanings[old]) for old in chosen]
            for old, new in chosen.items():
                parent = self.parents[old]
                if parent in chosen:
                    surfaces[new]["parent"] = chosen[parent]
                    surfaces[chosen[parent]].setdefault("children", []).append(new)
            geometry["semantics"] = {"surfaces": surfaces, "values": renumbered}
        self.geometry.append(geometry)


def make_geometry(kind: str, lod: str | None, boundaries: list[Any]) -> dict[str, Any]:
    """A geometry as CityJSON writes it."""
    level = {} if lod is None else {"lod": lod}
    return {"type": kind, **level, "boundaries": boundaries}


def _renumber(values: Any, chosen: dict[int, int]) -> Any:
    if isinstance(values, list):
        return [_renumber(value, chosen) for value in values]
    return None if values is None else chosen.setdefault(values, len(chosen))
