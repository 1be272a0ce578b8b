"""The sheet a drawing is made on: from metres to the sheet's own units, and how shapes are written on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from spatial.crs import Extent

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Canvas:
    """A sheet of `width` x `height` units over the box (west, south, east, north), y upwards there."""

    box: Extent
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Units of the sheet in a metre: the whole box is on it, in its middle."""
        west, south, east, north = self.box
        return min(self.width / max(east - west, 1e-9), self.height / max(north - south, 1e-9))

    def place(self, points: Points) -> Points:
        """Points (n, 2 or more) on the sheet."""
        west, south, east, north = self.box
        middle = np.array(((west + east) / 2, (south + north) / 2))
        centre = np.array((self.width / 2, self.height / 2))
        placed: Points = (points[:, :2] - middle) * (self.scale, -self.scale) + centre
        return placed

    def trace(self, rings: Sequence[Points], closed: bool = True) -> str:
        """The path data of rings or lines (SVG 2 §9.3), to a tenth of a unit."""
        end = "Z" if closed else ""
        return "".join(
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.place(ring).tolist()) + end
            for ring in rings
            if len(ring) > 1
        )

    def outline(self, shape: BaseGeometry) -> str:
        """The path data of areas and lines; points are passed over."""
        areas, lines = [], []
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon":
                areas += [shapely.get_coordinates(ring) for ring in (part.exterior, *part.interiors)]
            elif part.geom_type == "LineString":
                lines.append(shapely.get_coordinates(part))
        return self.trace(areas) + self.trace(lines, closed=False)


def write_svg(canvas: Canvas, title: str, content: Sequence[str]) -> str:
    """The whole drawing; `title` says to who cannot see it what it shows."""
    told = title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {canvas.width:g} {canvas.height:g}" '
        f'role="img" aria-label="{told}">{"".join(content)}</svg>'
    )
