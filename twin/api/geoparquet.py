"""An outcome as GeoParquet: a row for each place with its shape, a column for each measure."""

from io import BytesIO
from typing import Any

import orjson

from twin.api.figures import list_columns
from twin.api.maps import Shapes, write_map
from twin.api.provenance import list_provenance

VERSION = "1.1.0"
TEXTS = ("place", "code", "name", "title", "measure", "reason", "why")
PROVENANCE = b"provenance"


def write_geoparquet(outcome: dict[str, Any], shapes: Shapes, uri: str, language: str) -> bytes:
    """The places, and those found, as GeoParquet 1.1 in WGS 84; its metadata tell provenance and units."""
    import geopandas
    import pandas
    import pyarrow.parquet

    told = write_map({**outcome, "flows": []}, shapes, language)
    frame = geopandas.GeoDataFrame.from_features(told["features"], crs=4326)
    for name in frame.columns.drop("geometry"):
        if name in TEXTS or name.endswith(".reason"):
            frame[name] = frame[name].astype("str").where(frame[name].notna(), None)
        elif name == "zone":
            frame[name] = frame[name].astype("Int64")
        else:
            frame[name] = pandas.to_numeric(frame[name]).astype("float64")
    file = BytesIO()
    frame.to_parquet(file, schema_version=VERSION, index=False)
    table = pyarrow.parquet.read_table(file)
    metadata = {**table.schema.metadata, PROVENANCE: orjson.dumps(describe(outcome, uri, language))}
    written = BytesIO()
    pyarrow.parquet.write_table(table.replace_schema_metadata(metadata), written, compression="zstd")
    return written.getvalue()


def describe(outcome: dict[str, Any], uri: str, language: str) -> dict[str, Any]:
    """What the file is to be quoted with, and what its columns mean."""
    return {
        "lines": dict(list_provenance(outcome, uri, language)),
        "columns": {
            column.key: {"title": column.whole_title, "unit": column.unit}
            for column in list_columns(outcome, language)
        },
        "inputs": outcome["inputs"],
        "sources": outcome["sources"],
    }
