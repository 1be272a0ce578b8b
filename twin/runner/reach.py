"""Which zones of a hazard reach a thing, and whether a model of it covers the thing, as SQL."""

from spatial.exposure import Hazard
from spatial.hazards import Exposure

# In the order in which one home stands for all of a person's: the worst for last, no data never the best.
SPARED, UNPLACED, UNMODELLED, EXPOSED = range(4)
WORDS = f"(ARRAY['{Exposure.MODELLED}', NULL, '{Exposure.UNMODELLED}', '{Exposure.EXPOSED}'])"
COLUMNS = ("state", "low", "high", "rank")
NOTHING = {"state": UNPLACED, "low": -1, "high": -1, "rank": -1}
REACHED_KINDS = ("building", "house", "dwelling", "place")
HAZARDS = tuple(hazard.value for hazard in Hazard)
# A zone that tells no depth is of any. Cut in pieces, wide zones are found by where they are.
ZONES = (
    "SELECT dense_rank() OVER (ORDER BY row.scheme) AS scheme, row.rank, coalesce(row.depth_from, 0) AS low, "
    "coalesce(row.depth_to, 'infinity') AS high, ST_Subdivide(row.footprint, 200) AS footprint "
    "FROM hazardzone row WHERE row.hazard = '{hazard}' AND row.footprint IS NOT NULL"
)
MODELS = (
    "SELECT ST_ConvexHull(ST_Collect(row.footprint)) AS footprint FROM hazardzone row "
    "WHERE row.hazard = '{hazard}' AND row.footprint IS NOT NULL GROUP BY row.thing__dataset_id, row.scenario"
)
REACHED = (
    "SELECT spot.thing_id, CASE WHEN hit.thing_id IS NOT NULL THEN {exposed} "
    "WHEN EXISTS (SELECT FROM {hazard}_models model WHERE ST_Covers(model.footprint, spot.footprint)) "
    "THEN {spared} ELSE {unmodelled} END AS state, coalesce(hit.low, -1) AS low, "
    "coalesce(hit.high, -1) AS high, coalesce(hit.rank, -1) AS rank "
    "FROM ({{rows}}) spot LEFT JOIN (SELECT spot.thing_id, max(zones.low) AS low, max(zones.high) AS high, "
    "CASE WHEN count(zones.rank) = count(*) AND min(zones.scheme) = max(zones.scheme) "
    "THEN max(zones.rank) ELSE 0 END AS rank FROM {hazard}_zones zones JOIN ({{rows}}) spot "
    "ON spot.footprint && zones.footprint AND ST_Intersects(zones.footprint, spot.footprint) "
    "GROUP BY spot.thing_id) hit USING (thing_id) WHERE spot.footprint IS NOT NULL"
)


def write_reached(hazard: str) -> str:
    """What a hazard is to each of some `rows` (named twice) with footprints."""
    return REACHED.format(hazard=hazard, exposed=EXPOSED, spared=SPARED, unmodelled=UNMODELLED)


def choose_first(*tables: str) -> dict[str, str]:
    """The columns of the first of these that knows a place."""
    return {
        name: f"coalesce({', '.join(f'{table}.{name}' for table in tables)}, {NOTHING[name]})"
        for name in COLUMNS
    }


def tell(told: dict[str, str]) -> dict[str, str]:
    """The columns as analyses are given them, the state in words."""
    return {**told, "state": f"{WORDS}[{told['state']} + 1]"}


def list_columns(told: dict[str, str]) -> str:
    """Columns as a statement selects them."""
    return ", ".join(f"{sql} AS {name}" for name, sql in told.items())
