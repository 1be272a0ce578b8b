"""An object's 3D geometry as a whole: its surfaces, and the shells of what calls itself a solid."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from spatial.findings import Finding
from spatial.solids import DEPTH, SURFACE, Face
from spatial.validity.polygons import check_polygons
from spatial.validity.shells import check_shells


def check_bodies(
    geometries: Sequence[dict[str, Any]], faces: Sequence[Face], unit: float
) -> Iterator[Finding]:
    """What is wrong in 3D with the `faces` of CityJSON `geometries`; `unit` is metres in one of x and y."""
    yield from check_polygons([_to_metres(face, unit) for face in faces if face.dimension == 2])
    yield from (finding for _, finding in check_shells(list_areas(geometries, faces, unit)))


def list_areas(geometries: Sequence[dict[str, Any]], faces: Sequence[Face], unit: float) -> list[Face]:
    """The surfaces, in metres, of those `geometries` that are solids."""
    solid = {
        number for number, geometry in enumerate(geometries) if DEPTH.get(geometry["type"], 0) > SURFACE + 1
    }
    return [_to_metres(face, unit) for face in faces if face.dimension == 2 and face.geometry in solid]


def _to_metres(face: Face, unit: float) -> Face:
    return (
        face if unit == 1.0 else replace(face, rings=tuple(ring * (unit, unit, 1.0) for ring in face.rings))
    )
