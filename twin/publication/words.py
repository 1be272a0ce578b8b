"""The SQL by which persons are counted: the spots people live at, their zones, the ties that lead there."""

from collections.abc import Sequence

from twin.models import (
    AdminArea,
    Building,
    Dwelling,
    House,
    Openness,
    Person,
    Register,
    Relation,
    Residence,
    Standing,
    Thing,
    Tie,
    Version,
)

NOW, TODAY = "upper_inf(recorded)", "valid @> %(today)s::date"
AREAS = f"{NOW} AND {TODAY} AND openness = {Openness.OPEN} AND ST_Dimension(footprint) = 2"


def table(kind: type[Version] | type[Register] | type[Thing] | type[Tie]) -> str:
    """The name of a kind's table."""
    return kind._meta.db_table


# Every building, and what houses and dwellings say of their own place; in degrees for the grid.
SPOTS = f"""
CREATE TEMP TABLE spot ON COMMIT DROP AS
SELECT DISTINCT ON (id) id, point, ST_Transform(point, 4326) AS place
FROM ({
    " UNION ALL ".join(
        f"SELECT thing_id AS id, ST_PointOnSurface(footprint) AS point FROM {table(kind)} "
        f"WHERE {NOW} AND {TODAY} AND footprint IS NOT NULL"
        for kind in (Building, House, Dwelling)
    )
}) AS placed ORDER BY id"""
LEVELS = (
    f"SELECT DISTINCT admin_level FROM {table(AdminArea)} "
    f"WHERE {AREAS} AND admin_level IS NOT NULL ORDER BY 1"
)


def zoned(levels: Sequence[int]) -> str:
    """A table of the zones of each spot: the area of each level, then the cell of the grid."""
    areas = [
        f"(SELECT min(thing_id)::text FROM {table(AdminArea)} "
        f"WHERE {AREAS} AND admin_level = {int(level)} AND ST_Covers(footprint, spot.point))"
        for level in levels
    ]
    zones = ", ".join([*(f"coalesce({area}, %(outside)s)" for area in areas), "cell"])
    return (
        f"CREATE TEMP TABLE zoned ON COMMIT DROP AS SELECT id, ARRAY[{zones}] AS zones "
        "FROM spot JOIN hexagon USING (id)"
    )


def onward(relation: Relation) -> str:
    """Where a thing leads by a relation, its own ties before those of the same thing in other sources."""
    ties = f"SELECT * FROM stands WHERE relation = '{relation}'"
    return f"""
SELECT DISTINCT ON (thing_id) thing_id, target_id FROM (
    SELECT thing_id, target_id, registered, score, 0 AS step FROM ({ties}) AS own
    UNION ALL SELECT same.thing_id, tie.target_id, registered, tie.score, 1
        FROM same JOIN ({ties}) AS tie ON tie.thing_id = same.target_id
    UNION ALL SELECT same.target_id, tie.target_id, registered, tie.score, 1
        FROM same JOIN ({ties}) AS tie ON tie.thing_id = same.thing_id
) AS found ORDER BY thing_id, registered, step, score DESC, target_id"""


# A person of two sources is one; who lives elsewhere than registered is counted where they live.
PERSONS = f"""
WITH stands AS MATERIALIZED (
    SELECT relation, thing_id, target_id, score,
        relation = '{Relation.PERSON_AT_DWELLING}' AND EXISTS (
            SELECT FROM {table(Residence)} AS residence
            JOIN {table(Thing)} AS one ON one.id = tie.thing_id AND one.code = residence.person
            JOIN {table(Thing)} AS home ON home.id = tie.target_id AND home.code = residence.dwelling
            WHERE residence.kind = 'registered' AND upper_inf(residence.recorded)
                AND residence.valid @> %(today)s::date
        ) AS registered
    FROM {table(Tie)} AS tie WHERE {NOW} AND standing = '{Standing.STANDS}'
), same AS MATERIALIZED (
    SELECT thing_id, target_id FROM stands WHERE relation = '{Relation.SAME}'
), person AS MATERIALIZED (
    SELECT thing_id, birth_year, hukou FROM {table(Person)} AS person WHERE {NOW} AND {TODAY}
), counted AS (
    SELECT * FROM person WHERE NOT EXISTS (
        SELECT FROM same JOIN person AS other ON other.thing_id = same.target_id
        WHERE same.thing_id = person.thing_id AND NOT (same.thing_id < same.target_id AND EXISTS (
            SELECT FROM same AS back WHERE back.thing_id = same.target_id AND back.target_id = same.thing_id
        ))
    )
), at_dwelling AS ({onward(Relation.PERSON_AT_DWELLING)}
), in_household AS ({onward(Relation.PERSON_IN_HOUSEHOLD)}
), household_at AS ({onward(Relation.HOUSEHOLD_AT_DWELLING)}
), in_house AS ({onward(Relation.DWELLING_IN_HOUSE)}
), in_building AS ({onward(Relation.HOUSE_IS_BUILDING)}
)
SELECT coalesce(building.zones, house.zones, dwelling.zones),
    extract(year FROM %(today)s::date)::int - counted.birth_year, counted.hukou, count(*)
FROM counted
LEFT JOIN at_dwelling ON at_dwelling.thing_id = counted.thing_id
LEFT JOIN in_household ON in_household.thing_id = counted.thing_id
LEFT JOIN household_at ON household_at.thing_id = in_household.target_id
LEFT JOIN in_house ON in_house.thing_id = coalesce(at_dwelling.target_id, household_at.target_id)
LEFT JOIN in_building ON in_building.thing_id = in_house.target_id
LEFT JOIN zoned AS building ON building.id = in_building.target_id
LEFT JOIN zoned AS house ON house.id = in_house.target_id
LEFT JOIN zoned AS dwelling ON dwelling.id = coalesce(at_dwelling.target_id, household_at.target_id)
GROUP BY 1, 2, 3"""
