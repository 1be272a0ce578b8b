"""The grid on which a CityJSON file keeps its coordinates, and the way of bodies from other systems there."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from spatial.crs import identify, parse, reproject
from spatial.solids import Points, read_vertices

STEP = 0.001
# How far one looks along the axes to see how they turn, in units of the system.
LOOK, LOOK_DEGREES = 1.0, 1e-5
OGC = "https://www.opengis.net/def/crs/EPSG/0/"


@dataclass(frozen=True, slots=True)
class Grid:
    """The system (an EPSG code, two joined by “+”) and the transform of a file's vertices."""

    crs: str
    transform: dict[str, Any]

    def fit(self, body: dict[str, Any], crs: str) -> dict[str, Any]:
        """A body of the system `crs` with its vertices on the grid: as they are, if that is where they lie.

        Template instances are turned and stretched as their surroundings are.
        """
        source, target = parse(crs).horizontal, parse(self.crs).horizontal
        if source == target and body.get("transform") == self.transform:
            return body
        points = read_vertices(body)
        fitted = {**body, "vertices": self.lay(move(points, source, target)), "transform": self.transform}
        if source != target:
            fitted.pop("geographicalExtent", None)
            fitted["geometry"] = [_turn(one, points, source, target) for one in body["geometry"]]
        return fitted

    def lay(self, points: Points) -> list[list[int]]:
        """The whole numbers that stand for real coordinates."""
        scale, translate = (np.array(self.transform[part], float) for part in ("scale", "translate"))
        whole: list[list[int]] = np.rint((points - translate) / scale).astype(np.int64).tolist()
        return whole


def choose_crs(codes: Collection[str], own: str) -> str:
    """The one projected system all bodies lie in, however it is spelled; else the twin's own."""
    systems = {(system.horizontal, system.vertical) for system in map(parse, codes)}
    if len(systems) != 1:
        return own
    code = min(codes)
    return own if parse(code).geographic else code


def draw_grid(crs: str, corner: tuple[float, float], own: str) -> Grid:
    """A grid of a thousandth in `crs` about a corner, which is given in the twin's own system."""
    points = np.array([[*corner, 0.0]])
    [[west, south, _]] = np.floor(move(points, parse(own).horizontal, parse(crs).horizontal)).tolist()
    return Grid(crs, {"scale": [STEP] * 3, "translate": [west, south, 0.0]})


def cite(crs: str) -> tuple[str, str | None]:
    """A system as OGC URLs: of the whole, or of the plan and the height datum where no code names both."""
    system = parse(crs)
    if "+" not in crs:
        return OGC + crs.removeprefix("EPSG:"), None
    whole = identify(f"EPSG:{system.horizontal}+{system.vertical}")
    if whole and "+" not in whole:
        return OGC + whole.removeprefix("EPSG:"), None
    return f"{OGC}{system.horizontal}", f"{OGC}{system.vertical}"


def move(points: Points, source: int, target: int) -> Points:
    """Real coordinates from one system to another; heights stay."""
    if source == target or not len(points):
        return points
    [moved] = reproject(np.array([shapely.multipoints(points[:, :2])], dtype=object), source, target)
    return np.column_stack([shapely.get_coordinates(moved), points[:, 2]])


def _turn(geometry: dict[str, Any], points: Points, source: int, target: int) -> dict[str, Any]:
    if geometry["type"] != "GeometryInstance":
        return geometry
    look = LOOK_DEGREES if parse(source).geographic else LOOK
    anchor = points[geometry["boundaries"][0]]
    ahead = np.array([[0, 0, 0], [look, 0, 0], [0, look, 0]])
    here, east, north = move(anchor + ahead, source, target)[:, :2]
    matrix = np.array(geometry["transformationMatrix"], dtype=float).reshape(4, 4)
    matrix[:2] = np.column_stack([east - here, north - here]) / look @ matrix[:2]
    return {**geometry, "transformationMatrix": matrix.ravel().tolist()}
