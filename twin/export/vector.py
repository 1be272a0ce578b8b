"""Files of columns and shapes that GDAL writes, fed a batch at a time: memory does not grow with them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from spatial.errors import RefusedError
from twin.export.columns import cut
from twin.export.query import Query
from twin.export.reading import Survey
from twin.export.tables import GEOMETRY

KINDS = {
    "POINT": "Point",
    "MULTIPOINT": "MultiPoint",
    "LINESTRING": "LineString",
    "MULTILINESTRING": "MultiLineString",
    "POLYGON": "Polygon",
    "MULTIPOLYGON": "MultiPolygon",
    "GEOMETRYCOLLECTION": "GeometryCollection",
}


def name_kind(found: Survey) -> str:
    """The kind of geometry a file is declared of: that of all its rows, “Unknown” where they differ."""
    [kind] = found.kinds if len(found.kinds) == 1 else ("",)
    return KINDS.get(kind, "Unknown") + (" Z" if found.deep and kind in KINDS else "")


def write_vector(
    path: Path, driver: str, schema: Any, batches: Iterator[Any], query: Query, kind: str, **options: Any
) -> None:
    """Write batches as a layer of a file by one of GDAL's drivers; `options` are those of pyogrio.

    What a batch raises is raised as it is. Raises RefusedError where the driver cannot go on.
    """
    import pyarrow
    from pyogrio.errors import DataLayerError, DataSourceError
    from pyogrio.raw import write_arrow

    shaped = schema.names[:1] == [GEOMETRY]
    shape = {"geometry_name": GEOMETRY, "geometry_type": kind, "crs": f"EPSG:{query.srid}"} if shaped else {}
    with kept_errors(batches) as kept:
        reader = pyarrow.RecordBatchReader.from_batches(schema, kept)
        try:
            write_arrow(reader, path, driver=driver, **shape, **options)
        except (RuntimeError, DataLayerError, DataSourceError) as error:
            raise RefusedError(
                f"The {driver} file cannot be written ({error}); ask for less, or in another form."
            ) from None


@contextmanager
def kept_errors(batches: Iterator[Any]) -> Iterator[Iterator[Any]]:
    """The batches; GDAL tells of an error in them as one of its own, in whose place it is raised."""
    errors: list[BaseException] = []

    def pass_on() -> Iterator[Any]:
        try:
            yield from batches
        except BaseException as error:
            errors.append(error)
            raise

    try:
        with closing(batches):  # type: ignore[type-var]
            yield pass_on()
    except RefusedError:
        if errors:
            raise errors[0] from None
        raise


def cut_texts(batch: Any, schema: Any, longest: int, lost: dict[str, int]) -> Any:
    """The batch with no text over so many bytes of UTF-8; `lost` counts those that were cut, by column."""
    import pyarrow
    import pyarrow.compute

    arrays = []
    for name, array in zip(schema.names, batch.columns, strict=True):
        if array.type == pyarrow.string():
            over = pyarrow.compute.sum(pyarrow.compute.greater(pyarrow.compute.binary_length(array), longest))
            if number := over.as_py():
                lost[name] = lost.get(name, 0) + number
                texts = [text and cut(text, longest) for text in array.to_pylist()]
                array = pyarrow.array(texts, pyarrow.string())
        arrays.append(array)
    return pyarrow.record_batch(arrays, schema=schema)
