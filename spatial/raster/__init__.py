"""Rasters of elevations: GeoTIFF read, kept as cloud-optimised GeoTIFF, sampled. All of rasterio is here."""

from spatial.raster.cog import Grid
from spatial.raster.sampling import sample
from spatial.raster.source import Raster, describe, read_windows

__all__ = ["Grid", "Raster", "describe", "read_windows", "sample"]
