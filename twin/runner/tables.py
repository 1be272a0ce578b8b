"""The tables analyses are given, as SQL: each column an expression, each thing once for all its sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spatial.registers import AGE_BOUNDS
from twin.models import Relation
from twin.runner import reach

ZONE_OF_DWELLING = "coalesce(building_place.zone, house_place.zone, own_place.zone)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of a register (`row`) with what is joined to them; a join is made only where a column needs it.

    `kinds` are the tables its figures come from, `personal` says that its rows are about people. `way` is
    how a change of what is joined comes to the rows, from the farthest: along which ties, and whether from
    their target to their thing (else from thing to target). What is `kept` is so between runs.
    """

    rows: str
    columns: Mapping[str, str]
    joins: Mapping[str, str] = field(default_factory=dict)
    where: str = "TRUE"
    kinds: tuple[str, ...] = ()
    personal: bool = False
    way: tuple[tuple[Relation, bool], ...] = ()
    kept: bool = True


PLACES = ("zone", "work")
"""Columns that tell a zone."""
TO_DWELLING = ((Relation.HOUSE_IS_BUILDING, True), (Relation.DWELLING_IN_HOUSE, True))
TO_HOUSEHOLD = (*TO_DWELLING, (Relation.HOUSEHOLD_AT_DWELLING, True))
TO_PERSON = (*TO_HOUSEHOLD, (Relation.PERSON_IN_HOUSEHOLD, True), (Relation.PERSON_AT_DWELLING, True))
HOME_OF_PERSON = (
    "CASE WHEN home.first = home.last THEN home.first WHEN home.first IS NULL THEN lodging.zone END"
)
AGE_BAND = "width_bucket(extract(year FROM CURRENT_DATE) - row.birth_year, ARRAY[{bounds}])".format(
    bounds=", ".join(map(str, AGE_BOUNDS))
)
ZONE_OF_WORKPLACE = "coalesce(building_place.zone, own_place.zone)"
WORKING = {
    "building_tie": "LEFT JOIN workplace_building building_tie ON building_tie.thing_id = row.thing_id",
    "building_place": "LEFT JOIN place_building building_place "
    "ON building_place.thing_id = building_tie.target_id",
    "own_place": "LEFT JOIN place_workplace own_place ON own_place.thing_id = row.thing_id",
}
ONCE = "NOT EXISTS (SELECT FROM same WHERE same.thing_id = row.thing_id)"
HOME = {
    "house_tie": "LEFT JOIN dwelling_house house_tie ON house_tie.thing_id = row.thing_id",
    "house": "LEFT JOIN house_once house ON house.thing_id = house_tie.target_id",
    "building_tie": "LEFT JOIN house_building building_tie ON building_tie.thing_id = house_tie.target_id",
    "building_place": "LEFT JOIN place_building building_place "
    "ON building_place.thing_id = building_tie.target_id",
    "house_place": "LEFT JOIN place_house house_place ON house_place.thing_id = house_tie.target_id",
    "own_place": "LEFT JOIN place_dwelling own_place ON own_place.thing_id = row.thing_id",
}
LODGING = {
    "dwelling_tie": "LEFT JOIN household_dwelling dwelling_tie ON dwelling_tie.thing_id = row.thing_id",
    "at": "LEFT JOIN dwelling_at at ON at.thing_id = dwelling_tie.target_id",
    "dwelling": "LEFT JOIN dwelling ON dwelling.thing_id = dwelling_tie.target_id",
}
AT_HOME = {
    "home": "LEFT JOIN person_at home ON home.thing_id = row.thing_id",
    "household_tie": "LEFT JOIN person_household household_tie ON household_tie.thing_id = row.thing_id",
    "lodging": "LEFT JOIN household_at lodging ON lodging.thing_id = household_tie.target_id",
}
HAZARD_ZONE = "hazardzone"


def place(kind: str) -> dict[str, str]:
    """The join of where things of a kind lie."""
    return {"own_place": f"LEFT JOIN place_{kind} own_place ON own_place.thing_id = row.thing_id"}


