"""Plan geometry (shapely, 2D): making it valid, and saying what was wrong."""

import re

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Geometries = NDArray[np.object_]

_PLACE = re.compile(r"\[.*\]")


def repair(geometries: Geometries) -> tuple[Geometries, dict[int, str]]:
    """The same geometries, valid and of unchanged dimension; and what was wrong, by index.

    An area that collapses to a line or a point becomes None. None stays None.
    """
    broken = np.flatnonzero(~shapely.is_valid(geometries) & ~shapely.is_missing(geometries))
    if not broken.size:
        return geometries, {}
    reasons = shapely.is_valid_reason(geometries[broken])
    mended = geometries.copy()
    mended[broken] = [
        keep_dimension(fixed, dimension)
        for fixed, dimension in zip(
            shapely.make_valid(geometries[broken], method="structure", keep_collapsed=False),
            shapely.get_dimensions(geometries[broken]),
            strict=True,
        )
    ]
    return mended, {int(place): _PLACE.sub("", reason) for place, reason in zip(broken, reasons, strict=True)}


def keep_dimension(geometry: BaseGeometry, dimension: int) -> BaseGeometry | None:
    """The parts of `geometry` that have `dimension` (0, 1 or 2); None when there are none."""
    if geometry.is_empty:
        return None
    parts = shapely.get_parts(geometry)
    kept = parts[(shapely.get_dimensions(parts) == dimension) & ~shapely.is_empty(parts)]
    if not kept.size:
        return None
    return geometry if kept.size == parts.size else shapely.union_all(kept)


def drop_slivers(geometry: BaseGeometry, least: float) -> BaseGeometry | None:
    """The areas of `geometry` as a MultiPolygon, without parts and holes under `least`; None for none."""
    kept = []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon" and part.area >= least:
            holes = [hole for hole in part.interiors if shapely.Polygon(hole).area >= least]
            whole = len(holes) == len(part.interiors)
            kept.append(part if whole else shapely.Polygon(part.exterior, holes))
    return shapely.MultiPolygon(kept) if kept else None
