"""Ties by the normalised address: every address is taken apart once, then keys are joined as codes are."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from django.db import connection

from spatial.addresses.address import Address, write
from spatial.addresses.matching import Level, keys
from spatial.addresses.reading import parse
from twin.linkage.codes import quote, unite
from twin.linkage.gathering import COLUMNS as FOUND
from twin.linkage.gathering import Gathering
from twin.linkage.steps import Step, because, execute, worth
from twin.models import Method, Reason, Relation, Standing

FAR = 300.0
"""Metres beyond which two things of one address are not taken for one: an address is easily given twice."""
CERTAIN = 0.9
BATCH = 20_000
COLUMNS = {
    "building": "address, NULL, NULL, name",
    "house": "address, NULL, NULL, name",
    "dwelling": "address, unit, room, NULL",
    "household": "address, NULL, NULL, NULL",
    "workplace": "address, NULL, NULL, name",
}
"""Of each kind with addresses: the address, the unit and room that may stand beside it, and a name."""
PARTS = ("district", "road", "number", "building", "unit", "room")
"""The parts of an address that are weighed beside its keys."""
ALIKE = "(other.district = item.district OR other.district IS NULL OR item.district IS NULL)"
"""In SQL, that two addresses are not of two districts, where roads may bear one name."""


def read_all() -> None:
    """Take all current addresses apart into a table of this transaction, a row for each key of an address.

    `rank` is 0 for the surest key; `spelt` is the address in one form, `start` what roads that are hardly
    misspelt have in common. Where a key is of one district alone, that is the district of all that bear it.
    """
    parts = ", ".join(f"{part} text" for part in PARTS)
    execute("DROP TABLE IF EXISTS pg_temp.address")
    execute(
        "CREATE TEMP TABLE address (thing_id bigint, kind text, rank integer, at_building text, "
        f"at_dwelling text, spelt text, name text, start text, {parts}) ON COMMIT DROP"
    )
    for kind in COLUMNS:
        for batch in read_rows(kind):
            copy([line for row in batch for line in lines_of(kind, row)])
    execute("CREATE INDEX ON address (at_building)")
    execute("CREATE INDEX ON address (thing_id)")
    execute("ANALYZE address")
    execute(
        """
        UPDATE address SET district = sole.district FROM (
            SELECT at_building, min(district) AS district FROM address WHERE district IS NOT NULL
            GROUP BY at_building HAVING count(DISTINCT district) = 1
        ) AS sole
        WHERE address.district IS NULL AND address.at_building = sole.at_building
        """
    )


def read_rows(kind: str) -> Iterator[list[Any]]:
    """The current rows of a kind that have an address or a name, in batches."""
    whole = "AND parent_id IS NULL" if kind == "building" else ""
    named = "OR name IS NOT NULL" if COLUMNS[kind].endswith("name") else ""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT thing_id, {COLUMNS[kind]} FROM twin_{kind} "
            f"WHERE upper_inf(recorded) AND (address IS NOT NULL {named}) {whole}"
        )
        while batch := cursor.fetchmany(BATCH):
            yield batch


def lines_of(kind: str, row: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """One address taken apart: a line for each key, or one without where too little is told for any."""
    thing, text, unit, room, name = row
    address = read_whole(text or "", unit or "", room or "")
    parts = [getattr(address, part) for part in PARTS]
    start = address.road[0] if address.road else None
    spelt = write(
        Address(
            road=address.road,
            lane=address.lane,
            number=address.number,
            place=address.place,
            community=address.community,
            building=address.building,
        )
    )
    pairs = zip_longest(keys(address, Level.BUILDING), keys(address, Level.DWELLING))
    for rank, (building, dwelling) in enumerate(list(pairs) or [(None, None)]):
        yield thing, kind, rank, building, dwelling, spelt, name or address.place, start, *parts


def read_whole(text: str, unit: str, room: str) -> Address:
    """An address with the unit and room told beside it, without its city: a twin is one city.

    So it makes no difference whether a source tells the city.
    """
    address = parse(text)
    tail = "" if address.unit or not unit else f"{unit.removesuffix('单元')}单元"
    tail += "" if address.room or not room else f"{room.removesuffix('室')}室"
    return replace(parse(text + tail) if text and tail else address, province=None, city=None)


def copy(lines: list[tuple[Any, ...]]) -> None:
    """Add lines to the table."""
    with connection.cursor() as cursor, cursor.copy("COPY address FROM STDIN") as stream:
        for line in lines:
            stream.write_row(line)


def same(kind: str, level: str) -> Step:
    """That things of one kind in several sources are one, because they have one address."""
    items = f"""
        SELECT item.thing_id, dataset_id, address.{level} || coalesce(address.district, '') AS key,
            min(address.spelt) AS told
        FROM twin_{kind} AS item JOIN edition USING (load_id)
        JOIN address ON address.thing_id = item.thing_id
        WHERE upper_inf(recorded) AND address.{level} IS NOT NULL GROUP BY 1, 2, 3
    """
    return unite(Method.ADDRESS, CERTAIN, items, Reason.SAME_ADDRESS)


def share_address(relation: Relation, kind: str, target: str, level: str, told: bool = True) -> Step:
    """That a thing of a kind and a target have one address, and do not lie far from each other."""
    spelt = quote("spelt") if told else "'{}'::jsonb"
    apart = f"CASE WHEN metres > {FAR} THEN jsonb_build_object('apart', round(metres)) ELSE '{{}}' END"
    reason = because(Reason.ADDRESS, f"nullif({spelt} || {apart}, '{{}}')")
    query = f"""
        SELECT thing_id, target_id, {worth(CERTAIN)}, {reason},
            coalesce(metres > {FAR}, false) AS doubtful
        FROM (
            SELECT item.thing_id, other.thing_id AS target_id, item.spelt,
                ST_Distance(one.footprint, two.footprint) AS metres
            FROM address AS item
            JOIN address AS other ON other.{level} = item.{level} AND other.kind = '{target}' AND {ALIKE}
            JOIN twin_{kind} AS one ON one.thing_id = item.thing_id AND upper_inf(one.recorded)
            JOIN twin_{target} AS two ON two.thing_id = other.thing_id AND upper_inf(two.recorded)
            WHERE item.kind = '{kind}'
        ) AS pair
    """
    return Step(relation, Method.ADDRESS, query)


def through_houses() -> Step:
    """That a workplace lies in the building that a house of its address is told of."""
    query = f"""
        SELECT item.thing_id, tie.target_id, {worth(CERTAIN)},
            {because(Reason.ADDRESS_OF_HOUSE, quote("item.spelt"))}, false AS doubtful
        FROM address AS item
        JOIN address AS other ON other.at_building = item.at_building AND other.kind = 'house' AND {ALIKE}
        JOIN twin_tie AS tie ON tie.thing_id = other.thing_id AND tie.relation = 'house-building'
          AND tie.standing = 'stands' AND upper_inf(tie.recorded)
        WHERE item.kind = 'workplace'
    """
    return Step(Relation.WORKPLACE_IN_BUILDING, Method.ADDRESS, query)


def contradict(gathering: Gathering) -> None:
    """Where a code leads to one thing and the address to another, propose both: one of the two is wrong."""
    if gathering.relation not in CONTRADICTED or not gathering.counts:
        return
    kind, target, level = CONTRADICTED[gathering.relation]
    execute(
        f"""
        CREATE TEMP TABLE contradiction ON COMMIT DROP AS
        SELECT DISTINCT found.thing_id, found.target_id, other.thing_id AS other_id
        FROM found JOIN address AS item ON item.thing_id = found.thing_id AND item.kind = '{kind}'
        JOIN address AS other ON other.{level} = item.{level} AND other.kind = '{target}' AND {ALIKE}
        WHERE found.method = 'code' AND found.standing = 'stands' AND other.thing_id <> found.target_id
          AND NOT EXISTS (
            SELECT FROM address AS own
            WHERE own.thing_id = found.target_id AND own.{level} = item.{level}
          )
          AND NOT EXISTS (
            SELECT FROM twin_tie AS tie WHERE tie.relation = 'same' AND upper_inf(tie.recorded)
              AND (tie.thing_id, tie.target_id)
                IN ((other.thing_id, found.target_id), (found.target_id, other.thing_id))
          )
        """
    )
    execute(
        """
        UPDATE found SET standing = 'proposed',
            quoted = coalesce(found.quoted, '{}') || '{"other_address": true}'
        FROM contradiction AS told
        WHERE told.thing_id = found.thing_id AND told.target_id = found.target_id
        """
    )
    reason = because(Reason.ADDRESS, """'{"other_code": true}'""")
    added = execute(
        f"""
        INSERT INTO found ({FOUND})
        SELECT thing_id, other_id, '{Method.ADDRESS}', {worth(CERTAIN)}, {reason}, '{Standing.PROPOSED}'
        FROM (SELECT DISTINCT thing_id, other_id FROM contradiction) AS other
        """
    )
    if added:
        gathering.counts[Method.ADDRESS.value] += added
    execute("DROP TABLE contradiction")


CONTRADICTED = {
    Relation.DWELLING_IN_HOUSE: ("dwelling", "house", "at_building"),
    Relation.HOUSE_IS_BUILDING: ("house", "building", "at_building"),
    Relation.HOUSEHOLD_AT_DWELLING: ("household", "dwelling", "at_dwelling"),
}
STEPS = (
    same("house", "at_building"),
    same("dwelling", "at_dwelling"),
    share_address(Relation.DWELLING_IN_HOUSE, "dwelling", "house", "at_building"),
    share_address(Relation.HOUSE_IS_BUILDING, "house", "building", "at_building"),
    share_address(Relation.HOUSEHOLD_AT_DWELLING, "household", "dwelling", "at_dwelling", told=False),
    share_address(Relation.WORKPLACE_IN_BUILDING, "workplace", "building", "at_building"),
    through_houses(),
)
