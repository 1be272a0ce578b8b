"""A GeoPackage 1.2 (OGC 12-128r14), which older programs read too: each layer a table with its metadata."""

from collections.abc import Sequence
from pathlib import Path

from spatial.text import Text
from twin.export.columns import list_columns
from twin.export.form import Form, Pace, pace_rows
from twin.export.origins import tell_origin
from twin.export.query import Query
from twin.export.reading import survey
from twin.export.tables import tabulate, write_schema
from twin.export.vector import name_kind, write_vector

GEOM, FID = "geom", "fid"


def write(queries: Sequence[Query], path: Path, pace: Pace) -> None:
    """Write each query as a table under its layer's id.

    The primary key is the feature's id, unless features come more than once, as in a span of time.
    """
    for at, query in enumerate(queries):
        found = survey(query)
        columns = list_columns(query, GEOM, FID)
        schema = write_schema(columns, query.language, query.shaped)
        batches = tabulate(query, columns, schema, pace_rows(pace, found.rows))
        key = {"FID": columns[0].name} if found.single else {"FID": FID}
        shape = {"GEOMETRY_NAME": GEOM} if query.shaped else {}
        write_vector(
            path,
            "GPKG",
            schema,
            batches,
            query,
            name_kind(found),
            layer=query.layer.id,
            append=at > 0,
            dataset_options={"VERSION": "1.2"} if at == 0 else {},
            layer_metadata=tell_origin(query, found),
            layer_options={
                **key,
                **shape,
                "IDENTIFIER": query.layer.title.in_(query.language),
                "DESCRIPTION": query.layer.about.in_(query.language),
            },
        )


FORM = Form(
    id="gpkg",
    title=Text("GeoPackage", "GeoPackage"),
    media_type="application/geopackage+sqlite3",
    extension="gpkg",
    limits=Text(
        "其他属性为 JSON 文本，时刻为文本。", "Other attributes are texts of JSON, times of day are texts."
    ),
    write=write,
    several=True,
)
