"""From staged records to versions: new things, closed versions, opened versions, set by set in SQL."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from spatial.records import Issue, Severity
from twin.changes import take_moment
from twin.ingest.lines import copied_columns
from twin.ingest.openness import settle_openness, usual_openness
from twin.ingest.sql import ask
from twin.ingest.staging import Stage, listed, stage_table
from twin.models import Load, Openness, Recorded, srid_of

WGS84, NORTHMOST = 4326, 85.0511


@dataclass(frozen=True, slots=True)
class Merged:
    """What a load did to one kind; `kept` is what stands that a partial file did not mention."""

    read: int
    opened: int
    closed: int
    unchanged: int
    kept: int | None = None


def check(stage: Stage) -> None:
    """Note what only the whole shows: two rows of one code, parts without their whole."""
    for kind in stage.counts:
        ask(f"ANALYZE {stage_table(kind)} (code)")
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


def merge(
    stage: Stage,
    load: Load,
    partial: bool,
    tables: Sequence[type[Recorded]],
    openness: Openness | None = None,
) -> dict[type[Recorded], Merged]:
    """Bring the staged records into the twin as versions recorded from this moment.

    `tables` are those in which the dataset may have rows. `openness` is given to all that is staged and, from
    now on, to what the dataset brings; where it is None an object keeps that of its last version.

    Versions that differ are closed and reopened with the new content; those of the dataset that the file
    no longer holds are closed, unless `partial`.
    """
    stage.moment = moment = take_moment()
    dataset = load.source.dataset_id
    if openness is not None:
        settle_openness(dataset, openness)
    ask(
        "INSERT INTO twin_shape (digest, crs, body) "
        "SELECT DISTINCT ON (digest) digest, crs, body FROM stage_shape ON CONFLICT DO NOTHING"
    )
    former = set(things_of(dataset))
    for kind in stage.counts:
        name_things(kind, dataset)
    done = {}
    for kind in tables:
        read = stage.counts[kind]
        if kind not in stage.made:
            stage.create(kind)
        closed = 0
        if kind._meta.model_name in former:
            closed = close_versions(kind, dataset, moment, partial, openness)
            close_codes(kind, dataset, moment, partial)
        opened = open_versions(kind, load, moment, openness)
        kept = count_standing(kind, dataset) - read if partial else None
        if read or closed or kept:
            done[kind] = Merged(read, opened, closed, read - opened, kept)
    open_codes(dataset, moment)
    return done


def things_of(dataset: int) -> Iterator[str]:
    """The kinds of which the dataset has things."""
    for [kind] in ask("SELECT DISTINCT kind FROM twin_thing WHERE dataset_id = %s", [dataset]):
        yield kind


def name_things(kind: type[Recorded], dataset: int) -> None:
    """Give each staged code new to the dataset its thing, in Hilbert order of the footprints.

    Nobody else loads the dataset meanwhile.
    """
    ask(
        f"""
        INSERT INTO twin_thing (dataset_id, kind, code)
        SELECT %s, %s, staged.code FROM {stage_table(kind)} AS staged
        WHERE NOT EXISTS (
            SELECT FROM twin_thing AS thing
            WHERE thing.dataset_id = %s AND thing.kind = %s AND thing.code = staged.code
        )
        ORDER BY staged.footprint
        """,
        [dataset, kind._meta.model_name] * 2,
    )


def count_standing(kind: type[Recorded], dataset: int) -> int:
    """How many rows of the dataset stand."""
    [[standing]] = ask(
        f"""
        SELECT count(*) FROM {kind._meta.db_table} AS version JOIN twin_thing AS thing
        ON thing.id = version.thing_id
        WHERE thing.dataset_id = %s AND thing.kind = %s AND upper_inf(version.recorded)
        """,
        [dataset, kind._meta.model_name],
    )
    return int(standing)


def close_versions(
    kind: type[Recorded], dataset: int, moment: datetime, partial: bool, openness: Openness | None
) -> int:
    """Close what stands of the dataset but differs from the file or, unless `partial`, is not in it.

    A version of another openness than is asked for differs too.
    """
    vanished = "" if partial else "staged.code IS NULL OR"
    differs = "staged.digest <> version.digest"
    if openness is not None:
        differs += f" OR staged.code IS NOT NULL AND version.openness <> {openness.value}"
    [[closed]] = ask(
        f"""
        UPDATE {kind._meta.db_table} AS version SET recorded = tstzrange(lower(version.recorded), %s)
        FROM twin_thing AS thing LEFT JOIN {stage_table(kind)} AS staged ON staged.code = thing.code
        WHERE thing.id = version.thing_id AND thing.dataset_id = %s AND thing.kind = %s
          AND upper_inf(version.recorded) AND ({vanished} {differs})
          AND NOT EXISTS (SELECT FROM stage_bad WHERE stage_bad.code = thing.code)
        """,
        [moment, dataset, kind._meta.model_name],
    )
    return int(closed)


def open_versions(kind: type[Recorded], load: Load, moment: datetime, openness: Openness | None) -> int:
    """Open a version of each staged record that has none, in the order of things, which is Hilbert's."""
    told = usual_openness(kind, load.source.dataset_id) if openness is None else openness.value
    copied = copied_columns(kind)
    target = listed(copied)
    content = listed(copied, "staged.")
    own = {column.name for column in kind._meta.concrete_fields}
    if "parent" in own:
        target, content = f"{target}, parent_id", f"{content}, whole.id"
    if "shape" in own:
        target, content = f"{target}, shape_id", f"{content}, shape.id"
    [[opened]] = ask(
        f"""
        INSERT INTO {kind._meta.db_table}
            ({target}, thing_id, recorded, load_id, openness, tile)
        SELECT {content}, thing.id, tstzrange(%s, NULL), %s,
            {told}, {drawn(kind)}
        FROM {stage_table(kind)} AS staged
        JOIN twin_thing AS thing
          ON thing.dataset_id = %s AND thing.kind = %s AND thing.code = staged.code
        LEFT JOIN twin_thing AS whole
          ON whole.dataset_id = thing.dataset_id AND whole.kind = thing.kind
          AND whole.code = staged.parent_code
        LEFT JOIN twin_shape AS shape ON shape.digest = staged.shape_digest
        WHERE NOT EXISTS (
            SELECT FROM {kind._meta.db_table} AS version
            WHERE version.thing_id = thing.id AND upper_inf(version.recorded)
        )
        ORDER BY thing.id
        """,
        [moment, load.pk, load.source.dataset_id, kind._meta.model_name],
    )
    return int(opened)


