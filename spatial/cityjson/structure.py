"""Whether a CityJSON geometry is built as the specification says, before anything reads its coordinates.

The ring findings bear the names of val3dity (https://val3dity.readthedocs.io/).
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from spatial.cityjson.apart import Standing
from spatial.cityjson.document import cut, is_sensible
from spatial.cityobjects.shapes import COLLAPSED
from spatial.findings import Finding
from spatial.records import Severity
from spatial.solids import DEPTH, SURFACE, Points


class Ground(NamedTuple):
    """What a geometry stands on: the vertices it may name, which of them are sound, and the templates."""

    vertices: Points | Standing
    sensible: Any
    templates: dict[str, Any]


def stand_on(vertices: Points | Standing, templates: dict[str, Any]) -> Ground:
    """The ground of a document, or of its templates."""
    sensible = np.concatenate([np.empty(0, dtype=bool), *map(is_sensible, cut(vertices))])
    return Ground(vertices, sensible, templates)


def check_geometries(geometries: Any, ground: Ground) -> Iterator[Finding]:
    """What is wrong with an object's geometries; without an error `gather_faces` will read them."""
    if geometries is None:
        return
    if not isinstance(geometries, list):
        yield _wrong("GEOMETRY_NOT_UNDERSTOOD", "“geometry” must be a list.", "geometry")
        return
    for number, geometry in enumerate(geometries):
        yield from check_geometry(geometry, ground, f"geometry[{number}]")


def check_geometry(geometry: Any, ground: Ground, at: str) -> Iterator[Finding]:
    """What is wrong with one geometry that stands `at` a position."""
    if not isinstance(geometry, dict):
        yield _wrong("GEOMETRY_NOT_UNDERSTOOD", "A geometry must be an object.", at)
    elif geometry.get("type") == "GeometryInstance":
        yield from _check_instance(geometry, ground, at)
    elif not isinstance(geometry.get("type"), str) or geometry["type"] not in DEPTH:
        kind = str(geometry.get("type"))[:40]
        yield _wrong("UNKNOWN_GEOMETRY_TYPE", f"“{kind}” is no geometry type of CityJSON.", at)
    else:
        depth = DEPTH[geometry["type"]]
        boundaries = geometry.get("boundaries")
        sound = _are_sound(boundaries, depth, ground)
        found = [] if sound else list(_check_boundaries(boundaries, depth, ground, f"{at}.boundaries"))
        yield from found
        yield from _check_lod(geometry, at)
        if not any(finding.severity is Severity.ERROR for finding in found):
            yield from _check_semantics(geometry, depth, at)


def check_location(location: Any, ground: Ground) -> Iterator[Finding]:
    """What is wrong with the location of an address, which is a MultiPoint (CityJSON 2.0.1 §2.2.3)."""
    sound = isinstance(location, dict) and location.get("type") == "MultiPoint"
    if not sound or not _are_sound(location.get("boundaries"), 1, ground):
        message = "The location of the address is no MultiPoint that can be read; it was left behind."
        yield Finding(Severity.WARNING, "LOCATION_NOT_UNDERSTOOD", message, "address")


def _check_lod(geometry: dict[str, Any], at: str) -> Iterator[Finding]:
    lod = geometry.get("lod")
    if not isinstance(lod, str | int | float) or isinstance(lod, bool) or not str(lod)[:1].isdigit():
        yield Finding(Severity.WARNING, "LOD_MISSING", "The geometry says no level of detail.", f"{at}.lod")


def _are_sound(boundaries: Any, depth: int, ground: Ground) -> bool:
    """Whether `_check_boundaries` will find nothing, told without a step for each index."""
    levels: list[list[Any]] = [boundaries if isinstance(boundaries, list) else [None]]
    for _ in range(depth - 1):
        if not set(map(type, levels[-1])) <= {list}:
            return False
        levels.append(list(chain.from_iterable(levels[-1])))
    indices = levels[-1]
    if not set(map(type, indices)) <= {int} or min(indices, default=0) < 0:
        return False
    if max(indices, default=-1) >= len(ground.vertices) or not ground.sensible[indices].all():
        return False
    if depth <= SURFACE:
        return True
    surfaces, rings = levels[-3:-1]
    return all(surfaces) and all(len(set(ring)) > 2 and ring[0] != ring[-1] for ring in rings)


def _check_boundaries(nested: Any, depth: int, ground: Ground, at: str) -> Iterator[Finding]:
    if not isinstance(nested, list):
        yield _wrong("WRONG_NESTING", "A list was expected here; the boundaries are nested too little.", at)
    elif depth > 1:
        if depth == SURFACE + 1:
            yield from _check_surfaces_have_rings(nested, at)
        for place, inner in enumerate(nested):
            yield from _check_boundaries(inner, depth - 1, ground, f"{at}[{place}]")
    else:
        yield from _check_indices(nested, ground, at)


