"""The tile matrix sets a twin offers: the world's two, and its country's in degrees and in its own plan."""

from dataclasses import replace
from functools import lru_cache
from math import ceil, floor, log2

from spatial.text import Text
from spatial.tile_matrix import WEB_MERCATOR, Bounds, Grid

DEEPEST = WEB_MERCATOR.deepest
CELLS = 256
PIXEL = 0.00028
"""Metres of a screen pixel by which scales are told (OGC 17-083r4 §6.1)."""

SCALE = WEB_MERCATOR.span / CELLS / PIXEL
STEPS = 4
WORLD_CRS84 = Grid("WorldCRS84Quad", 4326, -180.0, 90.0, 180.0, columns=2, deepest=DEEPEST - 1, shift=1)
CGCS2000 = replace(WORLD_CRS84, id="CGCS2000Quad", srid=4490)
EVERYWHERE = (WEB_MERCATOR, WORLD_CRS84, CGCS2000)
REGISTERED = frozenset({WEB_MERCATOR.id, WORLD_CRS84.id})
TITLES = {
    WEB_MERCATOR.id: Text("Web 墨卡托（EPSG:3857）", "Web Mercator (EPSG:3857)"),
    WORLD_CRS84.id: Text("WGS 84 经纬度（CRS84）", "WGS 84 longitude and latitude (CRS84)"),
    CGCS2000.id: Text("CGCS2000 经纬度（EPSG:4490）", "CGCS2000 latitude and longitude (EPSG:4490)"),
}


@lru_cache(maxsize=8)
def grids(storage: int) -> dict[str, Grid]:
    """The sets of a twin that stores in EPSG:`storage`, by id."""
    own = plan_grid(storage)
    return {grid.id: grid for grid in (*EVERYWHERE, *([own] if own else []))}


def plan_grid(code: int) -> Grid | None:
    """The set in the plan of EPSG:`code`, None where there is no other than Web Mercator's.

    It is the smallest square around the system's area of use that measures 2ⁿ of its units (so that a cell
    of some matrix is one unit, and finer ones halve it) and begins at whole quarters of that. So it follows
    from the system alone, and moves neither with the city nor with small corrections of the register.
    """
    from spatial.crs import area_in_plan, parse

    system = parse(code)
    area = None if code == WEB_MERCATOR.srid or system.geographic else area_in_plan(system)
    if area is None:
        return None
    left, top, span = _square(area)
    shift = round(log2(SCALE / (span / CELLS * system.unit / PIXEL)))
    return Grid(f"EPSG{code}Quad", code, left, top, span, deepest=DEEPEST - shift, shift=shift)


def _square(area: Bounds) -> tuple[float, float, float]:
    """Left, top and span of the square around an area."""
    west, south, east, north = area
    power = ceil(log2(max(east - west, north - south)))
    while True:
        span = float(2**power)
        step = span / STEPS
        left, top = floor(west / step) * step, ceil(north / step) * step
        if left + span >= east and top - span <= south:
            return left, top, span
        power += 1


def title_of(grid: Grid) -> Text:
    """What the set is called."""
    own = f"EPSG:{grid.srid}"
    return TITLES.get(grid.id) or Text(f"本市存储坐标系（{own}）", f"The city's own plan ({own})")


def name_crs(grid: Grid) -> str:
    """The URI of the coordinate system of a set's document."""
    place = "OGC/1.3/CRS84" if grid.id == WORLD_CRS84.id else f"EPSG/0/{grid.srid}"
    return f"http://www.opengis.net/def/crs/{place}"


def name_set(grid: Grid) -> str | None:
    """The URI of a set in the register of OGC, if it is there (17-083r4 Annex D)."""
    return f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{grid.id}" if grid.id in REGISTERED else None
