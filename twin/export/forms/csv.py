"""CSV (RFC 4180) that spreadsheets know for UTF-8: points as two columns, other shapes as WKT."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spatial.crs import parse
from spatial.text import Text
from twin.export.cells import BOM, disarm
from twin.export.columns import give_way, list_columns
from twin.export.form import Form, Pace
from twin.export.query import Query
from twin.export.reading import DECIMALS, read, survey, wkb


def write(queries: Sequence[Query], path: Path, pace: Pace) -> None:
    """Write one query, its shapes after all else and x before y: lon, lat or x, y of points, else WKT."""
    import shapely

    [query] = queries
    found = survey(query)
    columns = list_columns(query)
    geographic = parse(query.srid).geographic
    points = found.kinds == {"POINT"}
    heads = [column.name for column in columns]
    own = (
        ()
        if not query.shaped
        else ("lon", "lat")
        if points and geographic
        else ("x", "y")
        if points
        else ("WKT",)
    )
    for name in own:
        heads.append(give_way(name, heads))
    done = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM)
        writer = csv.writer(file)
        writer.writerow(map(disarm, heads))
        with read(query, wkb(query)) as batches:
            for rows in batches:
                shapes = shapely.from_wkb([shape and bytes(shape) for shape, *_ in rows])
                cells = place(shapes, points, DECIMALS[geographic]) if query.shaped else [()] * len(rows)
                for (_, *values), placed in zip(rows, cells, strict=True):
                    writer.writerow([*map(tell, values), *placed])
                done += len(rows)
                pace(done, found.rows)


def place(shapes: Any, points: bool, decimals: int) -> list[tuple[Any, ...]]:
    """The cells that say where each row is; empty where it is nowhere."""
    import shapely

    if points:
        return [
            ("", "")
            if shape is None or shape.is_empty
            else (round(shape.x, decimals), round(shape.y, decimals))
            for shape in shapes
        ]
    return [
        ("",) if text is None else (text,) for text in shapely.to_wkt(shapes, rounding_precision=decimals)
    ]


def tell(value: Any) -> Any:
    """A value as a cell; `true` and `false` as JSON has them."""
    if isinstance(value, bool):
        return str(value).lower()
    return disarm(value.isoformat() if hasattr(value, "isoformat") else value)


FORM = Form(
    id="csv",
    title=Text("CSV", "CSV"),
    media_type="text/csv; charset=utf-8",
    extension="csv",
    limits=Text(
        "以 = + - @ 开头的文本前加 '，以免被当作公式；不区分空文本与无值；点不含高程；无处记载许可与署名。",
        "Texts that begin with = + - @ have a ' before them, so that no spreadsheet runs them; an empty text "
        "is as none, points have no heights, and there is no room for licence and attribution.",
    ),
    write=write,
)
