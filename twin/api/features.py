"""Rows to GeoJSON features: columns chosen in SQL, texts of geometry and attributes put in unparsed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.gis.db.models.functions import AsGeoJSON, Transform
from django.db.models import F, Func, QuerySet, TextField
from django.db.models.functions import Cast
from orjson import Fragment

from twin.layer import Field

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
WGS84 = 4326
DECIMALS = 7


class Counterclockwise(Func):
    """Outer rings counterclockwise, holes clockwise (RFC 7946 §3.1.6)."""

    function = "ST_ForcePolygonCCW"


def select(rows: QuerySet[Any], fields: Sequence[Field]) -> QuerySet[Any]:
    """Tuples of thing, version, geometry text and the fields' values."""
    geometry = AsGeoJSON(Counterclockwise(Transform("footprint", WGS84)), precision=DECIMALS)
    values = [
        Cast(field.source, TextField()) if field.type == "object" else F(field.source) for field in fields
    ]
    return rows.values_list("thing_id", "id", geometry, *values)


def write_features(rows: Iterable[tuple[Any, ...]], fields: Sequence[Field]) -> list[dict[str, Any]]:
    """The features of selected rows, in their order, ready for orjson."""
    names = [field.name for field in fields]
    objects = [field.name for field in fields if field.type == "object"]
    features = []
    for thing, _version, geometry, *values in rows:
        properties = dict(zip(names, values, strict=True))
        for name in objects:
            text = properties[name]
            properties[name] = None if text is None else Fragment(text)
        features.append(
            {
                "type": "Feature",
                "id": thing,
                "geometry": None if geometry is None else Fragment(geometry),
                "properties": properties,
            }
        )
    return features
