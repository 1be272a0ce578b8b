"""Loads from file to rows: recognised, placed in the twin's frame, then carried whole or not at all."""

import getpass
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings

from spatial.crs import Crs, Extent, agree, remark
from spatial.errors import RefusedError
from spatial.format import Asked, Header
from spatial.profile.document import read_profile
from spatial.profile.drawing import find_points
from spatial.profile.mapping import map_rows, pair_tables
from spatial.records import Issue, Record, Severity
from spatial.tables import Table
from spatial.vector.headers import head_of_tables
from twin import changes, published
from twin.ingest import ledger, publishing
from twin.ingest.carrying import KEPT, Cargo, Progress, Report, carry, refuse
from twin.ingest.pseudonyms import open_seal, refuse_identities, refuse_unsealed
from twin.ingest.quarantine import waiting
from twin.ingest.recognise import Input, add_file, recognise
from twin.ingest.staging import Stage
from twin.models import Load, Openness, Recorded

Reading = Callable[[], Iterator[Record | Issue]]
Ready = Callable[[], Report]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a load was asked to do beyond the file.

    `dataset` names the body of data it is an edition of (else the file's own identifier, else its name);
    `asked` overrides its declared CRS and heights; `rehearse` reports and rolls back; `partial` keeps what
    the file does not mention; `keep_good` takes the good rows and quarantines the others; `layer` names the
    layer of a table that is published and `key` the column that identifies its rows over time. `tables` names
    those of the file to take (none: all), `profile` a file of rules by which they become city objects.
    `openness` says who may see what is loaded (None: what was said of the dataset before, else everyone).
    """

    dataset: str | None = None
    asked: Asked = field(default_factory=Asked)
    rehearse: bool = False
    partial: bool = False
    keep_good: bool = False
    layer: str | None = None
    key: str | None = None
    tables: tuple[str, ...] = ()
    profile: Path | None = None
    openness: Openness | None = None


def silent(done: int, total: int | None) -> None:
    """No progress to tell."""


def bring(path: Path, order: Order, who: str = "", progress: Progress = silent) -> list[Report]:
    """Load a file of whatever format: a city model into the city's tables, each other table as a layer.

    With a profile the tables are a city model too. Raises RefusedError when no format knows the file; every
    other outcome is a Report, and a Load row tells the same for good.
    """
    input = recognise(path)
    who = who or getpass.getuser()
    try:
        begin = arrange(input, order, who, progress)
    except RefusedError as refusal:
        return [refuse(ledger.open_load(input, order.dataset or named(path), None, None, who), refusal, None)]
    except Exception as fault:
        ledger.note_fault(ledger.open_load(input, order.dataset or named(path), None, None, who), fault)
        raise
    return [load() for load in begin]


def arrange(input: Input, order: Order, who: str, progress: Progress) -> list[Ready]:
    """The loads a file makes, each ready to begin. Raises RefusedError for what cannot even begin."""
    refuse_odd_options(input, order)
    if input.format.tables is None:
        return [arrange_city(input, order, who, progress)]
    tables = choose(input.format.tables(input.path, order.asked), order.tables)
    if order.profile:
        return [arrange_tables(input, tables, order, who, progress)]
    if order.layer and len(tables) > 1:
        names = ", ".join(table.name for table in tables)
        raise RefusedError(
            f"--as names one layer, but the file holds {len(tables)} tables: {names}. Choose by --table."
        )
    return [partial(publish, input, table, order, who, progress) for table in tables]


def refuse_odd_options(input: Input, order: Order) -> None:
    """See that what was asked can be done with a file of this format."""
    asked = {"--profile": order.profile, "--table": order.tables, "--as": order.layer, "--key": order.key}
    if input.format.tables is None and any(asked.values()):
        options = ", ".join(option for option, given in asked.items() if given)
        raise RefusedError(f"{input.format.title.en} holds no tables; leave {options} out.")
    if order.profile and (order.layer or order.key):
        option = "--as" if order.layer else "--key"
        raise RefusedError(f"With --profile the rows become city objects; leave {option} out.")


def choose(tables: list[Table], names: tuple[str, ...]) -> list[Table]:
    """The tables of those names, all where none is named."""
    there = {table.name: table for table in tables}
    if absent := [name for name in names if name not in there]:
        raise RefusedError(f"The file has no table “{absent[0]}”; it has {', '.join(there)}.")
    return [there[name] for name in names] or tables


def load(path: Path, order: Order, who: str = "", progress: Progress = silent) -> Report:
    """Load a file that is one thing: a city model, or a single table."""
    [report] = bring(path, order, who, progress)
    return report


def arrange_city(input: Input, order: Order, who: str, progress: Progress) -> Ready:
    """The load of a city model."""
    read = input.format.read
    assert read is not None
    header = input.format.header(input.path, order.asked)
    return arrange_objects(input, header, lambda: read(input.path, order.asked), order, who, progress)


def arrange_tables(input: Input, tables: list[Table], order: Order, who: str, progress: Progress) -> Ready:
    """The load of tables as a city model, by the rules of a profile, which is part of the source."""
    assert order.profile is not None
    profile = read_profile(order.profile)
    pairs, others = pair_tables(tables, profile)
    header = head_on_map([table for table, _ in pairs], order.asked)
    for table, plan in pairs:
        refuse_unsealed(table, plan)
    points = {table.name: find_points(pairs, plan, profile) for table, plan in pairs}
    note = "The profile does not map it, so it was left out; load it as a layer with --table and no profile."

    def read() -> Iterator[Record | Issue]:
        for table in others:
            yield Issue(severity=Severity.INFO, code="TABLE_LEFT_OUT", message=note, position=table.name)
        seal = open_seal() if any(plan.secret for _, plan in pairs) else None
        for table, plan in pairs:
            yield from map_rows(table, plan, points[table.name], seal)

    return arrange_objects(add_file(input, order.profile), header, read, order, who, progress)


def head_on_map(tables: list[Table], asked: Asked) -> Header:
    """What tables that become city objects say together; without geometry they need no system."""
    systems = {table.crs or "none named": table.name for table in tables if table.geometry}
    if len(systems) > 1 and not asked.crs:
        told = ", ".join(f"“{table}” in {crs}" for crs, table in systems.items())
        raise RefusedError(
            f"The tables lie in different coordinate systems ({told}); load each with --table."
        )
    header = head_of_tables(tables)
    return header if systems else replace(header, crs=f"EPSG:{settings.TWIN_CRS}")


def arrange_objects(
    input: Input, header: Header, read: Reading, order: Order, who: str, progress: Progress
) -> Ready:
    """The load of city objects into the tables of their kinds, once it is sure that they lie in the city."""
    agreed = agree(header, order.asked, settings.TWIN_CRS, settings.TWIN_HEIGHTS)
    key = order.dataset or header.dataset or named(input.path)

    def prepare(entry: Load) -> tuple[Stage, Iterator[Any]]:
        return open_stage(agreed, header.extent, repair=order.asked.repair), read()

    cargo = Cargo(prepare, lambda stage: changes.kinds(), header.total, order.dataset is None)
    return partial(start, input, key, header, agreed, who, order, cargo, progress)


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

    words: dict[str, str] = {}

    def prepare(entry: Load) -> tuple[Stage, Iterator[Any]]:
        row = publishing.describe(table, id, entry.source.dataset, order.key, srid)
        words.update({f"d{row.pk}": id}, **publishing.name_columns(row))
        names = list(publishing.name_columns(row).values())
        rows = publishing.arrange(refuse_identities(table.lots(order.key or row.key), table), row, table)
        stage = open_stage(source, table.extent, published.model_of(row), order.asked.repair, names)
        return stage, chain(publishing.remark(table, source, srid), rows)

    def finish(stage: Stage) -> None:
        assert stage.kind is not None
        publishing.index_table(stage.kind)

    cargo = Cargo(
        prepare, lambda stage: [stage.kind] if stage.kind else [], table.total, False, words, finish
    )
    return start(input, order.dataset or id, header, source, who, order, cargo, progress)


def open_stage(
    source: Crs,
    extent: Extent | None,
    kind: type[Recorded] | None = None,
    repair: bool = False,
    names: Sequence[str] = (),
) -> Stage:
    """A stage for records whose coordinates are of `source`, with what is to be told of that."""
    stage = Stage(source, ledger.KEPT, kind, repair, names)
    stage.note_all(remark(source, extent))
    return stage


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
    as_open = order.openness in (None, entry.source.dataset.openness)
    whole = last and not any(count.get(KEPT) for count in last.counts.values())
    anew = order.partial or order.asked.repair or not as_open
    if last and same and whole and not anew and not waiting(last.source.dataset).exists():
        ledger.close_load(entry, Load.Status.UNCHANGED, last.counts, [])
        told = f"This file was load {last.pk}; nothing changed."
        return Report(entry.pk, Load.Status.UNCHANGED, key, reason=told)
    return carry(entry, cargo, order, progress)


def named(path: Path) -> str:
    """The dataset a file belongs to when nobody says otherwise: its name without its endings."""
    return path.resolve().name.split(".")[0]
