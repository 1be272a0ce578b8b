"""Coordinate systems: what files declare, what a twin accepts, and the way from one to the other."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from spatial.errors import RefusedError
from spatial.format import Asked, Header

Extent = tuple[float, float, float, float]

LONLAT = 4326
# CGCS2000 (EPSG:4490) and WGS 84 differ by centimetres; the EPSG register has no operation between them.
SAME_ON_A_MAP = frozenset({4326, 4490})
METRES_PER_DEGREE = 111_320.0
MARGIN = 0.1

_CODE = re.compile(r"(?:EPSG[/:][\w.]*[/:]|EPSG:|(?<![\w.])\+?)(\d{4,6})(?![\w.])", re.IGNORECASE)
_CRS84 = re.compile(r"(?:OGC[/:][\w.]*[/:])?CRS84(h?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crs:
    """A coordinate system as the twin speaks of it.

    `horizontal` is the EPSG code of the 2D part; `vertical` that of the height datum, None when there is
    none or when heights are ellipsoidal (`is_3d` tells these apart). `unit` is metres per unit of the
    horizontal axes (for degrees: of latitude, 111 320). `area` is the area of use (west, south, east,
    north) in degrees.
    """

    code: str
    name: str
    horizontal: int
    vertical: int | None
    is_3d: bool
    geographic: bool
    unit: float
    area: Extent | None

    @property
    def is_metric(self) -> bool:
        """Whether the horizontal axes count metres."""
        return not self.geographic and self.unit == 1.0


@lru_cache(maxsize=256)
def parse(declared: str | int) -> Crs:
    """The system a file or a person names: "EPSG:7415", "28992+5709", an OGC URL or URN, CRS84.

    Raises RefusedError for what names no system, or one without plan coordinates.
    """
    text = str(declared).strip()
    lonlat = _CRS84.search(text)
    codes = [4979 if lonlat[1] else LONLAT] if lonlat else [int(code) for code in _CODE.findall(text)]
    if not 1 <= len(codes) <= 2:
        raise RefusedError(f"“{text[:80]}” names no coordinate system; give --crs EPSG:n (such as 4549).")
    found = [_look_up(code) for code in codes]
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
    )


def _look_up(code: int) -> CRS:
    try:
        return CRS.from_epsg(code)
    except CRSError:
        raise RefusedError(
            f"EPSG:{code} is not a coordinate system in the EPSG register; give --crs EPSG:n."
        ) from None


@lru_cache(maxsize=64)
def identify(definition: str) -> str | None:
    """ "EPSG:n" for a system given by its definition (WKT, PROJJSON), None where the register has no such."""
    try:
        system = CRS.from_user_input(definition)
        code = system.to_epsg(min_confidence=70)
    except CRSError:
        return None
    return None if code is None else f"EPSG:{code}"


@lru_cache(maxsize=64)
def parse_heights(declared: str | int) -> int:
    """The EPSG code of a height datum as named ("EPSG:5737", 5737). Raises RefusedError."""
    text = str(declared).strip()
    codes = _CODE.findall(text)
    if len(codes) != 1 or not _look_up(int(codes[0])).is_vertical:
        raise RefusedError(f"“{text[:80]}” is no height datum; give --heights EPSG:n (such as EPSG:5737).")
    return int(codes[0])


def declare(header: Header, asked: Asked) -> Crs:
    """The system of a file's coordinates: what is asked, over what the file says.

    Raises RefusedError where neither names one, or names an unknown one.
    """
    declared = asked.crs or header.crs
    if not declared:
        raise RefusedError("The file does not say which coordinate system it is in; give --crs EPSG:n.")
    source = parse(declared)
    heights = asked.heights or (None if source.is_3d else header.heights)
    if heights is None:
        return source
    vertical = parse_heights(heights)
    if vertical == source.vertical:
        return source
    name = f"{parse(source.horizontal).name} + {_look_up(vertical).name}"
    return replace(source, code=f"{source.horizontal}+{vertical}", name=name, vertical=vertical, is_3d=True)


def agree(header: Header, asked: Asked, crs: int, heights: int | None) -> Crs:
    """The system of a file's coordinates, once it is sure that they fit a twin of `crs` and `heights`.

    `header` must be that of the file as `asked` (its extent is already swapped under --swap-axes).
    Raises RefusedError with the option to give: no system, a 2D system over 3D data, another height datum
    than the twin's, coordinates outside the system's area of use or outside the city, axes swapped.
    """
    source, city = declare(header, asked), parse(crs)
    if header.has_heights:
        _agree_on_heights(source, heights)
    if header.extent is not None:
        _agree_on_place(header.extent, source, city, asked)
    if source.horizontal != city.horizontal:
        _transformer(source.horizontal, city.horizontal)
    return source


def _agree_on_heights(source: Crs, heights: int | None) -> None:
    if not source.is_3d:
        raise RefusedError(
            f"The coordinates are 3D, but {source.code} ({source.name}) says nothing of heights; give "
            "--heights EPSG:n, the datum they are measured from."
        )
    if heights is None:
        raise RefusedError(
            f"The coordinates are 3D ({source.name}), but this twin was made without a height datum; make a "
            f"twin with `up --heights EPSG:{source.vertical or 'n'}` for them."
        )
    if source.vertical != heights:
        theirs = _look_up(source.vertical).name if source.vertical else "heights above the ellipsoid"
        raise RefusedError(
            f"The file's heights are {theirs}, this twin's are {_look_up(heights).name}; convert the file "
            f"first, or give --heights EPSG:{heights} if the file is wrong about them."
        )


def _agree_on_place(extent: Extent, source: Crs, city: Crs, asked: Asked) -> None:
    exchanged = _swap(extent)
    swapped = looks_swapped(extent, source) or (
        outside_city(extent, source, city) and not outside_city(exchanged, source, city)
    )
    if swapped:
        raise RefusedError(_say_swapped(extent, source, "the city", asked))
    if outside(extent, source):
        raise RefusedError(_say_outside(extent, source))
    if outside_city(extent, source, city):
        raise RefusedError(
            f"The data lies outside the city: {_say(_lonlat(extent, source))} in degrees, while this twin's "
            f"{city.name} covers {_say(city.area)}; give --crs EPSG:n if the file's {source.code} is wrong, "
            "or load it into a twin of its own city."
        )


def agree_on_earth(extent: Extent, source: Crs, asked: Asked) -> None:
    """See that data which may lie anywhere on earth lies in its own system, at least some of it.

    Raises RefusedError with the option to give.
    """
    if _meets(source.area, _lonlat(extent, source)):
        return
    if looks_swapped(extent, source):
        raise RefusedError(_say_swapped(extent, source, "its area", asked))
    raise RefusedError(_say_outside(extent, source))


def _say_swapped(extent: Extent, source: Crs, place: str, asked: Asked) -> str:
    if asked.swap_axes:
        return f"With --swap-axes the data leaves {source.name}; leave the option out."
    return (
        f"The axes look swapped: as {source.name}, {_say(extent)} lies outside {place}, with x and y "
        "exchanged it lies inside; give --swap-axes."
    )


def _say_outside(extent: Extent, source: Crs) -> str:
    return (
        f"{_say(extent)} lies outside the area of {source.name} ({source.code}), so this is not the "
        "file's system; give --crs EPSG:n."
    )


def outside_city(extent: Extent, source: Crs, city: Crs) -> bool:
    """Whether some of `extent` (in units of `source`, x-y order) lies outside the city's own system."""
    return outside(extent, source) or not _covers(city.area, _lonlat(extent, source))


