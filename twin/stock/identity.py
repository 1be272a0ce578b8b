"""Which things of several sources are one real object: those that standing ties of `same` join."""

from typing import Any

from twin.models import Relation, Standing
from twin.stock.steps import keep

FOLLOWED = f"upper_inf(tie.recorded) AND tie.standing = '{Standing.STANDS}'"
"""Ties that count, in SQL."""

PAIRS = f"""
    SELECT tie.thing_id AS thing, tie.target_id AS other FROM twin_tie AS tie
    WHERE tie.relation = '{Relation.SAME}' AND {FOLLOWED}
    UNION
    SELECT tie.target_id, tie.thing_id FROM twin_tie AS tie
    WHERE tie.relation = '{Relation.SAME}' AND {FOLLOWED}
"""
NUMBERS = """
    SELECT thing, least(thing, min(other)) AS one FROM stock_pair GROUP BY thing
"""
SPREAD = """
    UPDATE stock_same AS mine SET one = least_near.one
    FROM (
        SELECT pair.thing, min(near.one) AS one
        FROM stock_pair AS pair JOIN stock_same AS near ON near.thing = pair.other GROUP BY pair.thing
    ) AS least_near
    WHERE least_near.thing = mine.thing AND least_near.one < mine.one
"""


def join_same(cursor: Any) -> None:
    """Write the table `stock_same`: each such thing with the least id among those it is one with.

    The least number goes from neighbour to neighbour until none takes another; chains of sources are short.
    """
    keep(cursor, "stock_pair", PAIRS)
    changed = keep(cursor, "stock_same", NUMBERS)
    while changed:
        cursor.execute(SPREAD)
        changed = cursor.rowcount


def one(thing: str, same: str) -> str:
    """In SQL: the id a thing goes by, `same` being its row of `stock_same` where it has one."""
    return f"coalesce({same}.one, {thing})"
