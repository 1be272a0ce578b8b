"""What is to be told of the way coordinates came from systems that no register knows."""

from collections.abc import Iterator

import numpy as np

from spatial import gcj02
from spatial.crs.systems import METRES_PER_DEGREE, Crs, Extent
from spatial.records import Issue, Severity

GRID = 9


def remark(source: Crs, extent: Extent | None) -> Iterator[Issue]:
    """Findings on how exact the coordinates of a load are, where the register does not tell."""
    if source.way == "local":
        message = "The coordinates came from the city's own system by the twin's settings."
        yield Issue(severity=Severity.INFO, code="LOCAL_SYSTEM", message=message)
    elif source.way:
        west, south, east, north = extent or gcj02.AREA
        x, y = np.meshgrid(np.linspace(west, east, GRID), np.linspace(south, north, GRID))
        error = measure(source, np.column_stack([x.ravel(), y.ravel()]))
        message = (
            f"The coordinates were brought from {source.way} to CGCS2000 by the series in circulation, for "
            f"the official one is not disclosed. There and back over this area differs by {error:.2g} m; "
            f"from the official one it differs by {gcj02.ACCURACY}, which nobody official confirms."
        )
        yield Issue(severity=Severity.WARNING, code="WEB_MAP_SYSTEM", message=message)


def measure(source: Crs, points: gcj02.Floats) -> float:
    """The greatest distance in metres between points and where they are once revealed and obscured again."""
    if source.way == "GCJ-02":
        again = gcj02.obscure(gcj02.reveal(points))
    else:
        again = gcj02.obscure_again(gcj02.obscure(gcj02.reveal_twice(points)))
    return float(np.abs(again - points).max() * METRES_PER_DEGREE)
