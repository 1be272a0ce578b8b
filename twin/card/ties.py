"""How the things of a card belong together: along the ties that stand, to house, building, land and homes."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import connection
from django.db.models import QuerySet

from twin.models import Relation, Standing, Tie

SAME, IN_HOUSE = Relation.SAME.value, Relation.DWELLING_IN_HOUSE.value
IS_BUILDING, ON_PARCEL = Relation.HOUSE_IS_BUILDING.value, Relation.BUILDING_ON_PARCEL.value
# From each kind: the relations followed from a thing to its target, and those followed the other way.
WAYS = {
    "dwelling": ([SAME, IN_HOUSE, IS_BUILDING, ON_PARCEL], [SAME]),
    "house": ([SAME, IS_BUILDING, ON_PARCEL], [SAME]),
    "building": ([SAME, ON_PARCEL], [SAME, IS_BUILDING]),
}
# More things than these are one house by mistake alone; a card of them would tell nobody anything.
MANY = 200
REACH = """
    WITH RECURSIVE reached(id) AS (
        SELECT %s::bigint
        UNION
        SELECT next.id FROM reached CROSS JOIN LATERAL (
            SELECT target_id AS id FROM twin_tie
            WHERE thing_id = reached.id AND upper_inf(recorded) AND standing = 'stands'
                AND relation = ANY(%s::twin_relation[])
            UNION ALL
            SELECT thing_id FROM twin_tie
            WHERE target_id = reached.id AND upper_inf(recorded) AND standing = 'stands'
                AND relation = ANY(%s::twin_relation[])
        ) AS next
    )
    SELECT thing.kind, thing.id FROM (SELECT id FROM reached LIMIT %s) AS reached
    JOIN twin_thing AS thing ON thing.id = reached.id ORDER BY thing.id
"""


def reach(thing: int, kind: str) -> dict[str, list[int]]:
    """The ids of all that belongs to a thing of that kind, itself among it, by kind."""
    forth, back = WAYS[kind]
    found: dict[str, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(REACH, [thing, forth, back, MANY])
        for name, id in cursor.fetchall():
            found[name].append(id)
    return found


def standing(relation: Relation) -> QuerySet[Tie]:
    """The ties of a relation that are to be followed now."""
    return Tie.objects.filter(relation=relation, standing=Standing.STANDS, recorded__upper_inf=True)


def join(things: Iterable[int], pairs: Collection[tuple[int, int]]) -> list[list[int]]:
    """The things in companies that pairs connect, each in order, by their first."""
    company = {thing: [thing] for thing in things}
    for one, other in pairs:
        if one in company and other in company and company[one] is not company[other]:
            whole = company[one] + company[other]
            company.update(dict.fromkeys(whole, whole))
    return sorted({id(members): sorted(members) for members in company.values()}.values())