def drawn(kind: type[Recorded]) -> str:
    """The tile geometry of a staged footprint; one in degrees may reach beyond what the web map shows."""
    if srid_of(kind) != WGS84:
        return "ST_ForcePolygonCW(ST_Transform(staged.footprint, 3857))"
    world = f"ST_MakeEnvelope(-180, {-NORTHMOST}, 180, {NORTHMOST}, {WGS84})"
    return f"""
        ST_ForcePolygonCW(ST_Transform(
            CASE WHEN staged.footprint @ {world} THEN staged.footprint
            ELSE ST_CollectionExtract(
                ST_Intersection(staged.footprint, {world}), ST_Dimension(staged.footprint) + 1
            ) END, 3857))
    """


def close_codes(kind: type[Recorded], dataset: int, moment: datetime, partial: bool) -> None:
    """Close the codes that objects of the file no longer bear and, unless `partial`, of objects gone."""
    vanished = "" if partial else "staged.code IS NULL OR"
    ask(
        f"""
        UPDATE twin_code AS known SET recorded = tstzrange(lower(known.recorded), %s)
        FROM twin_thing AS thing LEFT JOIN {stage_table(kind)} AS staged ON staged.code = thing.code
        WHERE thing.id = known.thing_id AND thing.dataset_id = %s AND thing.kind = %s
          AND upper_inf(known.recorded)
          AND ({vanished} staged.code IS NOT NULL AND NOT EXISTS (
            SELECT FROM stage_code AS told
            WHERE told.kind = thing.kind AND told.object = thing.code
              AND told.scheme = known.scheme AND told.code = known.code
          ))
          AND NOT EXISTS (SELECT FROM stage_bad WHERE stage_bad.code = thing.code)
        """,
        [moment, dataset, kind._meta.model_name],
    )


def open_codes(dataset: int, moment: datetime) -> None:
    """Open the other codes the file tells that are not known yet."""
    ask(
        """
        INSERT INTO twin_code (thing_id, scheme, code, recorded)
        SELECT DISTINCT thing.id, told.scheme, told.code, tstzrange(%s, NULL) FROM stage_code AS told
        JOIN twin_thing AS thing
          ON thing.dataset_id = %s AND thing.kind = told.kind AND thing.code = told.object
        WHERE NOT EXISTS (
            SELECT FROM twin_code AS known
            WHERE known.thing_id = thing.id AND known.scheme = told.scheme AND known.code = told.code
              AND upper_inf(known.recorded)
        )
        """,
        [moment, dataset],
    )