def write_buildings(hazard: str) -> dict[str, Table]:
    """The tables of how buildings stand to a hazard, and of those that meet its zones.

    Each is kept and counted apart: to join all with those met takes as long as to find these.
    """
    return {
        "buildings": Table(
            rows="building",
            joins=place("building"),
            where=f"{ONCE} AND row.parent_id IS NULL",
            columns={"zone": "own_place.zone", **reach.tell({"state": reach.stand(hazard, "row")})},
            kinds=("building", HAZARD_ZONE),
        ),
        "buildings-met": Table(
            rows=f"{hazard}_met_building",
            joins=place("building"),
            where=f"{ONCE} AND NOT row.is_part",
            columns={
                "zone": "own_place.zone",
                **reach.tell({"state": "row.stand"}),
                **{name: f"row.{name}" for name in reach.COLUMNS[1:]},
            },
            kinds=("building", HAZARD_ZONE),
        ),
    }


def write_exposed(hazard: str) -> dict[str, Table]:
    """The tables of what a hazard is to buildings, dwellings, persons and facilities."""

    def join(name: str, to: str, thing: str = "row.thing_id") -> dict[str, str]:
        return {name: f"LEFT JOIN {hazard}_{to} {name} ON {name}.thing_id = {thing}"}

    def meet(kind: str) -> dict[str, str]:
        return {"hit": reach.join_met(hazard, kind, "row")}

    own = reach.tell(reach.judge(hazard, "row"))
    home = {
        name: f"CASE WHEN home_reach.thing_id IS NULL THEN {lodging} ELSE home_reach.{name} END"
        for name, lodging in reach.choose_first("lodging_reach").items()
    }
    tables = {
        **write_buildings(hazard),
        "dwellings": Table(
            rows="dwelling",
            joins={**HOME, **join("own_reach", "home")},
            where=ONCE,
            columns={"zone": ZONE_OF_DWELLING, **reach.tell(reach.choose_first("own_reach"))},
            kinds=("dwelling", "house", "building", HAZARD_ZONE),
            way=TO_DWELLING,
        ),
        "persons": Table(
            rows="person",
            joins={
                **AT_HOME,
                **join("home_reach", "person"),
                **join("lodging_reach", "household", "household_tie.target_id"),
            },
            where=ONCE,
            columns={"zone": HOME_OF_PERSON, "resident": "row.resident::int", **reach.tell(home)},
            kinds=("person", "household", "dwelling", "house", "building", HAZARD_ZONE),
            personal=True,
            way=TO_PERSON,
        ),
        "facilities": Table(
            rows="place",
            joins={**place("place"), **meet("place")},
            where=ONCE,
            columns={"zone": "own_place.zone", "kind": "row.klass", **own},
            kinds=("place", HAZARD_ZONE),
        ),
    }
    return {f"{name}-{hazard}": table for name, table in tables.items()}


def derive_reach(hazard: str) -> dict[str, str]:
    """What a hazard is to the homes of dwellings, households and persons, each of these once."""
    home = reach.choose_first("building_reach", "house_reach", "own_reach")
    worst = {name: f"max(home.{name})" for name in reach.COLUMNS}
    same = {name: f"home.{name}" for name in reach.COLUMNS}
    worst["rank"] = f"CASE WHEN bool_or(home.rank = 0) THEN 0 ELSE {worst['rank']} END"
    return {
        f"{hazard}_zones": reach.ZONES.format(hazard=hazard),
        f"{hazard}_models": reach.MODELS.format(hazard=hazard),
        f"{hazard}_home": f"SELECT row.thing_id, {reach.list_columns(home)} FROM dwelling row "
        f"{HOME['house_tie']} {HOME['building_tie']} "
        f"LEFT JOIN {hazard}_building building_reach ON building_reach.thing_id = building_tie.target_id "
        f"LEFT JOIN {hazard}_house house_reach ON house_reach.thing_id = house_tie.target_id "
        f"LEFT JOIN {hazard}_dwelling own_reach ON own_reach.thing_id = row.thing_id",
        f"{hazard}_household": f"SELECT tie.thing_id, {reach.list_columns(same)} "
        f"FROM household_dwelling tie JOIN {hazard}_home home ON home.thing_id = tie.target_id",
        f"{hazard}_person": f"SELECT tie.thing_id, {reach.list_columns(worst)} FROM person_dwelling tie "
        f"JOIN {hazard}_home home ON home.thing_id = tie.target_id GROUP BY tie.thing_id",
    }