def _check_surfaces_have_rings(surfaces: list[Any], at: str) -> Iterator[Finding]:
    for place, surface in enumerate(surfaces):
        rings = surface if isinstance(surface, list) else [None]
        if not rings:
            yield _wrong(COLLAPSED, "A surface has no ring.", f"{at}[{place}]")
        for number, ring in enumerate(rings):
            if not isinstance(ring, list):
                continue
            where = f"{at}[{place}][{number}]"
            if len(ring) < 3:
                yield _wrong(COLLAPSED, "A ring needs three different vertices.", where)
            elif len({index for index in ring if type(index) is int}) < 3:
                message = "The ring names fewer than three different vertices; the surface has no area."
                yield Finding(Severity.WARNING, COLLAPSED, message, where)
            elif ring[0] == ring[-1]:
                message = "The ring repeats its first vertex at its end; it is read without."
                yield Finding(Severity.WARNING, "RING_CLOSED", message, where)


def _check_indices(ring: list[Any], ground: Ground, at: str) -> Iterator[Finding]:
    count = len(ground.vertices)
    for place, index in enumerate(ring):
        if type(index) is int and 0 <= index < count and ground.sensible[index]:
            continue
        where = f"{at}[{place}]"
        if isinstance(index, list):
            yield _wrong("WRONG_NESTING", "A vertex index was expected here; nested too deeply.", where)
        elif type(index) is not int:
            yield _wrong("INDEX_NOT_INTEGER", f"{str(index)[:40]!r} is no vertex index.", where)
        elif not 0 <= index < count:
            message = f"There is no vertex {index}; the last is {count - 1}."
            yield _wrong("VERTEX_OUT_OF_RANGE", message, where)
        elif np.isnan(ground.vertices[index]).any():
            yield _wrong("VERTEX_NOT_NUMBERS", f"Vertex {index} is not three numbers.", where)
        else:
            spot = ", ".join(f"{part:.6g}" for part in ground.vertices[index])
            yield _wrong("VERTEX_ABSURD", f"Vertex {index} lies at {spot}, which is nowhere on earth.", where)


def _check_semantics(geometry: dict[str, Any], depth: int, at: str) -> Iterator[Finding]:
    semantics = geometry.get("semantics")
    if semantics is None:
        return
    where = f"{at}.semantics"
    surfaces = semantics.get("surfaces") if isinstance(semantics, dict) else None
    typed = [isinstance(one, dict) and isinstance(one.get("type"), str) for one in _as_list(surfaces)]
    if not isinstance(surfaces, list) or not all(typed):
        message = "Semantic “surfaces” must be a list of objects that have a type."
        yield _wrong("SEMANTICS_MISMATCH", message, where)
    else:
        levels, values = max(depth - SURFACE, 1), semantics.get("values")
        yield from _match(values, geometry["boundaries"], levels, len(surfaces), f"{where}.values")


def _match(values: Any, boundaries: list[Any], levels: int, count: int, at: str) -> Iterator[Finding]:
    if values is None:
        return
    if levels == 0:
        if type(values) is not int or not 0 <= values < count:
            yield _wrong("SEMANTICS_MISMATCH", f"{str(values)[:40]!r} names no semantic surface.", at)
    elif not isinstance(values, list) or len(values) != len(boundaries):
        have = len(values) if isinstance(values, list) else "no"
        message = f"There are {have} semantic values for {len(boundaries)} surfaces or shells."
        yield _wrong("SEMANTICS_MISMATCH", message, at)
    elif levels > 1 or not _name_surfaces(values, count):
        for place, (value, boundary) in enumerate(zip(values, boundaries, strict=True)):
            inner = boundary if isinstance(boundary, list) else []
            yield from _match(value, inner, levels - 1, count, f"{at}[{place}]")


def _name_surfaces(values: list[Any], count: int) -> bool:
    """Whether each value is none or names one of `count` semantic surfaces."""
    return all(value is None or (type(value) is int and 0 <= value < count) for value in values)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _check_instance(instance: dict[str, Any], ground: Ground, at: str) -> Iterator[Finding]:
    """A GeometryInstance: its template, its reference vertex, its 4 x 4 matrix (CityJSON 2.0.1 §3.4)."""
    template, anchor = instance.get("template"), instance.get("boundaries")
    matrix = instance.get("transformationMatrix")
    templates = ground.templates.get("templates")
    if not isinstance(templates, list) or type(template) is not int or not 0 <= template < len(templates):
        yield _wrong("TEMPLATE_MISSING", f"There is no geometry template {str(template)[:40]}.", at)
    if not isinstance(anchor, list) or len(anchor) != 1:
        yield _wrong("WRONG_NESTING", "An instance has one reference vertex.", f"{at}.boundaries")
    else:
        yield from _check_indices(anchor, ground, f"{at}.boundaries")
    sound = isinstance(matrix, list) and len(matrix) == 16
    if not sound or not all(type(part) in (int, float) and abs(part) < 1e9 for part in matrix or []):
        message = "An instance needs a transformation matrix of 16 numbers."
        yield _wrong("TEMPLATE_MATRIX", message, f"{at}.transformationMatrix")


def _wrong(code: str, message: str, position: str) -> Finding:
    return Finding(Severity.ERROR, code, message, position)
