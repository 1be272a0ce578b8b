"""From what a run found to the ties that stand: new ones opened, those no longer found closed, none twice."""

from dataclasses import dataclass
from datetime import datetime

from twin.linkage.steps import SEVERAL, execute, fetch
from twin.models import Method, Relation


@dataclass(frozen=True, slots=True)
class Settled:
    """What a run did to a relation: ties `found` by method, `proposed` of them, `opened` and `closed`."""

    relation: Relation
    found: dict[str, int]
    proposed: int
    opened: int
    closed: int


def settle(relation: Relation, moment: datetime) -> Settled:
    """Bring the ties of a relation to what was found; what was decided by hand is never overturned."""
    closed = 0
    fresh = not fetch(
        "SELECT FROM twin_tie WHERE upper_inf(recorded) AND relation = %s LIMIT 1", (relation.value,)
    )
    if not fresh:
        respect_hands(relation)
        closed = close_ties(relation, moment)
    tally = fetch("SELECT method, standing, count(*) FROM found GROUP BY method, standing")
    opened = open_ties(relation, moment, fresh)
    execute("TRUNCATE found")
    sums = {method: sum(number for one, _, number in tally if one == method) for method in Method.values}
    counts = {method: number for method, number in sums.items() if number}
    proposed = sum(number for _, standing, number in tally if standing == "proposed")
    return Settled(relation, counts, proposed, opened, closed)


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
              AND found.standing = tie.standing
        )
        """,
        (moment, relation.value),
    )


def open_ties(relation: Relation, moment: datetime, fresh: bool) -> int:
    """Open the ties found that do not stand yet; where none stands there is nothing to compare with."""
    new = """WHERE NOT EXISTS (
        SELECT FROM twin_tie AS tie WHERE tie.thing_id = found.thing_id AND tie.relation = %s
          AND tie.target_id = found.target_id AND upper_inf(tie.recorded)
    )"""
    return execute(
        f"""
        INSERT INTO twin_tie
            (relation, thing_id, target_id, method, score, reason, standing, who, recorded)
        SELECT %s, thing_id, target_id, method, score, reason, standing, '', tstzrange(%s, NULL) FROM found
        {"" if fresh else new}
        """,
        (relation.value, moment, *(() if fresh else (relation.value,))),
    )
