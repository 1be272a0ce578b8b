"""The 3D geometry of objects as a whole: their surfaces, and the shells of what calls itself a solid."""

from collections.abc import Iterator, Sequence
from typing import Any

from spatial.findings import Finding
from spatial.solids import DEPTH, SURFACE, Face
from spatial.validity.polygons import check_polygons
from spatial.validity.shells import check_shells

Geometries = Sequence[dict[str, Any]]


def check_bodies(
    objects: Sequence[Geometries], faces: Sequence[Face], unit: float
) -> Iterator[tuple[int, Finding]]:
    """What is wrong in 3D with the `faces` of objects, and whose; `unit` is metres in one of x and y.

    `objects` lists the CityJSON geometries of each, by the number its faces bear as their owner.
    """
    yield from check_polygons([face for face in faces if face.dimension == 2], unit)
    yield from ((shell.owner, finding) for shell, finding in check_shells(list_areas(objects, faces), unit))


def list_areas(objects: Sequence[Geometries], faces: Sequence[Face]) -> list[Face]:
    """The surfaces of those geometries that are solids."""
    solid = {
        (owner, number)
        for owner, geometries in enumerate(objects)
        for number, geometry in enumerate(geometries)
        if DEPTH.get(geometry["type"], 0) > SURFACE + 1
    }
    return [face for face in faces if face.dimension == 2 and (face.owner, face.geometry) in solid]
