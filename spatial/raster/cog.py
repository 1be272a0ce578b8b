"""Rasters as they are kept: tiled, compressed, with overviews (cloud-optimised GeoTIFF, OGC 21-026)."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from spatial.affine import Affine
from spatial.errors import RefusedError
from spatial.raster.source import SETTINGS, TILE, Raster, read_windows

COG = {
    "driver": "COG",
    "COMPRESS": "DEFLATE",
    "PREDICTOR": "YES",
    "BLOCKSIZE": str(TILE),
    "OVERVIEW_RESAMPLING": "AVERAGE",
    "BIGTIFF": "IF_SAFER",
    "NUM_THREADS": "2",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A raster of elevations as it is to be kept: on its own grid, in metres, in the system that is known.

    `system` is what PROJ calls it ("EPSG:4549+5737"); `factor` turns the file's unit into metres.
    """

    raster: Raster
    transform: Affine
    system: str
    factor: float = 1.0

    def write(self, path: Path) -> None:
        """Write it to `path` as a cloud-optimised GeoTIFF, in tiles and with overviews that pass over nodata.

        Raises RefusedError where there is no room, or the source cannot be read.
        """
        import rasterio
        import rasterio.shutil
        from rasterio._err import CPLE_BaseError

        plain = path.with_name(f"{path.name}.plain")
        try:
            with rasterio.Env(**SETTINGS):
                self._write_plain(plain)
                rasterio.shutil.copy(plain, path, **COG)
        except (OSError, RuntimeError, CPLE_BaseError) as error:
            path.unlink(missing_ok=True)
            raise RefusedError(
                f"{self.raster.path.name} cannot be written ({error}); see that there is room on the disk."
            ) from None
        finally:
            plain.unlink(missing_ok=True)

    def _write_plain(self, path: Path) -> None:
        import rasterio
        from rasterio.windows import Window as Piece

        raster, converted = self.raster, (self.factor, self.raster.scale, self.raster.offset) != (1, 1, 0)
        type, nodata = self._choose_type(converted)
        shape = {"width": raster.columns, "height": raster.rows, "count": 1, "dtype": type}
        tiles = {"tiled": True, "blockxsize": TILE, "blockysize": TILE, "compress": "ZSTD", "zstd_level": 1}
        place = {"crs": self.system, "transform": rasterio.Affine(*self.transform), "nodata": nodata}
        with rasterio.open(path, "w", driver="GTiff", BIGTIFF="IF_SAFER", **shape, **tiles, **place) as file:
            file.units = ("metre",)
            for row, column, values, valid in read_windows(raster):
                if converted:
                    values = (values * raster.scale + raster.offset) * self.factor
                kept = values.astype(type)
                if nodata is not None:
                    kept[~valid] = nodata
                file.write(kept, 1, window=Piece(column, row, values.shape[1], values.shape[0]))

    def _choose_type(self, converted: bool) -> tuple[str, float | None]:
        """The stored type and what marks a cell that says nothing."""
        type = np.dtype(self.raster.type)
        if converted or (self.raster.masked and self.raster.nodata is None and type.kind != "f"):
            type = np.promote_types(type, np.float32)
        return type.name, math.nan if type.kind == "f" else self.raster.nodata
