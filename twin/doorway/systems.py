"""The coordinate systems of answers and questions: their URIs, and in which order they tell coordinates."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from spatial import crs

LONLAT, CGCS2000, MERCATOR = 4326, 4490, 3857
NAMED = re.compile(
    r"(?:https?://www\.opengis\.net/def/crs/|urn:ogc:def:crs:|)"
    r"(?:(?P<lonlat>OGC[/:](?:1\.3|0|)[/:]|OGC:|)CRS84(?P<high>h?)|EPSG(?:[/:][\d.]*)?[/:](?P<code>\d{4,6}))"
)


@dataclass(frozen=True, slots=True)
class System:
    """A system the twin serves: EPSG:`srid` for the database, `north_first` where its authority says so.

    `heights` says that it has a third axis, for which the twin's layers have no coordinate.
    """

    uri: str
    srid: int
    north_first: bool = False
    heights: bool = False


CRS84 = System("http://www.opengis.net/def/crs/OGC/1.3/CRS84", LONLAT)
CRS84H = System("http://www.opengis.net/def/crs/OGC/0/CRS84h", LONLAT, heights=True)


def of_code(code: int) -> System:
    """A system of the EPSG register."""
    return System(f"http://www.opengis.net/def/crs/EPSG/0/{code}", code, crs.parse(code).north_first)


@lru_cache(maxsize=4)
def serve(storage: int) -> dict[str, System]:
    """The systems of a twin that stores in EPSG:`storage`, by URI: those in degrees, the map's, its own and
    the zones beside it."""
    codes = dict.fromkeys([LONLAT, MERCATOR, CGCS2000, storage, *crs.neighbours(storage)])
    return {one.uri: one for one in (CRS84, CRS84H, *map(of_code, codes))}


def known() -> list[System]:
    """The systems this twin serves, the usual one first (OGC 18-058r1 §6.2)."""
    return list(serve(settings.TWIN_CRS).values())


def find_system(uri: str) -> System:
    """The system of a URI, a URN, a safe CURIE ("[EPSG:4490]") or a short name ("EPSG:4490", "CRS84").

    Raises ValueError for what this twin does not serve.
    """
    found = NAMED.fullmatch(uri.removeprefix("[").removesuffix("]"))
    if found is None:
        raise ValueError(uri)
    if found["code"] is None:
        return CRS84H if found["high"] else CRS84
    return serve(settings.TWIN_CRS)[of_uri(int(found["code"]))]


def of_uri(code: int) -> str:
    """The URI of an EPSG code that is served; raises ValueError for another."""
    uri = f"http://www.opengis.net/def/crs/EPSG/0/{code}"
    if uri not in serve(settings.TWIN_CRS):
        raise ValueError(uri)
    return uri


def name_storage(srid: int) -> str:
    """The URI of the system that rows are kept in (`storageCrs`): of degrees the one the database tells them
    in, longitude first."""
    return CRS84.uri if srid == LONLAT else of_code(srid).uri
