"""The zones figures are told by: the areas of a layer open to the viewer, or the whole city."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from spatial.errors import UnknownEntryError
from spatial.figures import Places
from spatial.inputs import BadInputError
from twin import access
from twin.access.rows import counted_as
from twin.layer import Layer, Sensitivity
from twin.models import AdminArea
from twin.runner.cells import PREFIX, find_cells
from twin.runner.sql import Statement, compile
from twin.runner.zone import ADMIN_AREAS, CITY, Zone, Zoning

MOST = 5000
POLYGONS = RawSQL("ST_Dimension(footprint)", ())
SHAPES = "SELECT array_position(%s::bigint[], thing_id) - 1 AS zone, footprint FROM ({rows}) area"


def find_zoning(viewer: access.Viewer, times: access.Times, id: str, level: int | None) -> Zoning:
    """The zoning of that id at those times; raises BadInputError where the viewer has no such areas."""
    if id == CITY:
        if level is not None:
            raise BadInputError("admin_level", "An “admin_level” needs the “zoning” admin-areas; give both.")
        return Zoning()
    if id.startswith(PREFIX):
        if level is not None:
            raise BadInputError(
                "admin_level", f"“{id}” is a grid and has no levels; leave “admin_level” out."
            )
        return find_cells(viewer, id)
    try:
        layer = access.layer(viewer, id)
    except UnknownEntryError as error:
        raise BadInputError(
            "zoning", f"The input “zoning” is “city”, a grid such as “h3/8” or the id of a layer. {error}"
        ) from None
    if not is_open(viewer, layer):
        raise BadInputError(
            "zoning",
            f"Figures by “{id}” would tell of single dwellings; sign in as staff, or give “city” or "
            "“admin-areas”.",
        )
    return divide(viewer, times, layer, level)


def divide(viewer: access.Viewer, times: access.Times, layer: Layer, level: int | None) -> Zoning:
    """The areas of a layer that are open to the viewer at those times, as a zoning."""
    id = layer.id
    rows = choose_level(access.rows(viewer, layer, times), layer, level)
    named = name_of(viewer, layer)
    rows = rows.filter(footprint__isnull=False).annotate(dimension=POLYGONS).filter(dimension=2)
    found = list(rows.order_by("thing_id").values_list("thing_id", "code", named)[: MOST + 1])
    if not found:
        raise BadInputError("zoning", f"The layer “{id}” holds no areas then; give another layer.")
    if len(found) > MOST:
        raise BadInputError("zoning", f"The layer “{id}” has more than {MOST} areas; give one with fewer.")
    zones = tuple(Zone(id=thing, code=code, name=str(name or code)) for thing, code, name in found)
    areas = compile(rows.values("thing_id", "footprint"))
    things = [zone.id for zone in zones]
    return Zoning(
        id=id if level is None else f"{id}/{level}",
        zones=zones,
        shapes=Statement(SHAPES.format(rows=areas.sql), (things, *areas.values)),
        kind=counted_as(layer),
        places=Places(len(zones)),
    )


def is_open(viewer: access.Viewer, layer: Layer) -> bool:
    """Whether figures by a layer are for the viewer: a zone of one house tells what its rows keep for staff.

    Administrative areas are wide enough for everyone.
    """
    return layer.model == AdminArea.__name__ or viewer.may_know(Sensitivity.INTERNAL)


def choose_level(rows: QuerySet[Any], layer: Layer, level: int | None) -> QuerySet[Any]:
    """The areas of one administrative level, since those of different levels lie over each other."""
    if layer.model != AdminArea.__name__:
        if level is not None:
            raise BadInputError(
                "admin_level", f"The layer “{layer.id}” has no levels; leave “admin_level” out."
            )
        return rows
    held = levels_of(rows)
    if level not in held and (level is not None or len(held) > 1):
        levels = ", ".join(map(str, held)) or "none"
        raise BadInputError("admin_level", f"Give an “admin_level” the areas have; there are: {levels}.")
    return rows if level is None else rows.filter(admin_level=level)


def levels_of(rows: QuerySet[Any]) -> list[int]:
    """The levels at which there are areas."""
    areas = rows.annotate(dimension=POLYGONS).filter(dimension=2, admin_level__isnull=False)
    return sorted(areas.values_list("admin_level", flat=True).distinct())


def list_levels(viewer: access.Viewer) -> list[int]:
    """The administrative levels figures can be told by now."""
    return levels_of(access.rows(viewer, access.layer(viewer, ADMIN_AREAS), access.NOW))


def name_of(viewer: access.Viewer, layer: Layer) -> str:
    """The column that names the layer's areas, where the viewer may read one."""
    known = {field.name: field.source for field in access.columns(viewer, layer)}
    return known.get(layer.paint.named_by or "", known.get("name", "code"))
