"""Rows that a load leaves out for their errors: kept with their reasons until they come again, mended."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import orjson
from django.db import connection
from django.db.models import QuerySet
from shapely import force_2d, from_wkt, get_coordinates, to_geojson

from spatial.crs import LONLAT, parse, reproject
from twin.ingest.ledger import LEDGER, WITH_ROWS
from twin.ingest.staging import Stage, copy, stage_table
from twin.models import Dataset, Load, Quarantined


def waiting(dataset: Dataset) -> QuerySet[Any]:
    """The rows of a dataset that were left out and have not come again."""
    found = Quarantined.objects.using(LEDGER).filter(load__source__dataset=dataset, released__isnull=True)
    return found.select_related("load__source__dataset").order_by("pk")


def keep_out(stage: Stage, dataset: Dataset) -> None:
    """Take the rows with errors out of the stage; what stands of them in the twin is not touched."""
    copy("stage_bad", ["code"], [(code,) for code in stage.bad])
    awaited = list(waiting(dataset).values_list("object", flat=True))
    for kind in stage.counts:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {stage_table(kind)} WHERE code IN (SELECT code FROM stage_bad)")
            stage.counts[kind] -= cursor.rowcount
            cursor.execute(f"SELECT code FROM {stage_table(kind)} WHERE code = ANY(%s)", [awaited])
            stage.mended |= {code for (code,) in cursor.fetchall()}


def note(entry: Load, stage: Stage) -> None:
    """Write down, with the rows, what was left out; earlier ones that came again wait no longer."""
    again = [*stage.mended, *stage.bad]
    waiting(entry.source.dataset).using(WITH_ROWS).filter(object__in=again).update(released=entry)
    Quarantined.objects.using(WITH_ROWS).bulk_create(
        Quarantined(
            load=entry,
            object=code,
            reasons=[f"{issue.code}: {issue.message}" for issue in issues],
            content=next((issue.content for issue in issues if issue.content), None),
        )
        for code, issues in stage.bad.items()
    )


def features(rows: Iterable[Quarantined]) -> dict[str, Any]:
    """Rows of a published table as GeoJSON that can be mended and loaded; the reasons stand beside each."""
    systems = {row.load.source.crs for row in rows}
    [crs] = systems if len(systems) == 1 else [f"EPSG:{LONLAT}"]
    return {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": urn(crs)}},
        "features": [feature(row, crs) for row in rows],
    }


def feature(row: Quarantined, crs: str) -> dict[str, Any]:
    """One row; a geometry that could not be read, or has no numbers for coordinates, is left out."""
    content = row.content or {}
    with np.errstate(invalid="ignore"):
        shape = from_wkt(content.get("geometry"), on_invalid="ignore")
    if shape is not None and not np.isfinite(get_coordinates(shape)).all():
        shape = None
    if shape is not None and row.load.source.crs != crs:
        [shape] = reproject(np.array([force_2d(shape)]), parse(row.load.source.crs).horizontal, LONLAT)
    return {
        "type": "Feature",
        "id": row.object,
        "reasons": row.reasons,
        "properties": content.get("values"),
        "geometry": None if shape is None else orjson.loads(to_geojson(shape)),
    }


def urn(crs: str) -> str:
    """A plan system as GeoJSON of 2008 names it."""
    return f"urn:ogc:def:crs:EPSG::{parse(crs).horizontal}"
