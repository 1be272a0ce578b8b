"""Coordinate systems: what files declare, what a twin accepts, and the way from one to the other.

All of pyproj is here.
"""

from spatial.crs.agreement import (
    agree,
    agree_on_axes,
    agree_on_earth,
    declare,
    looks_swapped,
    outside,
    outside_city,
)
from spatial.crs.bounding import area_in_plan, in_plan
from spatial.crs.moving import move, reproject
from spatial.crs.places import Spot, find_degrees, find_spot, find_utm_zone, measure_apart
from spatial.crs.remarks import remark
from spatial.crs.systems import LONLAT, Crs, Extent, identify, look_up, name_of, parse, parse_heights
from spatial.crs.zones import neighbours

__all__ = [
    "LONLAT",
    "Crs",
    "Extent",
    "Spot",
    "agree",
    "agree_on_axes",
    "agree_on_earth",
    "area_in_plan",
    "declare",
    "find_degrees",
    "find_spot",
    "find_utm_zone",
    "identify",
    "in_plan",
    "look_up",
    "looks_swapped",
    "measure_apart",
    "move",
    "name_of",
    "neighbours",
    "outside",
    "outside_city",
    "parse",
    "parse_heights",
    "remark",
    "reproject",
]
