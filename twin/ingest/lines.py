"""What is staged of a record or of a lot of rows: lines of a table, each with the digest of its content."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import orjson

from spatial.records import Record, Solid
from spatial.tables import Lot
from twin.models import Recorded

SORTED = orjson.OPT_SORT_KEYS
BARE = {"attributes": "{}", "valid": "[,)"}
"""What the digest of a published row is of, beside its values: it has no attributes and no term."""
MADE_HERE = {"attributes", "valid", "digest", "footprint"}
DERIVED = {"id", "thing", "recorded", "load", "openness", "shape", "parent", "tile", "clearance"}


@lru_cache(maxsize=64)
def copied_columns(kind: type[Recorded]) -> tuple[str, ...]:
    """The columns a record fills as they are."""
    return tuple(column.name for column in kind._meta.concrete_fields if column.name not in DERIVED)


@lru_cache(maxsize=64)
def plain_columns(kind: type[Recorded]) -> tuple[str, ...]:
    """Those of them that need nothing done to what the record says."""
    return tuple(name for name in copied_columns(kind) if name not in MADE_HERE)


def line_of(kind: type[Recorded], record: Record, place: bytes | None, shape: bytes | None) -> list[Any]:
    """The line of the staging table for a record; its digest is that of everything the record says.

    `place` is its footprint as EWKB, `shape` the digest of its 3D geometry.
    """
    values: dict[str, Any] = {
        "attributes": orjson.dumps(record.attributes, option=SORTED).decode(),
        "valid": f"[{record.valid_from or ''},{record.valid_to or ''})",
    }
    columns = copied_columns(kind)
    for name in plain_columns(kind):
        values[name] = getattr(record, name)
    parent = getattr(record, "parent", None)
    told = orjson.dumps([values, parent, record.codes], option=SORTED)
    values["digest"] = digest(told + (place or b"") + (shape or b""))
    values["footprint"] = write_hex(place)
    return [*(values[name] for name in columns), shape, parent]


def lines_of(lot: Lot, names: Sequence[str], places: Sequence[bytes | None]) -> Iterator[tuple[Any, ...]]:
    """The lines of the staging table for a lot: its code and columns, its term, its digest, its footprint."""
    plain = [lot.codes, *map(write_documents, lot.columns)]
    for *values, place in zip(*plain, places, strict=True):
        told = orjson.dumps([{**BARE, **dict(zip(names, values, strict=True))}, None, ()], option=SORTED)
        yield *values, BARE["valid"], digest(told + (place or b"")), write_hex(place)


def write_documents(column: Sequence[Any]) -> Sequence[Any]:
    """The values of a column, documents as text."""
    if not {dict, list} & set(map(type, column)):
        return column
    return [orjson.dumps(one).decode() if isinstance(one, dict | list) else one for one in column]


def write_hex(place: bytes | None) -> str | None:
    """A footprint as COPY takes it."""
    return place.hex() if place else None


def digest(content: bytes) -> bytes:
    """Sixteen bytes that differ when the content does."""
    return blake2b(content, digest_size=16).digest()


def line_of_solid(solid: Solid) -> tuple[bytes, str, str]:
    """The line of the staging table of shapes for a 3D geometry: its digest, its system, its body."""
    body = orjson.dumps(solid.body, option=SORTED)
    return digest(solid.crs.encode() + body), solid.crs, body.decode()
