"""Which zone each building lies in, by the areas of the zones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import shapely

from spatial.population.stock import BATCH, Line
from spatial.population.zones import Zone

WHOLE = Zone("city", "the whole city")
OUTSIDE = Zone("outside", "outside every zone")


@dataclass(frozen=True, slots=True)
class Area:
    """The outline of a zone."""

    code: str
    name: str
    outline: shapely.Geometry


def name_zones(areas: Sequence[Area]) -> list[Zone]:
    """The zones of the areas and one for what lies outside them all; the whole city where there are none."""
    return [*(Zone(area.code, area.name) for area in areas), OUTSIDE] if areas else [WHOLE]


def locate(lines: Iterable[Line], areas: Sequence[Area]) -> Iterator[Line]:
    """The buildings with their zones, as `name_zones` numbers them; the first area that holds one counts."""
    tree = shapely.STRtree([area.outline for area in areas])
    stream = iter(lines)
    while batch := list(islice(stream, BATCH)):
        points = shapely.point_on_surface(shapely.from_wkb([line.footprint for line in batch]))
        zones = np.full(len(batch), len(areas))
        if areas:
            which, found = tree.query(points, predicate="intersects")
            np.minimum.at(zones, which, found)
        yield from (replace(line, zone=zone) for line, zone in zip(batch, zones.tolist(), strict=True))
