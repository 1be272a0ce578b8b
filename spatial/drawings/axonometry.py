"""A building in axonometric projection, seen from above its south-western corner (正轴测图)."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from spatial.drawings.canvas import Canvas, Points, write_svg
from spatial.solids import Face

AZIMUTH, ELEVATION = math.radians(30), math.radians(32)
WIDTH, HEIGHT, MARGIN = 360.0, 260.0, 1.08
# A drawing of more faces than these shows no more and takes long to print.
MANY = 4000
LIGHT = np.array((-0.35, -0.55, 0.75))
# CityJSON 2.0.1 §3.3: the surfaces of buildings.
COLOURS = {
    "RoofSurface": (190, 98, 76),
    "OuterCeilingSurface": (190, 98, 76),
    "WallSurface": (236, 224, 200),
    "InteriorWallSurface": (236, 224, 200),
    "GroundSurface": (150, 150, 146),
    "FloorSurface": (205, 200, 190),
    "OuterFloorSurface": (205, 200, 190),
    "ClosureSurface": (222, 222, 222),
    "Window": (120, 165, 200),
    "Door": (140, 104, 72),
}
UNNAMED = (214, 208, 196)


def draw_solid(faces: Sequence[Face], title: str) -> str | None:
    """The faces as an SVG picture, x and y in metres; None where there is no area to draw.

    Of several levels of detail the highest is drawn that is not too much for a small picture.
    """
    chosen = choose_level([face for face in faces if face.dimension == 2 and len(face.rings[0]) > 2])
    if not chosen:
        return None
    origin = chosen[0].rings[0][0]
    rings = [[project(ring - origin) for ring in face.rings] for face in chosen]
    order = np.argsort([float(np.mean(seen[0][:, 2])) for seen in rings], kind="stable")
    everything = np.concatenate([ring[:, :2] for seen in rings for ring in seen])
    low, high = everything.min(axis=0), everything.max(axis=0)
    middle, half = (low + high) / 2, (high - low) / 2 * MARGIN
    canvas = Canvas((*(middle - half), *(middle + half)), WIDTH, HEIGHT)
    paths = [draw_face(canvas, chosen[place], rings[place]) for place in order]
    return write_svg(canvas, title, ['<g stroke-width=".5" stroke-linejoin="round">', *paths, "</g>"])


def choose_level(faces: Sequence[Face]) -> list[Face]:
    """The faces of the highest level of detail of which there are not too many, else of the lowest."""
    levels: dict[str, list[Face]] = {}
    for face in faces:
        levels.setdefault(face.lod or "", []).append(face)
    fitting = [level for level, held in levels.items() if len(held) <= MANY]
    return levels[max(fitting) if fitting else min(levels)] if levels else []


def project(points: Points) -> Points:
    """Points (n, 3) as seen: to the right, upwards, and towards the viewer."""
    x, y, z = points.T
    right = x * math.cos(AZIMUTH) - y * math.sin(AZIMUTH)
    away = x * math.sin(AZIMUTH) + y * math.cos(AZIMUTH)
    up = away * math.sin(ELEVATION) + z * math.cos(ELEVATION)
    return np.column_stack((right, up, z * math.sin(ELEVATION) - away * math.cos(ELEVATION)))


def draw_face(canvas: Canvas, face: Face, seen: Sequence[Points]) -> str:
    """One face in the colour of its semantic surface, lit from the south-west."""
    bright = 0.72 + 0.28 * abs(float(normal_of(face.rings[0]) @ LIGHT) / float(np.linalg.norm(LIGHT)))
    red, green, blue = COLOURS.get(face.semantics or "", UNNAMED)
    fill, edge = (
        f"rgb({red * light:.0f} {green * light:.0f} {blue * light:.0f})" for light in (bright, bright * 0.72)
    )
    # A triangle is a piece of a surface that was cut up: its edges are none of the building's.
    edge = fill if len(seen) == 1 and len(seen[0]) == 3 else edge
    return f'<path d="{canvas.trace(seen)}" fill="{fill}" stroke="{edge}" fill-rule="evenodd"/>'


def normal_of(ring: Points) -> NDArray[np.float64]:
    """The unit normal of a ring by Newell's method; straight up for one that has no area."""
    following = np.roll(ring, -1, axis=0)
    normal: NDArray[np.float64] = np.cross(ring - ring[0], following - ring[0]).sum(axis=0)
    length = float(np.linalg.norm(normal))
    return normal / length if length > 0 else np.array((0.0, 0.0, 1.0))


def extrude(footprint: BaseGeometry, height: float) -> list[Face]:
    """The faces of a footprint raised to a height in metres: a flat roof and its walls."""
    faces = []
    for number, part in enumerate(getattr(footprint, "geoms", [footprint])):
        if part.geom_type != "Polygon":
            continue
        floors = [np.array(ring.coords)[:-1, :2] for ring in (part.exterior, *part.interiors)]
        raised = tuple(np.column_stack((ring, np.full(len(ring), height))) for ring in floors)
        for ring in floors if height else []:
            for one, other in zip(ring, np.roll(ring, -1, axis=0), strict=True):
                wall = np.array([(*one, 0), (*other, 0), (*other, height), (*one, height)])
                faces.append(Face(number, None, (), 2, "WallSurface", (wall,)))
        faces.append(Face(number, None, (), 2, "RoofSurface" if height else None, raised))
    return faces
