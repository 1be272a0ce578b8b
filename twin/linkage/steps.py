"""One step of a linkage: a query that names which things may belong to which, and how that is taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from spatial.errors import RefusedError
from twin.models import Method, Reason, Relation

SEVERAL = frozenset({Relation.PERSON_AT_DWELLING, Relation.PERSON_AT_WORKPLACE})
"""Relations of which a thing may have more than one: who owns two flats, who has two jobs."""

BATCH = 2000
SOURCED = """
    JOIN twin_load AS load ON load.id = item.load_id
    JOIN twin_source AS source ON source.id = load.source_id
    JOIN twin_dataset AS dataset ON dataset.id = source.dataset_id
"""
"""In SQL, the source that an `item` is of."""


@dataclass(frozen=True, slots=True)
class Step:
    """A query of `thing_id, target_id, score, reason, quoted, doubtful`, by which `relation` is found.

    A `sure` one names no thing twice, so it need not be asked. Where it names more than one target for a
    thing that can have but one, or is doubtful, the ties are proposed for review and none is guessed.
    """

    relation: Relation
    method: Method
    query: str
    sure: bool = False
    values: tuple[Any, ...] = ()


def because(reason: Reason, quoted: str = "NULL") -> str:
    """In SQL, the columns of a reason and of the JSON object that it quotes."""
    return f"'{reason}'::twin_reason AS reason, ({quoted})::jsonb AS quoted"


def worth(score: float) -> str:
    """In SQL, the column of a score, in its own type: a cast would be made for each row."""
    return f"{score}::double precision AS score"


def execute(sql: str, values: tuple[Any, ...] = ()) -> int:
    """Run one statement of our own words; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.rowcount


def fetch(sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
    """The rows of a query of our own words."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()


def claim() -> None:
    """Hold the ties for this transaction: two runs at once would open the same ties twice."""
    [[free]] = fetch("SELECT pg_try_advisory_xact_lock(hashtext('twin.linkage'), 0)")
    if not free:
        raise RefusedError("The registers are being linked just now; try again when it is done.")


def stream(sql: str) -> Iterator[Any]:
    """The rows of a query of our own words a few at a time, however many there are."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while batch := cursor.fetchmany(BATCH):
            yield from batch


def prepare() -> None:
    """Lay out what the steps of this transaction share: of which dataset the rows of each load are."""
    execute("DROP TABLE IF EXISTS pg_temp.edition, pg_temp.united")
    execute(
        "CREATE TEMP TABLE edition ON COMMIT DROP AS SELECT load.id AS load_id, source.dataset_id "
        "FROM twin_load AS load JOIN twin_source AS source ON source.id = load.source_id"
    )
    execute("ANALYZE edition")


def unite() -> None:
    """Lay out once, when it is known, which things are told of by several sources: each with the first's."""
    execute(
        "CREATE TEMP TABLE IF NOT EXISTS united ON COMMIT DROP AS SELECT thing_id, min(target_id) AS one_id "
        "FROM twin_tie WHERE upper_inf(recorded) AND relation = 'same' AND standing = 'stands' GROUP BY 1"
    )
    execute("ANALYZE united")
