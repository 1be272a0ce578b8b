"""Commuters between zones written by hand, as analyses are asked about them."""

from typing import Any

import numpy as np

from spatial.commute.basis import Basis, Commuters, CommutersAsked, Published
from spatial.commute.ways import WaysAsked, Zones
from tests.columns import codes, numbers, words

Matrix = list[list[float]]


def publish(matrix: Matrix, zones: int | None = None) -> CommutersAsked:
    """Published counts from zone to zone; a row or a column beyond so many zones is outside."""
    origin, destination = np.asarray(matrix).nonzero()
    count = np.array(matrix, dtype=float)[origin, destination]
    many, within = len(count), len(matrix) if zones is None else zones
    published = Published(
        zone=np.where(origin < within, origin, -1).astype(np.int32),
        work=np.where(destination < within, destination, -1).astype(np.int32),
        mode=words(*[None] * many),
        commuters=count,
        minutes=numbers(*[np.nan] * many),
        kilometres=numbers(*[np.nan] * many),
    )
    return CommutersAsked(commuters=None, published=published, basis=Basis.PUBLISHED)


def register(*rows: tuple[int, int, float]) -> CommutersAsked:
    """Persons by home and work (-1: not known)."""
    zone, work, count = zip(*rows, strict=True) if rows else ((), (), ())
    persons = Commuters(zone=codes(*zone), work=codes(*work), count=numbers(*count))
    return CommutersAsked(commuters=persons, published=None)


def lie(*xy: tuple[float, float], area: float = 1e6, **asked: Any) -> WaysAsked:
    """Zones of one area at these kilometres, with straight ways and no detour unless told otherwise."""
    x, y = np.array(xy, dtype=float).reshape(-1, 2).T * 1000
    zones = Zones(x=x, y=y, area=np.full(len(xy), area))
    return WaysAsked(**{"zones": zones, "streets": None, "detour": 1.0, **asked})
