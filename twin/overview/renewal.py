"""Keeping generalised rows in step: the cells that a change touches are worked out anew, level by level."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.contrib.gis.geos import Polygon
from django.db import connection
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from spatial.tile_matrix import Bounds
from twin import published
from twin.layer import Layer, layers
from twin.models import Openness, Overview, Published, Recorded, Sheet
from twin.overview import sheets
from twin.overview.cells import Range, everything, rise, touched
from twin.overview.generalising import members_of_features, members_of_rows, statement
from twin.overview.rules import drawn_at, layers_over, levels, line_of, value_of, width_of

LOCK = "SELECT pg_advisory_xact_lock(hashtext('twin.overview'), hashtext(%s))"
EMPTY = """
    DELETE FROM twin_overview WHERE layer = %s AND id >= %s AND id < %s AND y BETWEEN %s AND %s RETURNING tile
"""
EXTENT = """
    ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)
    FROM (SELECT ST_Extent(tile) AS box FROM row) AS whole
"""

Redrawn = tuple[range, Bounds]
"""Zooms whose tiles have changed, and the box in EPSG:3857 that holds what has."""


def renew(kind: type[Recorded], areas: Sequence[Bounds] | None) -> list[Redrawn]:
    """Bring the generalised rows of a table's layers up to date, within the caller's transaction.

    `areas` are boxes in EPSG:3857 that hold all features that have changed, as they were and as they are;
    None stands for everything. Who renews the rows of a table waits for the transaction that did so before.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [kind._meta.db_table])
    redrawn = []
    for layer in layers_over(kind):
        if areas is None:
            Overview.objects.filter(layer=layer.id).delete()
            Sheet.objects.filter(layer=layer.id).delete()
        if sheets.are_kept(layer):
            renew_sheets(kind, layer, areas)
        made = levels(layer)
        if not made:
            continue
        ranges = [everything(made[0])] if areas is None else touched(areas, made[0])
        for level in made:
            zooms = range(0 if level == made[-1] else level, level + 1)
            redrawn += [(zooms, box) for cells in ranges for box in replace(kind, layer, level, cells)]
            ranges = rise(ranges)
    return redrawn


def renew_sheets(kind: type[Recorded], layer: Layer, areas: Sequence[Bounds] | None) -> None:
    """Bring the sheets of a layer up to date."""
    told = {
        f"f{at}": Cast(field.source, TextField()) if field.type == "object" else F(field.source)
        for at, field in enumerate(sheets.fields(layer))
    }
    for cells in [everything(sheets.LEVEL)] if areas is None else touched(areas, sheets.LEVEL):
        found = features(kind, layer, sheets.LEVEL, cells)
        rows = found.values("tile", "clearance", feature=F("thing_id"), **told)
        sheets.replace(layer, *rows.query.sql_with_params(), cells)


def replace(kind: type[Recorded], layer: Layer, level: int, cells: Range) -> list[Bounds]:
    """Work out the rows of these cells anew: the nearest level of features, others of the next nearer.

    Gives the boxes of the rows that were there and of those that are.
    """
    within = (cells.top, cells.bottom)
    if level == levels(layer)[0]:
        found = features(kind, layer, level, cells).values("tile", line=line_of(layer))
        source, values = found.query.sql_with_params()
        members = members_of_features(source, level, cells)
    else:
        finer = cells.below()
        members = members_of_rows()
        values = (layer.id, *finer.ids(level + 1), finer.top, finer.bottom)
    sql = statement(layer, level, members)
    told = (drawn_at(layer, level), width_of(layer), layer.id, value_of(layer))
    emptied = (layer.id, *cells.ids(level), *within)
    boxes = []
    with connection.cursor() as cursor:
        for writing, given in ((EMPTY, emptied), (sql, (*values, *told))):
            cursor.execute(f"WITH row AS ({writing}) SELECT {EXTENT}", given)
            boxes += [box for box in cursor.fetchall() if box[0] is not None]
    return boxes


def features(kind: type[Recorded], layer: Layer, level: int, cells: Range) -> QuerySet[Any]:
    """The layer's rows that everyone may see today and that may have their middle there."""
    place = Polygon.from_bbox(cells.bounds(level))
    place.srid = 3857
    return kind._default_manager.filter(
        recorded__upper_inf=True,
        valid__contains=timezone.localdate(),
        openness=Openness.OPEN,
        tile__bboverlaps=place,
        **layer.where,
    )


def rebuild() -> None:
    """Work out all generalised rows and sheets anew."""
    Overview.objects.all().delete()
    Sheet.objects.all().delete()
    for kind in tables():
        renew(kind, None)


def missing() -> list[type[Recorded]]:
    """The tables with a layer that has rows but nothing to be read from afar, as after an upgrade."""
    made = set(Overview.objects.values_list("layer", flat=True).distinct())
    made |= set(Sheet.objects.values_list("layer", flat=True).distinct())
    return [
        kind
        for kind in tables()
        if any(are_read(layer) and layer.id not in made for layer in layers_over(kind))
        and kind._default_manager.filter(recorded__upper_inf=True, tile__isnull=False).exists()
    ]


def are_read(layer: Layer) -> bool:
    """Whether tiles of low zooms read something else than the layer's rows."""
    return bool(levels(layer)) or sheets.are_kept(layer)


def tables() -> list[type[Recorded]]:
    """The tables of layers of which tiles of low zooms read something else than rows."""
    named = {layer.model for layer in layers if are_read(layer)}
    declared: list[Any] = [apps.get_model("twin", model) for model in sorted(named)]
    wanted = Q(overview=True) | Q(abridged=False)
    shown = Published.objects.filter(wanted, removed__isnull=True).order_by("id")
    return [*declared, *(published.model_of(row) for row in shown)]