TABLES = {
    "dwellings": Table(
        rows="dwelling",
        joins={**HOME, "lived": "LEFT JOIN lived_in lived ON lived.thing_id = row.thing_id"},
        where=ONCE,
        columns={
            "zone": ZONE_OF_DWELLING,
            "use_state": "row.use_state",
            "lived_in": "(lived.thing_id IS NOT NULL)::int",
            "year": "house.year",
            "safety": "coalesce(row.safety, house.safety)",
            "area": "row.area_gross",
            "price": "row.price",
            "rent": "row.rent",
            "sale": "row.sale",
            "month": "extract(year FROM row.sold_on) * 12 + extract(month FROM row.sold_on) - 1",
        },
        kinds=("dwelling", "house", "building"),
        way=(
            *TO_DWELLING,
            (Relation.HOUSEHOLD_AT_DWELLING, False),
            (Relation.PERSON_AT_DWELLING, False),
        ),
    ),
    "households": Table(
        rows="household",
        joins=LODGING,
        where=ONCE,
        columns={"zone": "at.zone", "kind": "row.kind", "size": "row.size", "income": "row.income"},
        kinds=("household", "dwelling"),
        personal=True,
        way=TO_HOUSEHOLD,
    ),
    "tenants": Table(
        rows="household",
        joins=LODGING,
        where=f"{ONCE} AND row.kind IS DISTINCT FROM 'collective' "
        "AND (dwelling.tenure IN ('rented', 'social') "
        "OR dwelling.tenure IS NULL AND dwelling.rent IS NOT NULL)",
        columns={"zone": "at.zone", "size": "row.size", "income": "row.income", "rent": "dwelling.rent"},
        kinds=("household", "dwelling"),
        personal=True,
        way=TO_HOUSEHOLD,
    ),
    "persons": Table(
        rows="person",
        joins={
            **AT_HOME,
            "household": "LEFT JOIN household ON household.thing_id = household_tie.target_id",
        },
        where=ONCE,
        columns={
            "zone": HOME_OF_PERSON,
            "resident": "row.resident::int",
            "hukou": "row.hukou",
            "household": "household.kind",
        },
        kinds=("person", "household", "dwelling"),
        personal=True,
        way=TO_PERSON,
    ),
    "workplaces": Table(
        rows="workplace",
        joins=WORKING,
        where=ONCE,
        columns={"zone": ZONE_OF_WORKPLACE, "jobs": "row.jobs"},
        kinds=("workplace", "building"),
        way=((Relation.WORKPLACE_IN_BUILDING, True),),
    ),
    "dwelling-points": Table(
        rows="dwelling",
        joins={**HOME, "spot": "LEFT JOIN dwelling_spot spot ON spot.thing_id = row.thing_id"},
        where=ONCE,
        columns={"zone": ZONE_OF_DWELLING, "x": "spot.x", "y": "spot.y"},
        kinds=("dwelling", "house", "building"),
        kept=False,
    ),
    "people-points": Table(
        rows="person",
        joins={
            **AT_HOME,
            "spot": "LEFT JOIN person_spot spot ON spot.thing_id = row.thing_id",
            "lodging_spot": "LEFT JOIN household_spot lodging_spot "
            "ON lodging_spot.thing_id = household_tie.target_id",
        },
        where=ONCE,
        columns={
            "zone": HOME_OF_PERSON,
            "x": "coalesce(spot.x, lodging_spot.x)",
            "y": "coalesce(spot.y, lodging_spot.y)",
            "age": AGE_BAND,
        },
        kinds=("person", "household", "dwelling", "house", "building"),
        personal=True,
        kept=False,
    ),
    "commuters": Table(
        rows="person",
        joins={
            **AT_HOME,
            "job": "LEFT JOIN person_job job ON job.thing_id = row.thing_id",
        },
        where=f"{ONCE} AND (row.occupation = 'employed' OR job.thing_id IS NOT NULL)",
        columns={"zone": HOME_OF_PERSON, "work": "CASE WHEN job.first = job.last THEN job.first END"},
        kinds=("person", "household", "dwelling", "workplace", "building"),
        personal=True,
        way=(
            *TO_PERSON,
            (Relation.WORKPLACE_IN_BUILDING, True),
            (Relation.PERSON_AT_WORKPLACE, True),
        ),
    ),
    "commute-flows": Table(
        rows="commuteflow",
        joins={
            "origin": "LEFT JOIN zone_codes origin ON origin.code = row.origin",
            "destination": "LEFT JOIN zone_codes destination ON destination.code = row.destination",
        },
        columns={
            "zone": "origin.zone",
            "work": "destination.zone",
            "mode": "row.mode",
            "commuters": "row.commuters",
            "minutes": "row.minutes",
            "kilometres": "row.kilometres",
        },
        kinds=("commuteflow",),
    ),
    "parcels": Table(
        rows="parcel",
        joins={
            "own_place": "LEFT JOIN place_parcel own_place ON own_place.thing_id = row.thing_id",
            "built": "LEFT JOIN parcel_floor built ON built.thing_id = row.thing_id",
        },
        where=ONCE,
        columns={
            "zone": "own_place.zone",
            "supply": "row.supply",
            "area": "coalesce(row.area, ST_Area(row.footprint))",
            "limit": "row.floor_area_ratio",
            "floor_area": "coalesce(built.floor_area, 0)",
            "houses": "coalesce(built.houses, 0)",
            "silent": "coalesce(built.silent, 0)",
        },
        kinds=("parcel", "house", "building"),
        way=((Relation.HOUSE_IS_BUILDING, False), (Relation.BUILDING_ON_PARCEL, False)),
    ),
    **{name: table for hazard in reach.HAZARDS for name, table in write_exposed(hazard).items()},
}
DERIVED = {
    "house_once": f"SELECT row.thing_id, row.year, row.safety, row.area_gross FROM house row WHERE {ONCE}",
    "lived_in": "SELECT target_id AS thing_id FROM household_dwelling "
    "UNION SELECT target_id FROM person_dwelling",
    "dwelling_at": f"SELECT row.thing_id, {ZONE_OF_DWELLING} AS zone FROM dwelling row "
    + " ".join(join for name, join in HOME.items() if name != "house"),
    "dwelling_spot": "SELECT row.thing_id, coalesce(building_spot.x, house_spot.x, own_spot.x) AS x, "
    "coalesce(building_spot.y, house_spot.y, own_spot.y) AS y FROM dwelling row "
    + " ".join(join.replace("place", "spot") for name, join in HOME.items() if name != "house"),
    # Where somebody has several dwellings, one of them.
    "person_spot": "SELECT DISTINCT ON (tie.thing_id) tie.thing_id, spot.x, spot.y FROM person_dwelling tie "
    "JOIN dwelling_spot spot ON spot.thing_id = tie.target_id ORDER BY tie.thing_id, tie.target_id",
    "household_spot": "SELECT tie.thing_id, spot.x, spot.y FROM household_dwelling tie "
    "JOIN dwelling_spot spot ON spot.thing_id = tie.target_id",
    "household_at": "SELECT tie.thing_id, at.zone FROM household_dwelling tie "
    "JOIN dwelling_at at ON at.thing_id = tie.target_id",
    "workplace_at": f"SELECT row.thing_id, {ZONE_OF_WORKPLACE} AS zone FROM workplace row "
    + " ".join(WORKING.values()),
    "person_job": "SELECT tie.thing_id, min(at.zone) AS first, max(at.zone) AS last "
    "FROM person_workplace tie JOIN workplace_at at ON at.thing_id = tie.target_id GROUP BY tie.thing_id",
    "person_at": "SELECT tie.thing_id, min(at.zone) AS first, max(at.zone) AS last FROM person_dwelling tie "
    "JOIN dwelling_at at ON at.thing_id = tie.target_id GROUP BY tie.thing_id",
    "parcel_floor": "SELECT land.target_id AS thing_id, sum(house.area_gross) AS floor_area, "
    "count(*) AS houses, count(*) FILTER (WHERE house.area_gross > 0 IS NOT TRUE) AS silent "
    "FROM house_once house JOIN house_building tie ON tie.thing_id = house.thing_id "
    "JOIN building_parcel land ON land.thing_id = tie.target_id GROUP BY land.target_id",
    **{name: sql for hazard in reach.HAZARDS for name, sql in derive_reach(hazard).items()},
}
