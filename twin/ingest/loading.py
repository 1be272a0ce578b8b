"""Loads from file to rows: recognised, placed in the twin's frame, then carried whole or not at all."""

import getpass
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings

from spatial.crs import Crs, agree
from spatial.errors import RefusedError
from spatial.format import Asked, Header
from spatial.tables import Table
from twin import changes, published
from twin.ingest import ledger, publishing
from twin.ingest.carrying import KEPT, Cargo, Progress, Report, carry, refuse
from twin.ingest.quarantine import waiting
from twin.ingest.recognise import Input, recognise
from twin.ingest.staging import Stage
from twin.models import Load


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a load was asked to do beyond the file.

    `dataset` names the body of data it is an edition of (else the file's own identifier, else its name);
    `asked` overrides its declared CRS and heights; `rehearse` reports and rolls back; `partial` keeps what
    the file does not mention; `keep_good` takes the good rows and quarantines the others. Of a file of
    tables, `table` is the one to take (else all), `layer` names its layer and `key` the column that
    identifies its rows over time.
    """

    dataset: str | None = None
    asked: Asked = field(default_factory=Asked)
    rehearse: bool = False
    partial: bool = False
    keep_good: bool = False
    table: str | None = None
    layer: str | None = None
    key: str | None = None


def silent(done: int, total: int | None) -> None:
    """No progress to tell."""


def bring(path: Path, order: Order, who: str = "", progress: Progress = silent) -> list[Report]:
    """Load a file of whatever format: a city model into the city's tables, each other table as a layer.

    Raises RefusedError when no format knows the file; every other outcome is a Report, and a Load row tells
    the same for good.
    """
    input = recognise(path)
    who = who or getpass.getuser()
    if input.format.tables is None:
        return [load_city(input, order, who, progress)]
    try:
        tables = choose(input.format.tables(path, order.asked), order)
    except RefusedError as refusal:
        return [refuse(ledger.open_load(input, named(path), None, None, who), refusal, None)]
    return [publish(input, table, order, who, progress) for table in tables]


def choose(tables: list[Table], order: Order) -> list[Table]:
    """The tables of a file that are asked for. Raises RefusedError where that is none, or not clear."""
    names = ", ".join(table.name for table in tables)
    chosen = [table for table in tables if order.table in (None, table.name)]
    if not chosen:
        raise RefusedError(f"The file holds no table “{order.table}”; it holds: {names}.")
    if order.layer and len(chosen) > 1:
        raise RefusedError(
            f"--as names one layer, but the file holds {len(tables)} tables: {names}; choose with --table."
        )
    return chosen


def load(path: Path, order: Order, who: str = "", progress: Progress = silent) -> Report:
    """Load a file that is one thing: a city model, or a single table."""
    [report] = bring(path, order, who, progress)
    return report


def load_city(input: Input, order: Order, who: str, progress: Progress) -> Report:
    """Load a city model."""
    path = input.path
    try:
        if order.table or order.layer or order.key:
            raise RefusedError(
                "A city model goes into the city's own tables; leave out --table, --as and --key."
            )
        header = input.format.header(path, order.asked)
        agreed = agree(header, order.asked, settings.TWIN_CRS, settings.TWIN_HEIGHTS)
    except RefusedError as refusal:
        return refuse(ledger.open_load(input, order.dataset or named(path), None, None, who), refusal, None)
    key = order.dataset or header.dataset or named(path)

    def prepare(entry: Load) -> tuple[Stage, Iterator[Any]]:
        assert input.format.read is not None
        return Stage(agreed.horizontal, ledger.KEPT), input.format.read(path, order.asked)

    cargo = Cargo(prepare, lambda stage: changes.kinds(), header.total, order.dataset is None)
    return start(input, key, header, agreed, who, order, cargo, progress)


def publish(input: Input, table: Table, order: Order, who: str, progress: Progress) -> Report:
    """Load one table as a published dataset; its layer is live with the commit."""
    header = Header(crs=table.crs, title=table.title, total=table.total)
    try:
        id = publishing.name_layer(order.layer or table.name)
        source, srid = publishing.place(table, order.asked)
        publishing.refuse_taken(table, id, order.dataset or id)
    except RefusedError as refusal:
        entry = ledger.open_load(input, order.dataset or table.name, header, None, who)
        return refuse(entry, refusal, None)

    def prepare(entry: Load) -> tuple[Stage, Iterator[Any]]:
        row = publishing.describe(table, id, entry.source.dataset, order.key, srid)
        places = publishing.arrange(row, table)
        rows = (publishing.reorder(item, places) for item in table.rows(order.key or row.key))
        stream = chain(publishing.remark(table, source, srid), rows)
        names = [column["name"] for column in row.columns]
        return Stage(source.horizontal, ledger.KEPT, published.model_of(row), names), stream

    cargo = Cargo(prepare, lambda stage: [stage.kind] if stage.kind else [], table.total, False)
    return start(input, order.dataset or id, header, source, who, order, cargo, progress)


def start(
    input: Input,
    key: str,
    header: Header,
    crs: Crs,
    who: str,
    order: Order,
    cargo: Cargo,
    progress: Progress,
) -> Report:
    """Carry the cargo, unless the dataset's last load was of these very bytes."""
    last = ledger.latest(key)
    entry = ledger.open_load(input, key, header, crs, who)
    same = last and last.source.sha256 == input.sha256 and last.source.crs == entry.source.crs
    whole = last and not any(count.get(KEPT) for count in last.counts.values())
    if last and same and whole and not order.partial and not waiting(last.source.dataset).exists():
        ledger.close_load(entry, Load.Status.UNCHANGED, last.counts, [])
        told = f"This file was load {last.pk}; nothing changed."
        return Report(entry.pk, Load.Status.UNCHANGED, key, reason=told)
    return carry(entry, cargo, order, progress)


def named(path: Path) -> str:
    """The dataset a file belongs to when nobody says otherwise: its name without its endings."""
    return path.resolve().name.split(".")[0]
