"""Rows of cells gathered to a table: named by their header, typed by their values, in bounded memory.

A source is read once for its columns' types, and once whenever its rows are asked for.
"""

from collections.abc import Iterator

from spatial import crs
from spatial.format import Asked
from spatial.records import Issue, Severity
from spatial.tables import Column, Lot, Table
from spatial.tabular.points import NUMBERS, Pair
from spatial.tabular.surveying import Source, Survey, list_rows, lot_rows, note, survey, turn
from spatial.vector.faults import Faults
from spatial.vector.rows import Batch, Layout, limit_columns, make_lots
from spatial.vector.shapes import unite_bounds


def gather(source: Source, asked: Asked) -> Table:
    """The table of a source. Raises RefusedError for one without rows."""
    found = survey(source)
    limit_columns(source.name, [found.names[place] for place in found.kept])
    columns = tuple(
        Column(name=found.names[place], type=one.type, untold=not one.filled)
        for place, one in ((place, found.evidence[place]) for place in found.kept)
    )
    pair, told = _settle_points(found, source.name, asked)
    layout = Layout(
        table=source.name,
        columns=columns,
        kinds=("point",) if pair else (),
        swapped=asked.swap_axes,
        distinct=True,
    )

    def read(key: str | None) -> Iterator[Lot | Issue]:
        yield from (*source.findings, *found.findings, *told)
        yield from make_lots(_read_batches(source, found, pair, key), layout, key)

    return Table(
        name=source.name,
        title=source.name,
        columns=columns,
        crs=f"EPSG:{crs.LONLAT}" if pair and pair.in_degrees else None,
        geometry=layout.kinds,
        extent=unite_bounds(pair.boxes, asked.swap_axes) if pair else None,
        total=found.total,
        lots=read,
        made=pair is not None,
    )


def _read_batches(
    source: Source, found: Survey, pair: Pair | None, key: str | None
) -> Iterator[Batch | Issue]:
    for lot in lot_rows(list_rows(source, found, key)):
        if isinstance(lot, Issue):
            yield lot
            continue
        cells = turn(lot)
        faults: Faults = {}
        yield Batch(
            fids=[str(line.number) for line in lot],
            columns=[found.evidence[place].convert(cells[place]) for place in found.kept],
            shapes=pair.draw(cells[pair.east], cells[pair.north], faults) if pair else None,
            faults=faults,
            positions=[f"{source.place} {line.number}" for line in lot],
        )


def _settle_points(found: Survey, table: str, asked: Asked) -> tuple[Pair | None, list[Issue]]:
    """The columns whose positions make points, and what is to be told of that."""
    pair = found.pair
    if pair is None:
        return None, []
    east, north = found.names[pair.east], found.names[pair.north]
    where = f"{table}, {east}, {north}"
    if not {found.evidence[pair.east].type, found.evidence[pair.north].type} <= set(NUMBERS):
        message = f"“{east}” and “{north}” do not hold numbers in every row, so they make no points."
        return None, [note("POSITION_NOT_NUMBER", message, where, Severity.WARNING)]
    if not pair.is_sound:
        message = f"“{east}” and “{north}” do not hold degrees, so they make no points."
        return None, [note("POSITION_NOT_DEGREES", message, where, Severity.WARNING)]
    if not pair.in_degrees and not asked.crs:
        message = f"“{east}” and “{north}” may be positions; give --crs EPSG:n to have points made of them."
        return None, [note("POSITION_WITHOUT_SYSTEM", message, where)]
    system = asked.crs or "degrees of WGS 84; where they are of another system, such as GCJ-02, give --crs"
    return pair, [note("POSITION", f"Points are made of “{east}” and “{north}”, read as {system}.", where)]
