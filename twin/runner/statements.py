"""The statements that gather a table: its columns, and before them the steps they stand on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from twin import access
from twin.access import personal
from twin.access.personal import Reading, part_of_table, whole_table
from twin.models import (
    Building,
    CommuteFlow,
    Dwelling,
    HazardZone,
    House,
    Parcel,
    Place,
    Recorded,
    Relation,
    Standing,
    Tie,
    Workplace,
    srid_of,
)
from twin.runner.reach import HAZARDS, HOME_KINDS, MET_KINDS, write_met, write_reached
from twin.runner.sql import Statement, compile
from twin.runner.tables import DERIVED, HAZARD_ZONE, PLACES, Table
from twin.runner.zone import Zoning

KINDS: Mapping[str, tuple[type[Recorded], tuple[str, ...]]] = {
    "building": (Building, ("parent_id", "footprint")),
    "parcel": (Parcel, ("supply", "area", "floor_area_ratio", "footprint")),
    "house": (House, ("year", "safety", "area_gross")),
    "dwelling": (
        Dwelling,
        ("use_state", "safety", "area_gross", "price", "rent", "tenure", "sale", "sold_on"),
    ),
    "workplace": (Workplace, ("jobs",)),
    "commuteflow": (
        CommuteFlow,
        ("origin", "destination", "commuters", "mode", "minutes", "kilometres"),
    ),
    "place": (Place, ("klass", "footprint")),
    HAZARD_ZONE: (
        HazardZone,
        ("hazard", "scenario", "scheme", "rank", "depth_from", "depth_to", "footprint", "thing__dataset_id"),
    ),
}
PERSONAL: Mapping[str, tuple[str, ...]] = {
    "household": ("kind", "size", "income"),
    "person": ("resident", "hukou", "occupation", "birth_year"),
}
COUNTED = frozenset({*(kind for kind, _ in KINDS.values()), *(personal.PERSONAL[kind] for kind in PERSONAL)})
"""The tables that figures are counted from."""
# Whatever sources tell of one thing in a chain is the one of the least id.
ONE = (
    "WITH RECURSIVE tie AS ({ties}), pair AS (SELECT thing_id AS thing, target_id AS other FROM tie UNION "
    "SELECT target_id, thing_id FROM tie), reach AS (SELECT thing AS thing_id, other AS target_id FROM "
    "pair UNION SELECT reach.thing_id, pair.other FROM reach JOIN pair ON pair.thing = reach.target_id) "
    "SELECT thing_id, min(target_id) AS target_id FROM reach GROUP BY 1 HAVING min(target_id) < thing_id"
)
# A tie of one thing to several of the same kind would count it several times.
TIED = (
    "SELECT coalesce(one.target_id, tie.thing_id) AS thing_id, "
    "min(coalesce(other.target_id, tie.target_id)) AS target_id FROM ({ties}) tie "
    "LEFT JOIN same one ON one.thing_id = tie.thing_id "
    "LEFT JOIN same other ON other.thing_id = tie.target_id GROUP BY 1"
)
# A person may be at several dwellings or places of work: which zones these are in is asked after.
TO_MANY = {Relation.PERSON_AT_DWELLING, Relation.PERSON_AT_WORKPLACE}
TIED_TO_MANY = TIED.replace("min(", "(").replace("GROUP BY 1", "")
PLACED = (
    "SELECT DISTINCT ON (spot.thing_id) spot.thing_id, zones.zone FROM zones JOIN ({rows}) spot "
    "ON spot.footprint && zones.footprint "
    "AND ST_Intersects(zones.footprint, ST_PointOnSurface(spot.footprint)) "
    "ORDER BY spot.thing_id, zones.zone"
)
SPOTS = (
    "SELECT thing_id, ST_X(point) AS x, ST_Y(point) AS y FROM "
    "(SELECT thing_id, ST_PointOnSurface(footprint) AS point FROM ({rows}) spot) placed"
)
ZONES = "SELECT zone, ST_Subdivide(ST_Transform(footprint, {srid}), 200) AS footprint FROM ({shapes}) area"
CODES = (
    "SELECT code, (min(place) - 1)::int AS zone "
    "FROM unnest(%s::text[]) WITH ORDINALITY AS zone (code, place) GROUP BY code HAVING count(*) = 1"
)
REACHES = {
    **{f"{hazard}_met_{kind}": (kind, write_met(hazard, kind)) for hazard in HAZARDS for kind in MET_KINDS},
    **{f"{hazard}_{kind}": (kind, write_reached(hazard, kind)) for hazard in HAZARDS for kind in HOME_KINDS},
}
"""What a hazard is to the things of a kind: the kind, and the question about its rows."""
# What changed, and all that it is worked out of.
AFFECTED = "row.thing_id IN (SELECT thing_id FROM pg_temp.affected)"
SCOPE = RawSQL("SELECT thing_id FROM pg_temp.scope", ())


@dataclass(frozen=True, slots=True)
class Plan:
    """What to keep as tables of the moment, by name and in this order, and what then to ask of them.

    In one statement the planner would guess how many ties there are, and be wrong by hours. `named` are all
    parts it is made of.
    """

    steps: dict[str, Statement]
    main: Statement
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """Who reads and what for, at which times, by which zones a table is gathered; which steps stand.

    Where it is `narrow`, of what changed alone (`twin.runner.touching`), and the audit is told elsewhere.
    `settled` is a moment before which nobody writes any more, None where that is not known. What is kept
    moves on only where it `moves`; where it only `follows`, what is not kept yet is not counted.
    """

    reading: Reading
    times: access.Times
    zoning: Zoning
    kept: set[str] = field(default_factory=set)
    narrow: bool = False
    settled: datetime | None = None
    moves: bool = False
    follows: bool = False

    def confine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that are asked for, of all there are."""
        return rows.filter(thing_id__in=SCOPE) if self.narrow else rows

    def hold(self, name: str, *columns: str) -> Statement:
        """The rows of a kind that are open to the viewer."""
        rows = self.choose(name)
        # Hazard zones are no part of what changed, but what all of it is held against.
        rows = rows if name == HAZARD_ZONE else self.confine(rows)
        return compile(rows.values("thing_id", *(columns or KINDS[name][1])))

    def choose(self, name: str) -> QuerySet[Any]:
        """All rows of a kind that are open to the viewer."""
        kind, _ = KINDS[name]
        return kind._default_manager.filter(
            self.times.condition(), openness__lte=self.reading.viewer.openness
        )

    def place(self, kind: str, question: str) -> Statement:
        """A question about `rows` of a kind and where they are."""
        spots = self.hold(kind, "footprint", *(("parent_id",) if kind == "building" else ()))
        # Few are found by what they are, not by where; many the other way round.
        fence = " OFFSET 0" if self.narrow else ""
        return Statement(question.format(rows=spots.sql + fence), spots.values * question.count("{rows}"))

    def tie(self, relation: str) -> Statement:
        """The ties of a relation that stand."""
        ties = Tie.objects.filter(self.times.known(), relation=relation, standing=Standing.STANDS)
        return compile(self.confine(ties).values("thing_id", "target_id"))

    def read_persons(self, kind: str) -> Statement:
        """The rows of a kind about persons."""
        open_to = part_of_table if self.narrow else whole_table
        rows = open_to(self.reading, kind, self.times)
        return compile(self.confine(rows).values("thing_id", *PERSONAL[kind]))

    def make_part(self, name: str) -> Statement:
        """What a statement calls by that name."""
        if name in DERIVED:
            return Statement(DERIVED[name])
        if name in KINDS:
            return self.hold(name)
        if name in PERSONAL:
            return self.read_persons(name)
        if name == "zones":
            shapes = self.zoning.shapes
            return Statement(ZONES.format(shapes=shapes.sql, srid=srid_of(Building)), shapes.values)
        if name == "zone_codes":
            return Statement(CODES, ([zone.code for zone in self.zoning.zones],))
        if name.startswith("place_"):
            return self.place(name.removeprefix("place_"), PLACED)
        if name in REACHES:
            return self.place(*REACHES[name])
        if name.startswith("spot_"):
            spots = self.hold(name.removeprefix("spot_"), "footprint")
            return Statement(SPOTS.format(rows=spots.sql), spots.values)
        if name == Relation.SAME:
            ties = self.tie(Relation.SAME)
            return Statement(ONE.format(ties=ties.sql), ties.values)
        relation = Relation(name.replace("_", "-"))
        ties = self.tie(relation)
        shape = TIED_TO_MANY if relation in TO_MANY else TIED
        return Statement(shape.format(ties=ties.sql), ties.values)