def outside(extent: Extent, crs: Crs) -> bool:
    """Whether some of `extent` (in units of `crs`, x-y order) lies outside the area of use.

    The area is grown by a tenth on each side: systems are used a little beyond their edges.
    """
    return not _covers(crs.area, _lonlat(extent, crs))


def looks_swapped(extent: Extent, crs: Crs) -> bool:
    """Whether `extent` lies in the area of use only once its axes are exchanged."""
    return outside(extent, crs) and not outside(_swap(extent), crs)


def reproject(
    geometries: NDArray[np.object_], source: int, target: int, lost: set[int] | None = None
) -> NDArray[np.object_]:
    """2D `geometries` (shapely, x east or lon, y north or lat; None stays None) from one EPSG to another.

    EPSG:4490 (CGCS2000) and EPSG:4326 are taken as the same, which holds at map scale (centimetres).
    Raises RefusedError when there is no known way between the two. Those with coordinates outside its reach
    become None, their places told in `lost`; without it they raise RefusedError too.
    """
    if source == target:
        return geometries
    points, owner = shapely.get_coordinates(geometries, return_index=True)
    moved = np.column_stack(_transformer(source, target).transform(points[:, 0], points[:, 1]))
    astray = np.unique(owner[~np.isfinite(moved).all(axis=1)])
    if astray.size and lost is None:
        raise RefusedError(f"Some coordinates cannot be brought from EPSG:{source} to EPSG:{target}.")
    kept = geometries.copy()
    kept[astray] = None
    if lost is not None:
        lost.update(astray.tolist())
    placed: NDArray[np.object_] = shapely.set_coordinates(kept, moved[~np.isin(owner, astray)])
    return placed


