"""The cells of the H3 grid: which one a point lies in, and where it is."""

from collections.abc import Iterable, Iterator


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