RELATIONS = tuple(relation.value.replace("-", "_") for relation in Relation)
PLACED_KINDS = {
    **{f"place_{kind}": kind for kind in KINDS},
    **{name: kind for name, (kind, _) in REACHES.items()},
}
"""The kind of things that a part tells the place of."""
SPOT_KINDS = (f"spot_{kind}" for kind in KINDS)
NAMES = (*KINDS, *PERSONAL, *PLACED_KINDS, *SPOT_KINDS, *RELATIONS, *DERIVED, "zones", "zone_codes")
NAMED = re.compile(rf"\b(?:FROM|JOIN) ({'|'.join(sorted(NAMES, key=len, reverse=True))})\b")


def write_plan(table: Table, columns: Mapping[str, str], ground: Ground, grouped: bool) -> Plan:
    """The table's rows with those columns (name to expression); where `grouped`, alike ones once, counted.

    Where the city is one, nobody asks where things are.
    """
    told = {
        name: "-1" if name in PLACES and not ground.zoning.zones else sql for name, sql in columns.items()
    }
    wanted = ", ".join(f'{expression} AS "{name}"' for name, expression in told.items())
    joins = choose_joins(table, f"{wanted} {table.where}")
    where = f"{table.where} AND {AFFECTED}" if ground.narrow else table.where
    body = f"FROM {table.rows} row {' '.join(joins)} WHERE {where}"
    if grouped:
        places = ", ".join(str(at) for at in range(1, len(told) + 1))
        main = f'SELECT {wanted}, count(*) AS "count" {body} GROUP BY {places}'
    else:
        main = f"SELECT {wanted} {body}"
    steps: dict[str, Statement] = {}
    laid = lay(Statement(main), ground, steps)
    texts = " ".join([laid.sql, *(step.sql for step in steps.values())])
    return Plan(steps, laid, frozenset(NAMED.findall(texts)) | steps.keys())


def choose_joins(table: Table, text: str) -> list[str]:
    """The joins the columns need, and those these need in turn, in their order."""
    chosen: list[str] = []
    for name, join in reversed(list(table.joins.items())):
        if re.search(rf"\b{name}\.", " ".join([text, *chosen])):
            chosen.insert(0, join)
    return chosen


def lay(statement: Statement, ground: Ground, steps: dict[str, Statement]) -> Statement:
    """A statement with the rows it names before it; the steps it names are added, each after its own."""
    rows: dict[str, Statement] = {}
    for name in NAMED.findall(statement.sql):
        if name in KINDS or name in PERSONAL:
            if name not in rows:
                rows[name] = ground.make_part(name)
        elif name not in steps:
            steps[name] = lay(ground.make_part(name), ground, steps)
    if not rows:
        return statement
    before = ", ".join(f"{name} AS ({part.sql})" for name, part in rows.items())
    values = [value for part in rows.values() for value in part.values]
    return Statement(f"WITH {before} {statement.sql}", (*values, *statement.values))