@lru_cache(maxsize=64)
def _transformer(source: int, target: int) -> Transformer:
    """A way between two systems, refused where PROJ would only guess (a “ballpark” operation)."""
    datums = {_look_up(code).geodetic_crs for code in (source, target)}
    guessing = {datum.to_epsg() if datum else None for datum in datums} <= SAME_ON_A_MAP
    try:
        return Transformer.from_crs(source, target, always_xy=True, allow_ballpark=guessing)
    except ProjError:
        raise RefusedError(
            f"There is no published transformation from EPSG:{source} to EPSG:{target}; convert the file "
            "with the parameters of your surveying office and give --crs EPSG:n."
        ) from None


def _lonlat(extent: Extent, crs: Crs) -> Extent | None:
    """`extent` in degrees, None where the system cannot say; datums are told apart only by the caller."""
    if crs.geographic:
        return extent if np.isfinite(extent).all() else None
    transformer = _degrees(crs.horizontal)
    try:
        west, south, east, north = transformer.transform_bounds(*extent)
    except ProjError:
        return None
    return (west, south, east, north) if np.isfinite([west, south, east, north]).all() else None


@lru_cache(maxsize=64)
def _degrees(code: int) -> Transformer:
    """The way from plan to degrees on the same datum, so that an area of use can be tested for any system."""
    system = _look_up(code)
    return Transformer.from_crs(system, system.geodetic_crs or LONLAT, always_xy=True)


def _covers(area: Extent | None, extent: Extent | None) -> bool:
    if extent is None or area is None:
        return area is None
    west, south, east, north = area
    wide, high = MARGIN * ((east - west) % 360 or 360), MARGIN * (north - south)
    if not (south - high <= extent[1] and extent[3] <= north + high):
        return False
    if west > east:  # an area across the antimeridian
        return extent[0] >= west - wide or extent[2] <= east + wide
    return west - wide <= extent[0] and extent[2] <= east + wide


def _meets(area: Extent | None, extent: Extent | None) -> bool:
    """Whether some of the extent lies in the area; yes where either is not known."""
    if extent is None or area is None:
        return True
    west, south, east, north = area
    wide, high = MARGIN * ((east - west) % 360 or 360), MARGIN * (north - south)
    if extent[3] < south - high or extent[1] > north + high:
        return False
    if west > east:  # an area across the antimeridian
        return extent[2] >= west - wide or extent[0] <= east + wide
    return extent[2] >= west - wide and extent[0] <= east + wide


def _swap(extent: Extent) -> Extent:
    return extent[1], extent[0], extent[3], extent[2]


def _say(extent: Extent | None) -> str:
    return "no place" if extent is None else "{:.6g}, {:.6g} – {:.6g}, {:.6g}".format(*extent)
