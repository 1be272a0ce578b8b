"""The objects of a query as CityJSON: whole, with all that belongs to them."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO

from twin.export.exporting import export
from twin.export.form import Pace
from twin.export.query import Query
from twin.export.selection import Selection, refuse_foreign


def write_city(form: str, queries: Sequence[Query], path: Path, pace: Pace) -> None:
    """Write the things that the queries found, in one of the forms of CityJSON.

    Raises RefusedError for a layer that holds no objects of the city.
    """
    first = queries[0]
    for query in queries:
        refuse_foreign(query.layer)
    selection = Selection(
        viewer=first.viewer,
        layers=tuple(query.layer for query in queries),
        times=first.times,
        chosen={query.layer.id: query.rows for query in queries if not query.whole},
    )
    stream: IO[bytes]
    with path.open("wb") as stream:
        export(selection, form, stream, pace)
