"""A FlatGeobuf file with its spatial index, which readers on the web take parts of."""

from collections.abc import Sequence
from pathlib import Path

from spatial.text import Text
from twin.export.columns import list_columns
from twin.export.form import Form, Pace
from twin.export.query import Query
from twin.export.reading import survey
from twin.export.tables import tabulate, write_schema
from twin.export.vector import name_kind, write_vector


def write(queries: Sequence[Query], path: Path, pace: Pace) -> None:
    """Write one query; its index puts the features in an order of its own, and takes none without a shape."""
    [query] = queries
    found = survey(query)
    columns = list_columns(query)
    schema = write_schema(columns, query.language, query.shaped)
    batches = tabulate(query, columns, schema, lambda done: pace(done, found.rows))
    options = {
        "TITLE": query.layer.title.in_(query.language),
        "DESCRIPTION": query.layer.about.in_(query.language),
        "SPATIAL_INDEX": "YES" if query.shaped and 0 < found.placed == found.rows else "NO",
        "TEMPORARY_DIR": str(path.parent),
    }
    kind = name_kind(found)
    write_vector(
        path, "FlatGeobuf", schema, batches, query, kind, layer=query.layer.id, layer_options=options
    )


FORM = Form(
    id="flatgeobuf",
    title=Text("FlatGeobuf", "FlatGeobuf"),
    media_type="application/vnd.flatgeobuf",
    extension="fgb",
    limits=Text(
        "日期存为当日零时；其他属性为 JSON 文本；无处记载许可与署名。",
        "Dates are date-times at midnight, other attributes texts of JSON; there is no room for licence and "
        "attribution.",
    ),
    write=write,
)
