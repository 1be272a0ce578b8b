"""Features and Geometries JSON (OGC 21-045r1): GeoJSON with times, and shapes in any system."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import orjson
from django.utils import timezone

from spatial.crs import LONLAT
from spatial.text import Text
from twin.export.features import write_features
from twin.export.form import Form, Pace
from twin.export.origins import cite_system, tell_origin
from twin.export.query import Query
from twin.export.reading import survey

CONFORMS = [
    f"http://www.opengis.net/spec/json-fg-1/1.0/conf/{name}" for name in ("core", "geojson", "types-schemas")
]


def write(queries: Sequence[Query], path: Path, pace: Pace) -> None:
    """Write one query; shapes in another system than CRS84 are `place`, with `geometry` beside them."""
    [query] = queries
    found, done = survey(query), 0
    elsewhere = () if query.srid == LONLAT else (query.srid,)
    head = {
        "type": "FeatureCollection",
        "conformsTo": CONFORMS,
        "featureType": query.layer.id,
        "coordRefSys": cite_system(query.srid),
        "timeStamp": timezone.now().isoformat(timespec="seconds").replace("+00:00", "Z"),
        "numberReturned": found.rows,
        "origin": tell_origin(query, found),
    }
    with path.open("wb") as file:
        file.write(orjson.dumps(head)[:-1] + b',"features":[')
        before = b"\n"
        with write_features(query, LONLAT, *elsewhere) as batches:
            for features in batches:
                for feature, places, first, last in features:
                    told = {**feature, "time": tell_time(first, last), "place": (places or [None])[0]}
                    file.write(before + orjson.dumps(told))
                    before = b",\n"
                done += len(features)
                pace(done, found.rows)
        file.write(b"\n]}\n")


def tell_time(first: date | None, last: date | None) -> dict[str, Any] | None:
    """When a feature is so (OGC 21-045r1 §7.3), its last day included; none where it is always so.

    `last` is the day from which on it is not.
    """
    if first is None and last is None:
        return None
    ends = first, last and last - timedelta(days=1)
    return {"interval": [end.isoformat() if end else ".." for end in ends]}


FORM = Form(
    id="jsonfg",
    title=Text("JSON-FG", "JSON-FG"),
    media_type="application/vnd.ogc.fg+json",
    extension="fg.json",
    limits=Text(
        "坐标保留 7 位小数（度）或 3 位（米）。", "Coordinates have 7 decimals in degrees and 3 in metres."
    ),
    write=write,
)
