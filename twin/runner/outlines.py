"""Where the zones of an outcome lie: found again as they were known when it was worked out."""

from datetime import datetime
from typing import Any

import orjson
from django.db import connection

from spatial.hexagons import outline
from twin import access
from twin.runner.cells import PREFIX
from twin.runner.outcome import ZONE
from twin.runner.zone import Zoning
from twin.runner.zoning import find_zoning

POLYGONS = (
    "SELECT zone, ST_AsGeoJSON(ST_ForcePolygonCCW(ST_Transform(footprint, 4326)), 7) FROM ({shapes}) area"
)
Key = int | str | None


def key_of(place: dict[str, Any]) -> Key:
    """What a zone is known by: the id of its thing, or its code where it is the cell of a grid."""
    return place["code"] if place["zone"] is None else place["zone"]


def outline_zones(outcome: dict[str, Any], viewer: access.Viewer) -> dict[Key, dict[str, Any]]:
    """The polygon of each zone (GeoJSON, degrees) by its key.

    Raises BadInputError where the viewer may see such areas no more.
    """
    inputs = outcome["inputs"]
    if str(inputs["zoning"]).startswith(PREFIX):
        codes = {row["code"] for row in outcome["rows"] if row["place"] == ZONE}
        return {code: {"type": "Polygon", "coordinates": [outline(code)]} for code in codes}
    times = access.Times(recorded=datetime.fromisoformat(outcome["recorded"]))
    zoning = find_zoning(viewer, times, inputs["zoning"], inputs["admin_level"])
    return draw_zones(zoning)


def draw_zones(zoning: Zoning) -> dict[Key, dict[str, Any]]:
    """The polygon of each zone of a zoning by its key (GeoJSON, degrees)."""
    with connection.cursor() as cursor:
        cursor.execute(POLYGONS.format(shapes=zoning.shapes.sql), zoning.shapes.values)
        return {zoning.zones[zone].id: orjson.loads(shape) for zone, shape in cursor.fetchall()}
