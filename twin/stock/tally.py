"""What houses and dwellings add up to in each building, in SQL, step by step.

Where sources of one dwelling disagree on its use, that is unknown; of areas the latest claim counts.
"""

from twin.models import Relation
from twin.stock.identity import FOLLOWED, one

STANDS = "upper_inf({0}.recorded) AND {0}.valid @> %(today)s::date"
HELD = (
    "thing_id",
    "load_id",
    "code",
    "openness",
    "name",
    "district",
    "district_code",
    "year",
    "height",
    "storeys",
    "usage",
    "safety",
    "houses",
    "dwellings",
    "occupied",
    "vacant",
    "uninhabitable",
    "unknown",
    "vacancy",
    "area_gross",
    "digest",
)
"""The columns of `stock_now` that a row of the stock is made of."""


def latest(column: str, of: str) -> str:
    """In SQL: the value of the claim recorded last among those that have one."""
    order = f"ORDER BY lower({of}.recorded) DESC, {of}.thing_id"
    return f"(array_agg({of}.{column} {order}) FILTER (WHERE {of}.{column} IS NOT NULL))[1]"


# A house or dwelling counts once, in what it is tied to best, whichever of its sources says so.
IN_HOUSES = f"""
    SELECT DISTINCT ON (1) {one("tie.thing_id", "same")} AS dwelling, {one("tie.target_id", "whole")} AS house
    FROM twin_tie AS tie
    LEFT JOIN stock_same AS same ON same.thing = tie.thing_id
    LEFT JOIN stock_same AS whole ON whole.thing = tie.target_id
    WHERE tie.relation = '{Relation.DWELLING_IN_HOUSE}' AND {FOLLOWED}
    ORDER BY 1, tie.score DESC, 2
"""
IN_BUILDINGS = f"""
    SELECT DISTINCT ON (1) {one("tie.thing_id", "same")} AS house, tie.target_id AS building
    FROM twin_tie AS tie LEFT JOIN stock_same AS same ON same.thing = tie.thing_id
    WHERE tie.relation = '{Relation.HOUSE_IS_BUILDING}' AND {FOLLOWED}
    ORDER BY 1, tie.score DESC, 2
"""
DWELLINGS = f"""
    WITH told AS (
        SELECT {one("dwelling.thing_id", "same")} AS dwelling, max(dwelling.openness) AS openness,
            max(dwelling.safety) AS safety, {latest("area_gross", "dwelling")} AS area_gross,
            CASE WHEN min(use_state) = max(use_state) THEN min(use_state) END AS state
        FROM twin_dwelling AS dwelling LEFT JOIN stock_same AS same ON same.thing = dwelling.thing_id
        WHERE {STANDS.format("dwelling")} GROUP BY 1
    )
    SELECT within.house, count(*) AS dwellings, max(openness) AS openness, max(safety) AS safety,
        sum(area_gross) AS area_gross,
        count(*) FILTER (WHERE state = 'occupied') AS occupied,
        count(*) FILTER (WHERE state = 'vacant') AS vacant,
        count(*) FILTER (WHERE state = 'uninhabitable') AS uninhabitable
    FROM told JOIN stock_within AS within USING (dwelling) GROUP BY 1
"""
HOUSES = f"""
    SELECT {one("house.thing_id", "same")} AS house, max(house.openness) AS openness, min(year) AS year,
        min(name) AS name, min(address) AS address,
        max(storeys) AS storeys, max(safety) AS safety, min(usage) AS usage, max(usage) AS other_usage,
        {latest("area_gross", "house")} AS area_gross
    FROM twin_house AS house LEFT JOIN stock_same AS same ON same.thing = house.thing_id
    WHERE {STANDS.format("house")} GROUP BY 1
"""
BUILDINGS = """
    SELECT building, count(*) AS houses, min(year) AS year, max(storeys) AS storeys,
        coalesce(min(name), min(address)) AS name,
        greatest(max(house.safety), max(filled.safety)) AS safety,
        CASE WHEN min(usage) = max(other_usage) THEN min(usage)
            WHEN min(usage) IS NOT NULL THEN 'mixed' END AS usage,
        greatest(max(house.openness), max(filled.openness)) AS openness,
        coalesce(sum(dwellings), 0) AS dwellings, coalesce(sum(occupied), 0) AS occupied,
        coalesce(sum(vacant), 0) AS vacant, coalesce(sum(uninhabitable), 0) AS uninhabitable,
        sum(coalesce(house.area_gross, filled.area_gross)) AS area_gross
    FROM stock_lying JOIN stock_house AS house USING (house) LEFT JOIN stock_filled AS filled USING (house)
    GROUP BY 1
"""
# The building's own version stands for its footprint in the digest.
NOW = f"""
    SELECT *, decode(md5(row_to_json(content)::text), 'hex') AS digest FROM (
        SELECT building.id AS building, building.thing_id, building.load_id, building.code,
            coalesce(building.name, told.name, building.address) AS name,
            greatest(building.openness, told.openness) AS openness,
            district.name AS district, district.code AS district_code,
            coalesce(told.year, building.year) AS year, building.height,
            coalesce(told.storeys, building.storeys) AS storeys,
            coalesce(told.usage, building.klass) AS usage, told.safety,
            told.houses, told.dwellings, told.occupied, told.vacant, told.uninhabitable,
            told.dwellings - told.occupied - told.vacant - told.uninhabitable AS unknown,
            round(100.0 * told.vacant / nullif(told.occupied + told.vacant, 0), 1) AS vacancy,
            told.area_gross
        FROM stock_told AS told
        JOIN twin_building AS building
          ON building.thing_id = told.building AND {STANDS.format("building")}
        LEFT JOIN LATERAL (
            SELECT area.name, area.code FROM twin_adminarea AS area
            WHERE {STANDS.format("area")} AND ST_Dimension(area.footprint) = 2
              AND ST_Contains(area.footprint, ST_PointOnSurface(building.footprint))
            ORDER BY area.admin_level DESC NULLS LAST, ST_Area(area.footprint), area.thing_id LIMIT 1
        ) AS district ON true
    ) AS content
"""
STEPS = {
    "stock_within": IN_HOUSES,
    "stock_lying": IN_BUILDINGS,
    "stock_filled": DWELLINGS,
    "stock_house": HOUSES,
    "stock_told": BUILDINGS,
    "stock_now": NOW,
}
"""The steps by the table each gives, in their order."""
