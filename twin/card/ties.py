"""How the things of a card belong together: along the ties that stand, to house, building, land and homes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from twin.models import Dataset, Relation, Standing, Thing, Tie

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
    WITH RECURSIVE reached(id, forth, back) AS (
        SELECT thing.id, way.forth, way.back FROM twin_thing AS thing
        LEFT JOIN (VALUES {ways}) AS way (kind, forth, back) USING (kind) WHERE thing.id = %s
        UNION
        SELECT next.id, forth, back FROM reached CROSS JOIN LATERAL (
            SELECT target_id AS id FROM twin_tie
            WHERE thing_id = reached.id AND upper_inf(recorded) AND standing = 'stands'
                AND relation = ANY(forth)
            UNION ALL
            SELECT thing_id FROM twin_tie
            WHERE target_id = reached.id AND upper_inf(recorded) AND standing = 'stands'
                AND relation = ANY(back)
        ) AS next
    )
    SELECT thing.id, thing.kind, thing.code, dataset.id, dataset.key,
        ARRAY(
            SELECT target_id FROM twin_tie
            WHERE thing_id = thing.id AND relation = 'same' AND upper_inf(recorded) AND standing = 'stands'
        ),
        ARRAY(
            SELECT ARRAY[scheme, code.code] FROM twin_code AS code
            WHERE thing_id = thing.id AND upper_inf(recorded) ORDER BY scheme, code.code
        )
    FROM (SELECT id FROM reached LIMIT %s) AS reached
    JOIN twin_thing AS thing ON thing.id = reached.id JOIN twin_dataset AS dataset ON dataset.id = dataset_id
    ORDER BY thing.id
""".format(ways=", ".join(["(%s, %s::twin_relation[], %s::twin_relation[])"] * len(WAYS)))
WAYS_IN_ORDER = [told for kind, ways in WAYS.items() for told in (kind, *ways)]


@dataclass(frozen=True, slots=True)
class Reached:
    """All that belongs to a thing, itself among it: by id, and the ids by kind.

    `codes` are those of other schemes, `same` the pairs that several sources tell of one object.
    """

    things: dict[int, Thing] = field(default_factory=dict)
    kinds: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    same: list[tuple[int, int]] = field(default_factory=list)


def reach(number: int) -> Reached:
    """What belongs to the thing of that number; a thing without cards is alone, none is nothing."""
    found = Reached()
    with connection.cursor() as cursor:
        cursor.execute(REACH, [*WAYS_IN_ORDER, number, MANY])
        for id, kind, code, dataset, key, same, codes in cursor.fetchall():
            found.things[id] = Thing(id=id, dataset=Dataset(id=dataset, key=key), kind=kind, code=code)
            found.kinds[kind].append(id)
            found.codes[id] = [(scheme, other) for scheme, other in codes]
            found.same.extend((id, target) for target in same)
    return found


def standing(relation: Relation) -> QuerySet[Tie]:
    """The ties of a relation that are to be followed now."""
    return Tie.objects.filter(relation=relation, standing=Standing.STANDS, recorded__upper_inf=True)


def things_at(relation: Relation, targets: Any) -> QuerySet[Any, Any]:
    """The ids of things in a relation to targets, which are given as a condition."""
    return standing(relation).filter(targets).values("thing_id")


def join(things: Iterable[int], pairs: Collection[tuple[int, int]]) -> list[list[int]]:
    """The things in companies that pairs connect, each in order, by their first."""
    company = {thing: [thing] for thing in things}
    for one, other in pairs:
        if one in company and other in company and company[one] is not company[other]:
            whole = company[one] + company[other]
            company.update(dict.fromkeys(whole, whole))
    return sorted({id(members): sorted(members) for members in company.values()}.values())
