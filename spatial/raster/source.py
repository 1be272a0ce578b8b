"""GeoTIFF as it comes: what a file says of itself, and its values in windows of bounded size."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatial.affine import Affine, Floats
from spatial.errors import RefusedError
from spatial.vector.listening import listen

TILE = 512
WINDOW = (TILE, 16 * TILE)
LARGEST_BLOCK = 512 * 2**20
# Elevations take a byte for one to ten cells; a bomb holds thousands of cells a byte.
SMALL, MOST_CELLS_PER_BYTE = 10**8, 100
# A grid is none whose cells are thin as lines, too small for their coordinates, or beyond any system.
FLATTEST, FINEST, FARTHEST = 1e-3, 1e-12, 1e9
TYPES = ("int8", "uint8", "int16", "uint16", "int32", "uint32", "float32", "float64")
SETTINGS = {
    "GTIFF_REPORT_COMPD_CS": True,
    "GDAL_CACHEMAX": 256,
    # A file's own metadata may name overviews elsewhere; none is fetched.
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "none",
}


class Window(NamedTuple):
    """A piece of a raster: where it begins, its stored values, and which of them say something."""

    row: int
    column: int
    values: NDArray[Any]
    valid: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """What a raster file says of itself.

    `transform` (a, b, c, d, e, f) takes column and row of a cell's corner to x = a·column + b·row + c and
    y = d·column + e·row + f. `system` is its CRS as a definition, None where it has none; `unit` that of its
    values as written, which are `scale` times what is stored plus `offset`. `masked` tells that a mask
    or alpha band says which cells are valid, `images` how many images the file holds.
    """

    path: Path
    columns: int
    rows: int
    type: str
    transform: Affine
    system: str | None
    nodata: float | None
    unit: str | None
    scale: float
    offset: float
    masked: bool
    images: int
    said: tuple[str, ...] = ()

    @property
    def ends(self) -> Floats:
        """The four corners in columns and rows (4, 2)."""
        return np.array([[0, 0], [self.columns, 0], [self.columns, self.rows], [0, self.rows]], dtype=float)

    @property
    def sides(self) -> tuple[float, float]:
        """The two sides of a cell in units of the CRS."""
        a, b, _, d, e, _ = self.transform
        return math.hypot(a, d), math.hypot(b, e)


@contextmanager
def attend(path: Path) -> Iterator[list[str]]:
    """GDAL, listened to while it is at `path`; whatever it fails at is a RefusedError."""
    import rasterio
    from rasterio._err import CPLE_BaseError

    with listen(path) as said, rasterio.Env(**SETTINGS):
        try:
            yield said
        except CPLE_BaseError as error:
            raise RuntimeError(str(error)) from None
        except rasterio.errors.RasterioIOError as error:
            raise OSError(str(error.__cause__ or error)) from None


def describe(path: Path) -> Raster:
    """What a GeoTIFF says of itself.

    Raises RefusedError where it cannot be read or is no raster of elevations: an image, a grid without a
    place, more cells than its bytes can hold.
    """
    with attend(path) as said, open_file(path) as file:
        _refuse_images(path, file)
        _refuse_bombs(path, file)
        _refuse_unplaced(path, file)
        raster = gather(path, file)
    return replace(raster, said=tuple(said))


def open_file(path: Path) -> Any:
    """The file, open in GDAL's own reader of GeoTIFF and no other."""
    import rasterio

    return rasterio.open(path, driver="GTiff", sharing=False)


def gather(path: Path, file: Any) -> Raster:
    """What an open file says of itself."""
    return Raster(
        path=path,
        columns=file.width,
        rows=file.height,
        type=file.dtypes[0],
        transform=tuple(file.transform)[:6],
        system=file.crs.to_wkt(version="WKT2_2019") if file.crs else None,
        nodata=file.nodata,
        unit=file.units[0] or None,
        scale=file.scales[0],
        offset=file.offsets[0],
        masked=any(flag.name in ("per_dataset", "alpha") for flag in file.mask_flag_enums[0]),
        images=max(1, len(file.subdatasets)),
    )


def _refuse_images(path: Path, file: Any) -> None:
    colours = [colour.name for colour in file.colorinterp]
    bands = [colour for colour in colours if colour != "alpha"]
    if len(bands) != 1 or "palette" in bands:
        held = (
            "one band of palette colours" if len(bands) == 1 else f"{len(bands)} bands ({', '.join(bands)})"
        )
        raise RefusedError(
            f"{path.name} is an image of {held}, not elevations; give a raster whose one band holds heights."
        )
    if file.dtypes[0] not in TYPES:
        raise RefusedError(
            f"{path.name} holds values of type {file.dtypes[0]}, no elevations; export it as float32."
        )


def _refuse_bombs(path: Path, file: Any) -> None:
    cells, size = file.width * file.height, path.stat().st_size
    if cells > max(SMALL, MOST_CELLS_PER_BYTE * size):
        raise RefusedError(
            f"{path.name} says it holds {file.width} x {file.height} cells in {size / 2**20:.1f} MB, "
            "more than elevations compress to; fetch it again, or cut it to where it holds something."
        )
    tall, wide = file.block_shapes[0]
    if tall * wide * np.dtype(file.dtypes[0]).itemsize > LARGEST_BLOCK:
        raise RefusedError(
            f"{path.name} is stored in pieces of {wide} x {tall} cells, too large to be read one by one; "
            "write it with tiles (gdal_translate -co TILED=YES)."
        )


def _refuse_unplaced(path: Path, file: Any) -> None:
    if file.gcps[0] or file.rpcs is not None:
        raise RefusedError(
            f"{path.name} is placed by control points, not by a grid; rectify it first (gdalwarp)."
        )
    a, b, c, d, e, f = tuple(file.transform)[:6]
    sides = math.hypot(a, d), math.hypot(b, e)
    area, far = abs(a * e - b * d), max(abs(c), abs(f), 1.0)
    sound = np.isfinite([a, b, c, d, e, f]).all() and area > FLATTEST * max(sides) ** 2
    if file.transform.is_identity or not sound or min(sides) < far * FINEST or far > FARTHEST:
        raise RefusedError(
            f"{path.name} does not say where it lies; give its world file (.tfw) beside it, or export it as "
            "GeoTIFF again."
        )


def read_windows(raster: Raster) -> Iterator[Window]:
    """The whole raster piece by piece, at most some four million cells at a time."""
    from rasterio.windows import Window as Piece

    tall, wide = WINDOW
    with attend(raster.path):
        file = open_file(raster.path)
    with file:
        for row in range(0, raster.rows, tall):
            for column in range(0, raster.columns, wide):
                height, width = min(tall, raster.rows - row), min(wide, raster.columns - column)
                piece = Piece(column, row, width, height)
                with attend(raster.path):
                    values = file.read(1, window=piece)
                    valid = find_valid(raster, values)
                    if raster.masked:
                        valid &= file.read_masks(1, window=piece) > 0
                yield Window(row, column, values, valid)


def find_valid(raster: Raster, values: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of the stored values say something, as far as values tell."""
    valid: NDArray[np.bool_] = ~np.isnan(values)
    if raster.nodata is not None:
        valid &= values != raster.nodata
    return valid
