"""From what a run found to the ties that stand: new ones opened, those no longer found closed, none twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from twin.linkage.gathering import COLUMNS, Gathering, plan_for
from twin.linkage.steps import SEVERAL, execute, fetch
from twin.models import Method, Relation

MANY = 100_000
"""From how many things on an empty table of ties is filled without its indexes."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a run did to a relation: ties `found` by method, `opened` and `closed`, now `proposed`."""

    relation: Relation
    found: dict[str, int]
    opened: int
    closed: int
    proposed: int = 0


@contextmanager
def indexing_afterwards() -> Iterator[None]:
    """Make the indexes of the ties once they are there, which takes a third of keeping them up to date.

    That shuts readers out until the run ends, so it is for the first run of a large twin alone, before which
    nobody has a tie to read.
    """
    [[things]] = fetch("SELECT sum(reltuples) FROM pg_class WHERE relname = 'twin_thing'")
    if things < MANY or fetch("SELECT FROM twin_tie LIMIT 1"):
        yield
        return
    [[key]] = fetch(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'twin_tie'::regclass AND contype = 'p'"
    )
    indexes = fetch(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "WHERE indrelid = 'twin_tie'::regclass AND NOT indisprimary"
    )
    execute(f"ALTER TABLE twin_tie DROP CONSTRAINT {key}")
    for name, _ in indexes:
        execute(f"DROP INDEX {name}")
    yield
    execute(f"ALTER TABLE twin_tie ADD CONSTRAINT {key} PRIMARY KEY (id)")
    for _, definition in indexes:
        execute(definition)


def settle(gathering: Gathering) -> Settled:
    """Bring the ties of a relation to what was found; what was decided by hand is never overturned."""
    counts, relation = dict(gathering.counts), gathering.relation
    opened, closed = gathering.counts.total(), 0
    if not gathering.fresh:
        plan_for(Method.CODE)
        respect_hands(relation)
        gathering.analyse()
        closed = close_ties(relation, gathering.moment)
        opened = open_ties(relation, gathering.moment)
    gathering.put_away()
    return Settled(relation, counts, opened, closed)


def count_proposed(done: Settled) -> Settled:
    """The same with how many ties of the relation await review, told by their index once it is there."""
    [[number]] = fetch(
        "SELECT count(*) FROM twin_tie WHERE upper_inf(recorded) AND standing = 'proposed' AND relation = %s",
        (done.relation.value,),
    )
    return replace(done, proposed=number)


def respect_hands(relation: Relation) -> None:
    """Leave out what somebody has decided: a pair, or the one target of a thing."""
    whole = "false" if relation in SEVERAL else "tie.standing = 'stands'"
    execute(
        f"""
        DELETE FROM found USING twin_tie AS tie
        WHERE tie.thing_id = found.thing_id AND tie.relation = %s AND tie.method = 'hand'
          AND upper_inf(tie.recorded) AND (tie.target_id = found.target_id OR {whole})
        """,
        (relation.value,),
    )


def close_ties(relation: Relation, moment: datetime) -> int:
    """Close the ties that are not found any more, or otherwise than before."""
    return execute(
        """
        UPDATE twin_tie AS tie SET recorded = tstzrange(lower(tie.recorded), %s)
        WHERE tie.relation = %s AND upper_inf(tie.recorded) AND tie.method <> 'hand' AND NOT EXISTS (
            SELECT FROM found WHERE found.thing_id = tie.thing_id AND found.target_id = tie.target_id
              AND found.method = tie.method AND found.score = tie.score AND found.reason = tie.reason
              AND found.quoted IS NOT DISTINCT FROM tie.quoted AND found.standing = tie.standing
        )
        """,
        (moment, relation.value),
    )


def open_ties(relation: Relation, moment: datetime) -> int:
    """Open the ties found that do not stand yet."""
    return execute(
        f"""
        INSERT INTO twin_tie ({COLUMNS}, relation, who, recorded)
        SELECT {COLUMNS}, %s, '', tstzrange(%s, NULL) FROM found WHERE NOT EXISTS (
            SELECT FROM twin_tie AS tie WHERE tie.thing_id = found.thing_id AND tie.relation = %s
              AND tie.target_id = found.target_id AND upper_inf(tie.recorded)
        )
        """,
        (relation.value, moment, relation.value),
    )
