"""Geometries with curves, as straight lines drawn by GDAL: GEOS and the tables know no curves."""

from pathlib import Path

from spatial.errors import RefusedError
from spatial.vector.listening import listen


def straighten(path: Path, table: str, fids: dict[int, int]) -> dict[int, bytes]:
    """The well-known binary of rows (place: feature id) without curves; what GDAL cannot read is left out."""
    import pyogrio

    straight = {}
    for row, fid in fids.items():
        try:
            with listen(path):
                shapes = pyogrio.raw.read(path, layer=table, fids=[fid], columns=[])[2]
        except RefusedError:
            continue
        if len(shapes) and shapes[0] is not None:
            straight[row] = bytes(shapes[0])
    return straight
