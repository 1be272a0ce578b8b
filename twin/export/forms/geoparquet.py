"""GeoParquet 1.1 with a box for each row, in row groups that lie together."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from spatial.crs import look_up
from spatial.text import Text
from twin.export.columns import give_way, list_columns
from twin.export.form import Form, Pace
from twin.export.origins import tell_origin
from twin.export.query import Query
from twin.export.reading import Survey, survey
from twin.export.tables import GEOMETRY, tabulate, write_schema
from twin.export.vector import KINDS

VERSION = "1.1.0"
GROUP_ROWS, GROUP_BYTES = 50_000, 64 * 2**20
CORNERS = ("xmin", "ymin", "xmax", "ymax")


def write(queries: Sequence[Query], path: Path, pace: Pace) -> None:
    """Write one query; rows come along the Hilbert curve they are kept in unless it sorts them."""
    from pyarrow import Table
    from pyarrow.parquet import ParquetWriter

    [query] = queries
    found = survey(query)
    columns = list_columns(query, GEOMETRY, "bbox")
    schema = write_schema(columns, query.language, query.shaped)
    box = give_way("bbox", [column.name for column in columns])
    told = {"origin": orjson.dumps(tell_origin(query, found))}
    if query.shaped:
        told["geo"] = orjson.dumps(describe(query, found, box))
    batches = tabulate(query, columns, schema, lambda done: pace(done, found.rows))
    empty = schema.empty_table()
    whole = (bound(empty, box) if query.shaped else empty).schema.with_metadata(told)
    with ParquetWriter(path, whole, compression="zstd") as writer:
        for group in gather(batches):
            table = Table.from_batches(group, schema)
            writer.write_table((bound(table, box) if query.shaped else table).cast(whole))


def gather(batches: Iterator[Any]) -> Iterator[list[Any]]:
    """Batches for one row group each time."""
    group: list[Any] = []
    for batch in batches:
        group.append(batch)
        if (
            sum(one.num_rows for one in group) >= GROUP_ROWS
            or sum(one.nbytes for one in group) >= GROUP_BYTES
        ):
            yield group
            group = []
    if group:
        yield group


def bound(table: Any, name: str) -> Any:
    """The table with the box of each shape as a column of that name, none where there is none."""
    import numpy as np
    import pyarrow
    import shapely

    shapes = shapely.from_wkb(table.column(GEOMETRY).to_numpy(zero_copy_only=False))
    boxes = shapely.bounds(shapes).reshape(-1, 4)
    none = pyarrow.array(np.isnan(boxes).any(axis=1))
    corners = [pyarrow.array(side, from_pandas=True) for side in boxes.T]
    struct = pyarrow.StructArray.from_arrays(corners, list(CORNERS), mask=none)
    return table.append_column(name, struct)


def describe(query: Query, found: Survey, box: str) -> dict[str, Any]:
    """The file's `geo` metadata (GeoParquet 1.1)."""
    heights = " Z" if found.deep else ""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted(f"{KINDS[kind]}{heights}" for kind in found.kinds if kind in KINDS),
        "crs": look_up(query.srid).to_json_dict(),
        "covering": {"bbox": {corner: [box, corner] for corner in CORNERS}},
    }
    if found.bounds:
        column["bbox"] = list(found.bounds)
    return {"version": VERSION, "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


FORM = Form(
    id="geoparquet",
    title=Text("GeoParquet", "GeoParquet"),
    media_type="application/vnd.apache.parquet",
    extension="parquet",
    limits=Text(
        "其他属性为 JSON 文本，时刻为文本。", "Other attributes are texts of JSON, times of day are texts."
    ),
    write=write,
)
