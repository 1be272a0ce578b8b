"""The twin's buildings and areas of now, as a population is made up for them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import shapely
from django.conf import settings
from django.contrib.gis.db.models.functions import AsWKB, Transform
from django.db.models import QuerySet

from spatial.errors import RefusedError, UnknownEntryError
from spatial.population.areas import Area
from spatial.population.stock import Line
from spatial.records import HeightSource
from twin.access import Viewer, layer, rows
from twin.layer import EVERYONE

AREAL = ("Polygon", "MultiPolygon")
ALL = Viewer(EVERYONE)
LOT = 2000
DEFAULT = "admin-areas"


def read_buildings() -> Iterator[Line]:
    """Every building that stands now, by code; of those that share one the later bear a number.

    A height that is only assumed tells nothing of the storeys.
    """
    seen: Counter[str] = Counter()
    found = rows(ALL, layer(ALL, "buildings")).annotate(drawn=AsWKB("footprint")).order_by("code", "pk")
    fields = "code", "klass", "function", "storeys", "height", "height_source", "year", "address", "drawn"
    for code, klass, function, storeys, height, source, year, address, drawn in found.values_list(
        *fields
    ).iterator(LOT):
        shape = shapely.from_wkb(bytes(drawn)) if drawn else None
        if shape is None or shape.geom_type not in AREAL:
            continue
        seen[code] += 1
        own = code if seen[code] == 1 else f"{code}~{seen[code]}"
        measured = None if source in (None, HeightSource.ASSUMED) else height
        yield Line(own, 0, klass, function, storeys, measured, year, address, bytes(drawn))


def count_buildings() -> int:
    """How many buildings stand now, also those drawn without an area, which `read_buildings` leaves out."""
    return rows(ALL, layer(ALL, "buildings")).count()


def read_areas(id: str) -> list[Area]:
    """The areas of a layer, by code: of administrative areas those of the lowest level that has any.

    Raises RefusedError where there is no such layer or it has no areas.
    """
    try:
        chosen = layer(ALL, id)
    except UnknownEntryError as error:
        raise RefusedError(f"{error} Zones are a layer of areas: see `manage.py layers`.") from error
    found = rows(ALL, chosen).order_by("code", "pk")
    areas = finest(found)
    if not areas and id != DEFAULT:
        raise RefusedError(f"Layer “{id}” has no areas, so it cannot be zones; name one with --zones.")
    return areas


def finest(found: QuerySet[Any]) -> list[Area]:
    """The areas among the rows; of those that have levels, the ones of the lowest."""
    columns = {field.name for field in found.model._meta.concrete_fields}
    drawn = found.annotate(drawn=AsWKB(Transform("footprint", settings.TWIN_CRS)))
    areas = []
    for row in drawn.values("code", "drawn", *({"name", "admin_level"} & columns)).iterator(LOT):
        shape = shapely.from_wkb(bytes(row["drawn"])) if row["drawn"] else None
        if shape is not None and shape.geom_type in AREAL:
            level = row.get("admin_level") or 0
            areas.append((level, Area(row["code"], row.get("name") or "", shape)))
    lowest = max((level for level, _ in areas), default=0)
    return [area for level, area in areas if level == lowest]
