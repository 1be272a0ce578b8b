"""Ties by likeness, for what no code, address or position ties: weighed by splink, for review."""

import json
from collections.abc import Iterator
from itertools import groupby, islice

from django.db import connection

from spatial.linkage.model import ID, Comparison, Likeness, Match, Model, Row, find_matches
from twin.linkage.steps import Step, because, execute, fetch
from twin.models import Method, Reason, Relation

LEAST, SURE, NEVER, MOST = 0.5, 0.999, 2.0, 5
"""From which probability on a tie is proposed, from which a single one stands, and how many of a thing.

Where people live is never settled by likeness: every road has a number 20 with a room 101.
"""
ROAD = Comparison("road", Likeness.NAME, (0.9, 0.75), m=(0.85, 0.07, 0.05, 0.03), u=(0.01, 0.01, 0.02, 0.96))
NUMBER = Comparison("number", Likeness.EXACT, m=(0.95, 0.05), u=(0.01, 0.99))
BUILDING = Comparison("building", Likeness.EXACT, m=(0.95, 0.05), u=(0.1, 0.9))
NAME = Comparison("name", Likeness.NAME, (0.9, 0.8), m=(0.7, 0.15, 0.05, 0.1), u=(0.001, 0.004, 0.005, 0.99))
UNIT = Comparison("unit", Likeness.EXACT, m=(0.95, 0.05), u=(0.3, 0.7))
ROOM = Comparison("room", Likeness.EXACT, m=(0.95, 0.05), u=(0.02, 0.98))
BLOCKS = (("start", "number"), ("name",))
"""Shares by what is usual of Chinese addresses: roads of one city differ by one character (文一路, 文三路),
so likeness of a road is weak evidence. They are starting values; the review says how good they are."""
OF_HOUSES = Model((ROAD, NUMBER, BUILDING, NAME), BLOCKS, share=0.01)
OF_DWELLINGS = Model((ROAD, NUMBER, BUILDING, UNIT, ROOM), (("start", "number", "room"),), share=0.01)
TARGETS: dict[Relation, tuple[str, str, Model, float]] = {
    Relation.DWELLING_IN_HOUSE: ("dwelling", "house", OF_HOUSES, SURE),
    Relation.HOUSE_IS_BUILDING: ("house", "building", OF_HOUSES, SURE),
    Relation.HOUSEHOLD_AT_DWELLING: ("household", "dwelling", OF_DWELLINGS, NEVER),
    Relation.WORKPLACE_IN_BUILDING: ("workplace", "building", OF_HOUSES, SURE),
}
"""Of each relation that likeness may find: the kind, its target, how they are compared, and what stands."""


def propose(relation: Relation) -> Step:
    """Look for likely targets of the things that are not tied yet; gives the step that takes them."""
    kind, target, model, sure = TARGETS[relation]
    columns = columns_of(model)
    execute("CREATE TEMP TABLE IF NOT EXISTS untied (id bigint, thing_id bigint) ON COMMIT DROP")
    execute(
        "CREATE TEMP TABLE IF NOT EXISTS likely (id bigint, target_id bigint, score double precision, "
        "bits jsonb) ON COMMIT DROP"
    )
    execute("TRUNCATE untied, likely")
    execute(
        f"""
        INSERT INTO untied
        SELECT min(thing_id) OVER (PARTITION BY {columns}), thing_id FROM address AS item
        WHERE kind = '{kind}' AND rank = 0
          AND NOT EXISTS (SELECT FROM found WHERE found.thing_id = item.thing_id)
        """
    )
    chosen = "thing_id IN (SELECT id FROM untied)"
    left = read(f"kind = '{kind}' AND {chosen}", columns)
    met = " OR ".join(
        f"({block}) IN (SELECT {block} FROM address WHERE kind = '{kind}' AND {chosen})"
        for block in map(", ".join, model.blocks)
    )
    right = read(f"kind = '{target}' AND ({met})", columns) if left else []
    with connection.cursor() as cursor, cursor.copy("COPY likely FROM STDIN") as stream:
        for match in best(find_matches(left, right, model, LEAST)):
            stream.write_row((match.left, match.right, match.probability, json.dumps(match.telling)))
    return Step(
        relation,
        Method.FUZZY,
        f"""
        SELECT untied.thing_id, likely.target_id, likely.score,
            {because(Reason.LIKENESS, "jsonb_build_object('bits', likely.bits)")},
            likely.score < {sure} AS doubtful
        FROM likely JOIN untied ON untied.id = likely.id
        """,
    )


def best(matches: list[Match]) -> Iterator[Match]:
    """The likeliest of each thing, so that one that is like many does not fill the queue."""
    matches.sort(key=lambda match: (match.left, -match.probability, match.right))
    for _, those in groupby(matches, key=lambda match: match.left):
        yield from islice(those, MOST)


def columns_of(model: Model) -> str:
    """The columns of the addresses that a model reads."""
    fields = [comparison.field for comparison in model.comparisons]
    return ", ".join(dict.fromkeys([*fields, *(field for block in model.blocks for field in block)]))


def read(where: str, columns: str) -> list[Row]:
    """Those addresses, as the linkage compares them."""
    names = [ID, *columns.split(", ")]
    rows = fetch(
        f"SELECT thing_id::text, {columns} FROM address WHERE rank = 0 AND {where} ORDER BY thing_id"
    )
    return [dict(zip(names, row, strict=True)) for row in rows]
