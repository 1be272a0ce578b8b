"""What GDAL streams as Arrow: lots of rows with what was said of them, columns as plain values."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spatial.vector.cells import Odd
from spatial.vector.listening import listen
from spatial.vector.rows import BATCH


def stream(path: Path, options: dict[str, str], fids: Sequence[int] = ()) -> Iterator[tuple[Any, list[str]]]:
    """The record batches of a file's one layer (feature id first, geometry last), each with GDAL's warnings.

    With `fids` only those features, one to a batch. Raises RefusedError where GDAL fails.
    """
    import pyogrio

    # GDAL's own fast way through a FlatGeobuf trusts offsets that a broken file gets wrong.
    pyogrio.set_gdal_config_options({"OGR_FLATGEOBUF_STREAM_BASE_IMPL": "YES"})
    chosen = {"fids": list(fids), "batch_size": 1} if fids else {"batch_size": BATCH}
    opened = pyogrio.raw.open_arrow(path, layer=0, return_fids=True, use_pyarrow=True, **chosen, **options)
    with listen(path):
        _, reader = opened.__enter__()
    try:
        while True:
            with listen(path) as said:
                batch = next(reader, None)
            if batch is None:
                return
            yield batch, said
    finally:
        with listen(path):
            opened.__exit__(None, None, None)


def read_values(column: Any, type: str, decode: Callable[[str], str | Odd]) -> list[Any]:
    """The values of an Arrow column; what Python cannot hold (a date beyond year 9999) is an Odd."""
    import pyarrow

    if pyarrow.types.is_string(column.type):
        stored = column.cast(pyarrow.binary()).to_pylist()
        return [None if one is None else _decode(one, decode) for one in stored]
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError):
        values = [_read_value(one, type) for one in column]
    return values


def _decode(stored: bytes, decode: Callable[[str], str | Odd]) -> str | Odd:
    try:
        return decode(stored.decode())
    except UnicodeDecodeError:
        return Odd("the text is not UTF-8; write it again")


def _read_value(value: Any, type: str) -> Any:
    try:
        return value.as_py()
    except (ValueError, OverflowError):
        return Odd(f"the {type} is none of the years 1 to 9999")
