"""The cells of the H3 grid: which one a point lies in, and where it is."""

import math
from collections.abc import Iterable, Iterator

EARTH_RADIUS = 6371.0088
"""In kilometres: the mean one (IUGG)."""


def index(points: Iterable[tuple[float, float]], resolution: int) -> Iterator[str]:
    """The cell of each point (longitude, latitude), as H3 writes it."""
    import h3

    for longitude, latitude in points:
        yield h3.latlng_to_cell(latitude, longitude, resolution)


def outline(cell: str) -> list[tuple[float, float]]:
    """The corners of a cell in degrees (longitude, latitude), the first one again at the end."""
    import h3

    corners = [(longitude, latitude) for latitude, longitude in h3.cell_to_boundary(cell)]
    return [*corners, corners[0]]


def cover(extent: tuple[float, float, float, float], resolution: int, most: int) -> list[str] | None:
    """The cells that touch an extent (west, south, east, north; degrees) in their own order.

    None where they are more than `most`, without making them where they are many more.
    """
    import h3

    west, south, east, north = extent
    around = h3.LatLngPoly([(south, west), (south, east), (north, east), (north, west)])
    height = math.sin(math.radians(north)) - math.sin(math.radians(south))
    area = math.radians(east - west) * height * EARTH_RADIUS**2
    # Some cells have twice the mean area.
    if area / h3.average_hexagon_area(resolution) > 2 * most:
        return None
    cells = h3.h3shape_to_cells_experimental(around, resolution, contain="overlap")
    return sorted(cells) if len(cells) <= most else None
