"""A file of queries made in one view of the database, in one of the forms there are."""

from collections.abc import Sequence
from pathlib import Path

from spatial.crs import LONLAT
from spatial.errors import RefusedError
from twin.export.exporting import one_view
from twin.export.form import Form, Pace, forms
from twin.export.query import Query


def make(form: Form, queries: Sequence[Query], path: Path, pace: Pace = lambda done, rows: None) -> int:
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


def form_of(name: str) -> Form:
    """The form that a file's extension stands for; “.json” and no name are CityJSON.

    Raises RefusedError for an extension of none.
    """
    endings = {f".{form.extension}": form for form in forms}
    endings |= {".json": forms["cityjson"], "-": forms["cityjson"], ".jsonl": forms["cityjsonseq"]}
    fitting = [ending for ending in endings if name.lower().endswith(ending)]
    if not fitting:
        known = ", ".join(sorted(endings.keys() - {"-"}))
        raise RefusedError(f"No form has the extension of “{name}”; use one of {known}, or give --form.")
    return endings[max(fitting, key=len)]


def measure(folder: Path) -> int:
    """How many bytes lie in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
