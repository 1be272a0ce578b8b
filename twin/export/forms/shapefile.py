"""Shapefiles in a ZIP, one for each kind of geometry, with a README of what they could not hold."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Func, Q, TextField

from spatial.text import Text
from twin.export.columns import Column, list_columns, number
from twin.export.form import Form, Pace, pace_rows
from twin.export.origins import TITLES, tell_origin
from twin.export.query import Query
from twin.export.reading import Survey, survey
from twin.export.tables import tabulate, write_schema
from twin.export.vector import cut_texts, write_vector

LONGEST_NAME, LONGEST_TEXT = 10, 254
KINDS = {
    "point": ("Point", ("POINT",)),
    "multipoint": ("MultiPoint", ("MULTIPOINT",)),
    "line": ("LineString", ("LINESTRING", "MULTILINESTRING")),
    "polygon": ("Polygon", ("POLYGON", "MULTIPOLYGON")),
}
OTHER = "without-shape"
OPTIONS = {"2GB_LIMIT": "YES"}
ABOUT_NAMES = Text(
    "字段名最多 10 字节，对应如下（文件中的名称：原名，标题，单位）：",
    "Names of columns hold 10 bytes; here each has its own before it (name in the file: name, title, unit):",
)
ABOUT_TEXTS = Text(
    "文本最多 254 字节；以下各列被截短的值数：",
    "Texts hold 254 bytes of UTF-8; so many were cut to that, by column:",
)
ABOUT_SHAPES = Text(
    "一个文件只含一种几何类型；无几何、几何为空或为集合的要素只有属性表。",
    "A file holds one kind of geometry; features without one, or with a collection, have a table alone.",
)
ABOUT_NULLS = Text(
    "DBF 不区分空文本与无值；日期时间与时刻为文本。",
    "DBF does not tell an empty text from none; date-times and times of day are texts.",
)


def write(queries: Sequence[Query], path: Path, pace: Pace) -> None:
    """Write each query as the Shapefiles it takes, and all of them into one ZIP."""
    with TemporaryDirectory(dir=path.parent) as place, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        folder = Path(place)
        for query in queries:
            found, lost = survey(query), dict[str, int]()
            columns = shorten(list_columns(query))
            done = 0
            for name, kind, part in divide(query, found):
                schema = write_schema(columns, query.language, part.shaped)
                batches = tabulate(part, columns, schema, pace_rows(pace, found.rows, done))
                file = folder / f"{query.layer.id}-{name}.{'shp' if part.shaped else 'dbf'}"
                fitting = cut_all(batches, schema, lost)
                write_vector(
                    file,
                    "ESRI Shapefile",
                    schema,
                    fitting,
                    part,
                    kind,
                    encoding="UTF-8",
                    layer_options=OPTIONS,
                )
                done += part.rows.count()
                for written in sorted(folder.iterdir()):
                    archive.write(written, written.name)
                    written.unlink()
            readme = f"README{'' if len(queries) == 1 else f'-{query.layer.id}'}.txt"
            archive.writestr(readme, "\n".join(describe(query, found, columns, lost)) + "\n")


def cut_all(batches: Iterator[Any], schema: Any, lost: dict[str, int]) -> Iterator[Any]:
    """The batches with no text that is too long."""
    with closing(batches):  # type: ignore[type-var]
        for batch in batches:
            yield cut_texts(batch, schema, LONGEST_TEXT, lost)


def shorten(columns: Sequence[Column]) -> list[Column]:
    """The columns under names that a DBF file takes."""
    names = number([column.name for column in columns], longest=LONGEST_NAME)
    return [Column(name, column.field) for name, column in zip(names, columns, strict=True)]


def divide(query: Query, found: Survey) -> Iterator[tuple[str, str, Query]]:
    """The parts of a query that go into files of their own: name, kind of geometry, rows.

    Of no rows at all there is an empty file of the kind the layer is drawn as.
    """
    named = Func("footprint", function="GeometryType", output_field=TextField())
    rows = query.rows.alias(of_kind=named)
    fits = Q()
    for name, (kind, kinds) in KINDS.items():
        fits |= Q(of_kind__in=kinds)
        if found.kinds & set(kinds) or (not found.rows and query.shaped and name == query.layer.geometry[0]):
            heights = " Z" if found.deep else ""
            yield name, kind + heights, replace(query, rows=rows.filter(of_kind__in=kinds))
    others = rows.exclude(fits) | rows.filter(of_kind__isnull=True) if query.shaped else query.rows
    if (others.exists() and found.rows) or not query.shaped:
        yield OTHER, "", replace(query, rows=others, shaped=False)


def describe(query: Query, found: Survey, columns: Sequence[Column], lost: dict[str, int]) -> Iterator[Any]:
    """The lines of the README."""
    language = query.language
    for name, text in tell_origin(query, found).items():
        yield f"{TITLES[name].in_(language)}: {text}"
    yield from ("", ABOUT_NAMES.in_(language))
    for column, whole in zip(columns, list_columns(query), strict=True):
        said = (whole.name, column.field.title.in_(language), column.field.unit)
        yield f"  {column.name}: {', '.join(text for text in said if text)}"
    if lost:
        yield from ("", ABOUT_TEXTS.in_(language))
        yield from (f"  {name}: {count}" for name, count in lost.items())
    yield from ("", ABOUT_SHAPES.in_(language), ABOUT_NULLS.in_(language))


FORM = Form(
    id="shapefile",
    title=Text("Shapefile（ZIP）", "Shapefile (ZIP)"),
    media_type="application/zip",
    extension="zip",
    limits=Text(
        "字段名 10 字节，文本 254 字节，每种几何类型一个文件，每个文件 2 GB；被缩短者见 README。",
        "Names of 10 bytes, texts of 254, a file for each kind of geometry, 2 GB a file; the README tells "
        "what was cut.",
    ),
    write=write,
    several=True,
)
