"""From staged records to versions: new things, closed versions, opened versions, set by set in SQL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from spatial.records import Issue, Severity
from twin.changes import kinds
from twin.ingest.staging import Stage, copied_columns, stage_table
from twin.models import Load, Version


@dataclass(frozen=True, slots=True)
class Merged:
    """What a load did to one kind."""

    read: int
    opened: int
    closed: int
    unchanged: int


def ask(sql: str, values: list[Any] | None = None) -> list[Any]:
    """The rows of a query of ours."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]


def check(stage: Stage) -> None:
    """Note what only the whole shows: two rows of one code, parts without their whole."""
    for kind in stage.counts:
        ask(f"ANALYZE {stage_table(kind)}")
        for code, times in ask(
            f"SELECT code, count(*) FROM {stage_table(kind)} GROUP BY code HAVING count(*) > 1 ORDER BY code"
        ):
            stage.note(
                Issue(
                    severity=Severity.ERROR,
                    code="DUPLICATE_ID",
                    message=f"{times} objects bear this id; give each its own in the source.",
                    object=code,
                )
            )
        for code, parent in ask(
            f"SELECT part.code, part.parent_code FROM {stage_table(kind)} AS part "
            f"LEFT JOIN {stage_table(kind)} AS whole ON whole.code = part.parent_code "
            "WHERE part.parent_code IS NOT NULL AND whole.code IS NULL ORDER BY part.code"
        ):
            stage.note(
                Issue(
                    severity=Severity.ERROR,
                    code="NO_PARENT",
                    message=f"It is a part of “{parent}”, which the file does not hold; add it or its link.",
                    object=code,
                )
            )


def same_things(stage: Stage, dataset: int) -> int | None:
    """The other dataset most of whose ids these are: the file is then a new edition of that one."""
    found: dict[int, int] = {}
    for kind in stage.counts:
        for other, times in ask(
            f"SELECT thing.dataset_id, count(*) FROM {stage_table(kind)} AS staged JOIN twin_thing AS thing "
            "ON thing.code = staged.code AND thing.kind = %s WHERE thing.dataset_id <> %s GROUP BY 1",
            [kind._meta.model_name, dataset],
        ):
            found[other] = found.get(other, 0) + times
    best = max(found, key=lambda other: found[other], default=None)
    return best if best is not None and found[best] * 2 > stage.counts.total() else None


def merge(stage: Stage, load: Load, partial: bool) -> dict[type[Version], Merged]:
    """Bring the staged records into the twin as versions recorded from this moment.

    Versions that differ are closed and reopened with the new content; those of the dataset that the file
    no longer holds are closed, unless `partial`.
    """
    [[moment]] = ask("SELECT clock_timestamp()")
    ask(
        "INSERT INTO twin_shape (digest, crs, body) SELECT DISTINCT ON (digest) * FROM stage_shape ON CONFLICT DO NOTHING"
    )
    for kind in stage.counts:
        ask(
            f"INSERT INTO twin_thing (dataset_id, kind, code) SELECT %s, %s, code FROM {stage_table(kind)} "
            "ORDER BY footprint ON CONFLICT DO NOTHING",
            [load.source.dataset_id, kind._meta.model_name],
        )
    done = {kind: merge_kind(kind, stage, load, moment, partial) for kind in kinds()}
    ask(
        "INSERT INTO twin_code (thing_id, scheme, code) SELECT thing.id, staged.scheme, staged.code "
        "FROM stage_code AS staged JOIN twin_thing AS thing ON thing.dataset_id = %s "
        "AND thing.kind = staged.kind AND thing.code = staged.object ON CONFLICT DO NOTHING",
        [load.source.dataset_id],
    )
    return {kind: merged for kind, merged in done.items() if any((merged.read, merged.closed))}


def merge_kind(kind: type[Version], stage: Stage, load: Load, moment: datetime, partial: bool) -> Merged:
    """Close and open the versions of one kind."""
    read = stage.counts[kind]
    if not read and partial:
        return Merged(0, 0, 0, 0)
    if not read:
        stage.create(kind)
    table, name, dataset = kind._meta.db_table, kind._meta.model_name, load.source.dataset_id
    vanished = "" if partial else "staged.code IS NULL OR "
    [[closed]] = ask(
        f"UPDATE {table} AS version SET recorded = tstzrange(lower(version.recorded), %s) FROM twin_thing AS thing "
        f"LEFT JOIN {stage_table(kind)} AS staged ON staged.code = thing.code "
        "WHERE thing.id = version.thing_id AND thing.dataset_id = %s AND thing.kind = %s "
        f"AND upper_inf(version.recorded) AND ({vanished}staged.digest <> version.digest)",
        [moment, dataset, name],
    )
    columns = copied_columns(kind)
    has_parent = any(column.name == "parent" for column in kind._meta.concrete_fields)
    parent = ", parent_id" if has_parent else ""
    parent_value = ", whole.id" if has_parent else ""
    [[opened]] = ask(
        f"INSERT INTO {table} ({', '.join(columns)}, thing_id, recorded, load_id, openness, shape_id, tile{parent}) "
        f"SELECT {', '.join(f'staged.{column}' for column in columns)}, thing.id, tstzrange(%s, NULL), %s, 0, "
        f"shape.id, ST_ForcePolygonCW(ST_Transform(staged.footprint, 3857)){parent_value} "
        f"FROM {stage_table(kind)} AS staged "
        "JOIN twin_thing AS thing ON thing.dataset_id = %s AND thing.kind = %s AND thing.code = staged.code "
        "LEFT JOIN twin_thing AS whole ON whole.dataset_id = thing.dataset_id AND whole.kind = thing.kind "
        "AND whole.code = staged.parent_code "
        "LEFT JOIN twin_shape AS shape ON shape.digest = staged.shape_digest "
        f"WHERE NOT EXISTS (SELECT FROM {table} AS version WHERE version.thing_id = thing.id "
        "AND upper_inf(version.recorded)) ORDER BY staged.footprint",
        [moment, load.pk, dataset, name],
    )
    return Merged(read, opened, closed, read - opened)
