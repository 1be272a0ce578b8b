"""Coordinate systems by name: what files and people declare, and what the twin knows of each."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pyproj import CRS
from pyproj.exceptions import CRSError

from spatial import gcj02
from spatial.crs import local
from spatial.errors import RefusedError

Extent = tuple[float, float, float, float]
Way = Literal["GCJ-02", "BD-09", "local"]

LONLAT, CGCS2000 = 4326, 4490
# CGCS2000 (EPSG:4490) and WGS 84 differ by centimetres; the EPSG register has no operation between them.
SAME_ON_A_MAP = frozenset({LONLAT, CGCS2000})
METRES_PER_DEGREE = 111_320.0

_CODE = re.compile(r"(?:EPSG[/:][\w.]*[/:]|EPSG:|(?<![\w.])\+?)(\d{4,6})(?![\w.])", re.IGNORECASE)
_CRS84 = re.compile(r"(?:OGC[/:][\w.]*[/:])?CRS84(h?)", re.IGNORECASE)
_VEILED = re.compile(r"(GCJ-?02|BD-?09(?:LL)?|local)(?:\+(\d{4,6}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crs:
    """A coordinate system as the twin speaks of it.

    `horizontal` is the EPSG code of the 2D part; `vertical` that of the height datum, None when there is
    none or when heights are ellipsoidal (`is_3d` tells these apart). `unit` is metres per unit of the
    horizontal axes (for degrees: of latitude, 111 320). `area` is the area of use (west, south, east,
    north) in degrees, `datum` the EPSG code of the geographic system beneath. `north_first` tells that its
    authority lists north (or latitude) before east, as a file that keeps to the authority's order does.
    Coordinates of a system outside the register first go a `way`; then they are of `horizontal`.
    """

    code: str
    name: str
    horizontal: int
    vertical: int | None
    is_3d: bool
    geographic: bool
    unit: float
    area: Extent | None
    datum: int | None = None
    north_first: bool = False
    way: Way | None = None

    @property
    def is_metric(self) -> bool:
        """Whether the horizontal axes count metres."""
        return not self.geographic and self.unit == 1.0

    @property
    def plan(self) -> str:
        """The plan alone, as `parse` reads it."""
        return self.way or str(self.horizontal)


def parse(declared: str | int) -> Crs:
    """The system a file or a person names.

    By code ("EPSG:7415", "28992+5709", an OGC URL or URN, CRS84), GCJ-02, BD-09, or "local", the city's own.
    Raises RefusedError for what names no system, or one without plan coordinates.
    """
    text = str(declared).strip()
    veiled = _VEILED.fullmatch(text)
    return _parse_veiled(veiled[1].upper(), veiled[2]) if veiled else _parse_coded(text)


def _parse_veiled(name: str, heights: str | None) -> Crs:
    """A system whose coordinates must be brought into the register first."""
    way: Way = "local" if name == "LOCAL" else "GCJ-02" if name.startswith("GCJ") else "BD-09"
    unit = local.unit() if way == "local" else None
    vertical = parse_heights(heights) if heights else None
    return Crs(
        code=f"{way}+{vertical}" if vertical else way,
        name="the city's own system" if way == "local" else way,
        horizontal=CGCS2000,
        vertical=vertical,
        is_3d=vertical is not None,
        geographic=unit is None,
        unit=METRES_PER_DEGREE if unit is None else unit,
        area=None if way == "local" else gcj02.AREA,
        datum=CGCS2000,
        way=way,
    )


@lru_cache(maxsize=256)
def _parse_coded(text: str) -> Crs:
    lonlat = _CRS84.search(text)
    codes = [4979 if lonlat[1] else LONLAT] if lonlat else [int(code) for code in _CODE.findall(text)]
    if not 1 <= len(codes) <= 2:
        raise RefusedError(f"“{text[:80]}” names no coordinate system; give --crs EPSG:n (such as 4549).")
    found = [look_up(code) for code in codes]
    plan, heights = found[0], found[1] if len(found) == 2 else None
    if plan.is_compound:
        plan, heights = plan.sub_crs_list[0], heights or plan.sub_crs_list[1]
    if plan.is_vertical or (heights is not None and not heights.is_vertical):
        raise RefusedError(
            f"“{text[:80]}” is not a plan system with a height datum; give --crs EPSG:n for the plan and "
            "--heights EPSG:n for the heights."
        )
    flat = None if plan.is_geocentric else plan.to_2d()
    horizontal = None if flat is None else flat.to_epsg()
    if flat is None or horizontal is None or not (flat.is_geographic or flat.is_projected):
        raise RefusedError(f"“{found[0].name}” has no plan coordinates to store; give --crs EPSG:n.")
    area = plan.area_of_use or found[0].area_of_use
    return Crs(
        code="+".join(map(str, codes)) if len(codes) == 2 else f"EPSG:{codes[0]}",
        name=" + ".join(system.name for system in found),
        horizontal=horizontal,
        vertical=heights.to_epsg() if heights is not None else None,
        is_3d=heights is not None or len(plan.axis_info) == 3,
        geographic=flat.is_geographic,
        unit=METRES_PER_DEGREE if flat.is_geographic else flat.axis_info[0].unit_conversion_factor,
        area=area.bounds if area else None,
        datum=flat.geodetic_crs.to_epsg() if flat.geodetic_crs else None,
        north_first=lonlat is None and flat.axis_info[0].direction == "north",
    )


def look_up(code: int) -> CRS:
    """A system of the EPSG register. Raises RefusedError."""
    try:
        return CRS.from_epsg(code)
    except CRSError:
        raise RefusedError(
            f"EPSG:{code} is not a coordinate system in the EPSG register; give --crs EPSG:n."
        ) from None


@lru_cache(maxsize=64)
def identify(definition: str) -> str | None:
    """ "EPSG:n" for a system given by its definition (WKT, PROJJSON), None where the register has no such.

    Plan and heights that only together have no code are "a+b"; of a plan with unknown heights, the plan.
    """
    try:
        system = CRS.from_user_input(definition)
        parts = system.sub_crs_list if system.is_compound else []
        codes = [one.to_epsg(min_confidence=70) for one in (system, *parts)]
    except CRSError:
        return None
    whole, plan, heights = (*codes, None, None)[:3]
    if whole is not None or plan is None:
        return None if whole is None else f"EPSG:{whole}"
    return f"EPSG:{plan}" if heights is None else f"{plan}+{heights}"


def name_of(definition: str) -> str:
    """What a system given by its definition calls itself."""
    try:
        return str(CRS.from_user_input(definition).name)
    except CRSError:
        return definition[:80]


@lru_cache(maxsize=64)
def parse_heights(declared: str | int) -> int:
    """The EPSG code of a height datum as named ("EPSG:5737", 5737). Raises RefusedError."""
    text = str(declared).strip()
    codes = _CODE.findall(text)
    if len(codes) != 1 or not look_up(int(codes[0])).is_vertical:
        raise RefusedError(f"“{text[:80]}” is no height datum; give --heights EPSG:n (such as EPSG:5737).")
    return int(codes[0])
