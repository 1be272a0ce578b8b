"""A GeoJSON text sequence (RFC 8142): a feature a line, each after a record separator."""

from collections.abc import Sequence
from pathlib import Path

import orjson

from spatial.crs import LONLAT
from spatial.text import Text
from twin.export.columns import list_columns
from twin.export.features import write_features
from twin.export.form import Form, Pace
from twin.export.query import Query
from twin.export.reading import survey

SEPARATOR = b"\x1e"


def write(queries: Sequence[Query], path: Path, pace: Pace) -> None:
    """Write one query; when it was so are two properties among the others."""
    [query] = queries
    rows, done = survey(query).rows, 0
    *_, begins, ends = (column.name for column in list_columns(query))
    with path.open("wb") as file, write_features(query, LONLAT) as batches:
        for features in batches:
            for feature, _, first, last in features:
                feature["properties"] |= {begins: first, ends: last}
                file.write(SEPARATOR + orjson.dumps(feature) + b"\n")
            done += len(features)
            pace(done, rows)


FORM = Form(
    id="geojsonseq",
    title=Text("GeoJSON 文本序列", "GeoJSON text sequence"),
    media_type="application/geo+json-seq",
    extension="geojsons",
    limits=Text(
        "仅用 CRS84；坐标保留 7 位小数；无处记载许可与署名。",
        "CRS84 alone, to 7 decimals; there is no room for licence and attribution.",
    ),
    write=write,
    degrees=True,
)
