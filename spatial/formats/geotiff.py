"""GeoTIFF of elevations: one band of heights on a grid (OGC 19-008r4), kept on that grid as terrain."""

from collections.abc import Iterator
from pathlib import Path

import shapely

from spatial import crs
from spatial.affine import Affine, apply, exchange
from spatial.crs import Crs
from spatial.elevations import Survey
from spatial.errors import RefusedError
from spatial.format import Asked, Format, Header
from spatial.raster import Grid, Raster, describe, read_windows
from spatial.records import CityObject, Issue, Severity, Terrain
from spatial.text import Text
from spatial.units import find_factor

MAGIC = (b"II*\0", b"MM\0*", b"II+\0\x08\0\0\0", b"MM\0+\0\x08\0\0")
BESIDE = (".tfw", ".tifw", ".wld", ".tif.aux.xml", ".tiff.aux.xml", ".tif.msk", ".tiff.msk")
UNITS = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), "m"),
    **dict.fromkeys(("ft", "foot", "feet", "foot_intl"), "ft"),
    **dict.fromkeys(("us-ft", "ftus", "us survey foot", "foot_us", "us_survey_foot"), "us-ft"),
    **dict.fromkeys(("cm", "centimetre", "centimeter"), "cm"),
    **dict.fromkeys(("mm", "millimetre", "millimeter"), "mm"),
}
PIECES = 32


def recognises(head: bytes) -> bool:
    """Whether the bytes begin a TIFF, classic or big, in either order of bytes."""
    return head.startswith(MAGIC)


def files(path: Path) -> list[Path]:
    """The raster and what lies beside it under the same name: its world file, mask, and GDAL's own notes."""
    if not path.is_file():
        return []
    stem = path.name.lower().removesuffix(path.suffix.lower())
    if path.suffix.lower() not in (".tif", ".tiff"):
        return [path]
    names = {stem + ending for ending in BESIDE}
    return [path, *(one for one in sorted(path.parent.iterdir()) if one.name.lower() in names)]


def header(path: Path, asked: Asked) -> Header:
    """What the raster says of itself, and where its corners lie."""
    raster = describe(path)
    corners = apply(_place(raster, asked), raster.ends)
    (west, south), (east, north) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return Header(
        crs=_name_system(raster, asked),
        has_heights=True,
        extent=(west, south, east, north),
        title=path.stem,
        total=1,
        notes={"columns": raster.columns, "rows": raster.rows, "type": raster.type},
    )


def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """The raster as one piece of terrain, what is odd about it before it."""
    raster = describe(path)
    source = crs.declare(header(path, asked), asked)
    if source.way:
        raise RefusedError(
            f"The grid of a raster in {source.name} is straight in no system of the register; bring it into "
            "one first and load that."
        )
    factor = _find_factor(raster)
    survey = Survey(
        raster.columns,
        raster.rows,
        scale=raster.scale * factor,
        offset=raster.offset * factor,
        marked=raster.nodata is not None or raster.masked,
    )
    for window in read_windows(raster):
        survey.take(*window)
    issues = [*_judge_form(raster, source, factor), *survey.judge(path.stem)]
    yield from issues
    if not any(issue.severity is Severity.ERROR for issue in issues):
        yield _make_terrain(raster, source, _place(raster, asked), factor, survey)


def _place(raster: Raster, asked: Asked) -> Affine:
    return exchange(raster.transform) if asked.swap_axes else raster.transform


def _name_system(raster: Raster, asked: Asked) -> str | None:
    """The system by its code. Raises RefusedError for one that has none, unless one is asked for."""
    if raster.system is None:
        return None
    code = crs.identify(raster.system)
    if code is None and not asked.crs:
        name = crs.name_of(raster.system)
        raise RefusedError(
            f"The coordinate system of {raster.path.name}, “{name}”, is not in the EPSG register; give --crs "
            "EPSG:n if it is one of those."
        )
    return code


def _find_factor(raster: Raster) -> float:
    """Metres in the unit of the values; where none is said they are taken as metres."""
    if raster.unit is None:
        return 1.0
    factor = find_factor(UNITS.get(raster.unit.strip().lower(), ""), "m")
    if factor is None:
        raise RefusedError(
            f"{raster.path.name} says its values are in “{raster.unit[:40]}”, which is no length the twin "
            "knows; say metre or foot (gdal_edit.py -units)."
        )
    return factor


def _judge_form(raster: Raster, source: Crs, factor: float) -> Iterator[Issue]:
    """What is to be told of how the raster is written."""
    name = raster.path.stem

    def tell(severity: Severity, code: str, message: str) -> Issue:
        return Issue(severity=severity, code=code, message=message, object=name)

    for text in raster.said:
        yield tell(Severity.WARNING, "GDAL_WARNS", f"{text}.")
    if raster.unit is None and not source.geographic and source.unit != 1.0:
        plan = crs.parse(source.plan).name
        message = (
            f"The file does not say in which unit its elevations are, and its plan ({plan}) is not in "
            "metres; they were taken as metres. If they are not, say so in the file (gdal_edit.py -units ft)."
        )
        yield tell(Severity.WARNING, "UNIT_UNKNOWN", message)
    if factor != 1.0:
        message = (
            f"The elevations are in {raster.unit} and kept in metres (1 {raster.unit} = {factor:.7g} m)."
        )
        yield tell(Severity.INFO, "UNIT_CONVERTED", message)
    if raster.transform[1] or raster.transform[3]:
        message = "The grid is turned against the axes; it is kept so, and sampled so."
        yield tell(Severity.INFO, "GRID_TURNED", message)
    if raster.images > 1:
        message = f"The file holds {raster.images} images; only the first was read."
        yield tell(Severity.WARNING, "MORE_IMAGES", message)


def _make_terrain(raster: Raster, source: Crs, place: Affine, factor: float, survey: Survey) -> Terrain:
    outline = shapely.transform(survey.outline(), lambda cells: apply(place, cells))
    longest = max(outline.bounds[2] - outline.bounds[0], outline.bounds[3] - outline.bounds[1])
    side = max(raster.sides) * source.unit
    return Terrain(
        code=raster.path.stem,
        name=raster.path.stem,
        klass="raster",
        # A straight edge of the grid is a curve in another system.
        footprint=shapely.segmentize(outline, longest / PIECES),
        low=float(survey.low),
        high=float(survey.high),
        resolution=float(f"{side:.6g}"),
        attributes={
            "columns": raster.columns,
            "rows": raster.rows,
            "type": raster.type,
            "crs": source.code,
            "cells": survey.valid,
        },
        grid=Grid(raster=raster, transform=place, system=_spell(source), factor=factor),
    )


def _spell(source: Crs) -> str:
    """The system as PROJ spells it."""
    return f"EPSG:{source.code.removeprefix('EPSG:')}"


FORMAT = Format(
    id="geotiff",
    title=Text("GeoTIFF 数字高程模型", "GeoTIFF elevations"),
    extensions=(".tif", ".tiff"),
    media_type="image/tiff",
    recognises=recognises,
    files=files,
    header=header,
    read=read,
)
