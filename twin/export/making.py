"""A file of queries made in one view of the database, in one of the forms there are."""

from collections.abc import Callable, Sequence
from pathlib import Path

from spatial.errors import RefusedError
from twin.export.exporting import one_view
from twin.export.form import Form, forms
from twin.export.query import Query
from twin.export.reading import LONLAT


def make(form: Form, queries: Sequence[Query], path: Path, pace: Callable[[int, int], None]) -> int:
    """Write queries into a new file; gives how many bytes it has. What `pace` raises ends it.

    Raises RefusedError where the form does not take them.
    """
    check(form, queries)
    with one_view():
        form.write(queries, path, pace)
    return path.stat().st_size


def check(form: Form, queries: Sequence[Query]) -> None:
    """See that a form takes the queries before anything is read. Raises RefusedError."""
    if len(queries) > 1 and not form.several:
        takers = ", ".join(one.id for one in forms if one.several)
        raise RefusedError(
            f"A file of the form “{form.id}” holds one layer; export them one by one, or as one of: {takers}."
        )
    if form.degrees and any(query.srid != LONLAT for query in queries):
        raise RefusedError(
            f"The form “{form.id}” is in CRS84 alone; leave the system out, or ask for “jsonfg” or “gpkg”."
        )


def measure(folder: Path) -> int:
    """How many bytes lie in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
