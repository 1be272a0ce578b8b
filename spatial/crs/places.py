"""Single places in degrees and in plan: where north is there, how long a metre, how far apart two are."""

from dataclasses import dataclass
from math import atan2, hypot

import numpy as np
from pyproj import Geod

from spatial.crs.moving import find_way, way_to_degrees
from spatial.crs.systems import LONLAT
from spatial.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a plan system: how its true north is turned from the grid's (radians, anticlockwise), and
    how many of the system's units a metre of the ground is there."""

    x: float
    y: float
    north: float
    scale: float


def find_spot(lon: float, lat: float, code: int) -> Spot:
    """Where a point in degrees (WGS 84) lies in the plan system `code`. Raises RefusedError."""
    transformer, step = find_way(LONLAT, code), 1e-4
    x, y = transformer.transform(lon, lat)
    further = transformer.transform(lon, lat + step)
    if not np.isfinite([x, y, *further]).all():
        raise RefusedError(f"{lat:.6g}, {lon:.6g} in degrees cannot be brought to EPSG:{code}.")
    right, up = further[0] - x, further[1] - y
    metres = Geod(ellps="WGS84").inv(lon, lat, lon, lat + step)[2]
    return Spot(x, y, atan2(-right, up), hypot(right, up) / metres)


def find_degrees(x: float, y: float, code: int) -> tuple[float, float] | None:
    """Longitude and latitude of a point of the plan system `code`, None where it is outside its reach."""
    lon, lat = way_to_degrees(code).transform(x, y)
    return (lon, lat) if np.isfinite([lon, lat]).all() else None


def find_utm_zone(lon: float, lat: float) -> int:
    """The EPSG code of the zone of UTM (WGS 84) around a point in degrees."""
    return (32600 if lat >= 0 else 32700) + min(int((lon + 180) // 6) + 1, 60)


def measure_apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres over the ground between two points of longitude and latitude."""
    return float(Geod(ellps="WGS84").inv(*one, *other)[2])
