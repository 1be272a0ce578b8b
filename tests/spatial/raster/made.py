"""Small GeoTIFFs made by hand for tests."""

from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray

WEST, NORTH, SIDE = 515_000.0, 3_350_000.0, 10.0


def write_tiff(path: Path, values: NDArray[Any] | None = None, **profile: Any) -> Path:
    """A raster in EPSG:4549+5737 of cells of 10 m, each thing said otherwise in `profile`; `unit` too."""
    values = draw_slope() if values is None else values
    bands = values if values.ndim == 3 else values[None]
    unit, scale, offset = (profile.pop(name, None) for name in ("unit", "scale", "offset"))
    told = {
        "driver": "GTiff",
        "count": bands.shape[0],
        "height": bands.shape[1],
        "width": bands.shape[2],
        "dtype": values.dtype,
        "crs": "EPSG:4549+5737",
        "transform": rasterio.Affine(SIDE, 0, WEST, 0, -SIDE, NORTH),
        **profile,
    }
    with rasterio.open(path, "w", **{name: value for name, value in told.items() if value != ""}) as file:
        if unit:
            file.units = (unit,)
        if scale:
            file.scales, file.offsets = (scale,), (offset or 0.0,)
        file.write(bands)
    return path


def draw_slope(rows: int = 40, columns: int = 50) -> NDArray[np.float32]:
    """A slope that rises 1 m a column eastwards and 3 m a row southwards."""
    down, right = np.mgrid[0:rows, 0:columns]
    return (5 + right + 3 * down).astype(np.float32)
