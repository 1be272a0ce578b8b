"""Rows of a table, made from batches as a file gives them: keyed, judged, with findings in their place."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from spatial.errors import RefusedError
from spatial.geometry import Geometries
from spatial.records import Issue, Severity
from spatial.tables import Column, Lot, keep_content
from spatial.vector.cells import Odd, fit, is_plain, say
from spatial.vector.faults import Fault, Faults, blame, is_blamed
from spatial.vector.shapes import exchange, judge

MOST_COLUMNS = 1_500
"""PostgreSQL's own limit is 1,600 columns of a table."""

BATCH = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows as a file gives them: `columns` holds the values column by column.

    `fids` are the file's own ids, `shapes` None for a table without geometry, `faults` what was wrong
    already as they were read, `notes` what concerns no single row, `positions` where each row stands.
    """

    fids: Sequence[str]
    columns: Sequence[Sequence[Any]]
    shapes: Geometries | None
    faults: Faults = field(default_factory=dict)
    notes: tuple[Issue, ...] = ()
    positions: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the rows of one table are to be made; `distinct` tells that the file's own ids cannot repeat,
    `repair` that geometries may be mended.

    `binary` names the columns whose bytes become text; `fid` is what the file calls its own id.
    """

    table: str
    columns: tuple[Column, ...]
    kinds: tuple[str, ...]
    swapped: bool
    distinct: bool
    repair: bool = False
    binary: frozenset[str] = frozenset()
    fid: str | None = None


def limit_columns(table: str, names: Sequence[str]) -> None:
    """Raises RefusedError for a table of more columns than can be kept, or with names that cannot."""
    if len(names) > MOST_COLUMNS:
        raise RefusedError(
            f"Table “{table}” has {len(names)} columns; at most {MOST_COLUMNS} can be kept: split it."
        )
    if any("\0" in name for name in (table, *names)):
        raise RefusedError(
            f"Table {say(table)} or one of its columns has a NUL character in its name; rename it."
        )


def make_lots(batches: Iterable[Batch | Issue], layout: Layout, key: str | None) -> Iterator[Lot | Issue]:
    """The rows of each batch with their findings before them, less those with an error; then the sums.

    An Issue between the batches is of a row that could not be read at all.
    """
    name = choose_key(layout, key)
    index = None if name is None else [column.name for column in layout.columns].index(name)
    seen: set[str] | None = None if name is None and layout.distinct else set()
    told: Counter[str] = Counter()
    flat = 0
    for batch in batches:
        if isinstance(batch, Issue):
            yield batch
            continue
        faults = {row: list(found) for row, found in batch.faults.items()}
        shapes: Geometries = np.full(len(batch.fids), None, dtype=object)
        if batch.shapes is not None:
            shapes, lost = judge(batch.shapes, layout.kinds, layout.swapped, faults, layout.repair)
            flat += lost
        columns = [
            _fit_column(column, stored, layout, faults)
            for column, stored in zip(layout.columns, batch.columns, strict=True)
        ]
        codes = batch.fids if index is None else [_name_code(value) for value in columns[index]]
        _check_codes(codes, seen, name, faults)
        lot = Lot(codes=codes, footprints=shapes, columns=columns)
        yield from _pick_new(batch.notes, told)
        for row in sorted(faults):
            position = batch.positions[row] if batch.positions else layout.table
            found = [_tell(fault, codes[row] or batch.fids[row], position) for fault in faults[row]]
            if is_blamed(faults, row):
                found[0] = replace(found[0], content=_keep(batch, row, lot[row].values, layout))
            yield from found
        yield lot.without({row for row in faults if is_blamed(faults, row)})
    yield from _sum_up(layout, flat)


def choose_key(layout: Layout, key: str | None) -> str | None:
    """The column that tells rows apart, None for the file's ids. Raises RefusedError for no such column."""
    names = [column.name for column in layout.columns]
    if key is None or (key == layout.fid and key not in names):
        return None
    if key not in names:
        known = ", ".join(names[:20]) or "none"
        raise RefusedError(
            f"Table “{layout.table}” has no column {say(key)} to be its key; there are: {known}."
        )
    return key


def _fit_column(column: Column, stored: Sequence[Any], layout: Layout, faults: Faults) -> Sequence[Any]:
    if is_plain(stored, column.type):
        return stored
    if column.type == "string" and column.name not in layout.binary:
        stored = [Odd("holds bytes, not text") if isinstance(one, bytes) else one for one in stored]
    values = [one if isinstance(one, Odd) else fit(one, column.type) for one in stored]
    for row, value in enumerate(values):
        if isinstance(value, Odd):
            message = f"Column “{column.name}”: {value.message}."
            blame(faults, row, "VALUE_NOT_UNDERSTOOD", message, column.name)
    return values


def _name_code(value: Any) -> str:
    """A value as the code of its row; a whole number is written without a point."""
    if value is None or isinstance(value, Odd):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _check_codes(codes: Sequence[str], seen: set[str] | None, key: str | None, faults: Faults) -> None:
    """See that each row has a code, and one of its own among those `seen` (None: they cannot repeat)."""
    fresh = set(codes)
    sound = "" not in fresh and (seen is None or (len(fresh) == len(codes) and seen.isdisjoint(fresh)))
    if not sound:
        for row, code in enumerate(codes):
            _check_code(code, row, seen, key, faults)
    elif seen is not None:
        seen |= fresh


def _check_code(code: str, row: int, seen: set[str] | None, key: str | None, faults: Faults) -> None:
    what = f"Column “{key}”, the key" if key else "The file's own id"
    if not code:
        message = f"{what}, is empty; give the row one, or name another --key."
        blame(faults, row, "KEY_MISSING", message, key or "")
    elif seen is not None and code in seen:
        message = (
            f"{what}, is {say(code)} in an earlier row too; give each row its own, or name another --key."
        )
        blame(faults, row, "KEY_TWICE", message, key or "")
    elif seen is not None:
        seen.add(code)


def _tell(fault: Fault, code: str, position: str) -> Issue:
    where = f"{position}, {fault.position}" if fault.position else position
    return Issue(severity=fault.severity, code=fault.code, message=fault.message, object=code, position=where)


def _keep(batch: Batch, row: int, values: Sequence[Any], layout: Layout) -> dict[str, Any]:
    """A row that is left out, as far as it could be read."""
    shape = None if batch.shapes is None else batch.shapes[row]
    if shape is not None and layout.swapped:
        shape = exchange(shape)
    said = {
        column.name: say(stored[row]) if isinstance(value, Odd) else value
        for column, stored, value in zip(layout.columns, batch.columns, values, strict=True)
    }
    return keep_content(batch.fids[row], said, shape)


def _pick_new(notes: Iterable[Issue], told: Counter[str]) -> Iterator[Issue]:
    """Each note once, however many batches repeat it."""
    for note in notes:
        told[note.message] += 1
        if told[note.message] == 1:
            yield note


def _sum_up(layout: Layout, flat: int) -> Iterator[Issue]:
    if flat:
        message = f"{flat} geometries have heights; a table is kept in plan, so the heights were left out."
        yield _inform("HEIGHTS_LEFT_OUT", message, layout.table)
    for name in sorted(layout.binary):
        message = f"Column “{name}” holds bytes; they are kept as base64 text."
        yield _inform("BYTES_AS_TEXT", message, f"{layout.table}, {name}")


def _inform(code: str, message: str, position: str) -> Issue:
    return Issue(severity=Severity.INFO, code=code, message=message, position=position)
