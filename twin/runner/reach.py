"""Which zones of a hazard reach a thing, and whether a model of it covers the thing, as SQL."""

from spatial.exposure import Hazard
from spatial.hazards import Exposure

# In the order in which one home stands for all of a person's: the worst for last, no data never the best.
SPARED, UNPLACED, UNMODELLED, EXPOSED = range(4)
WORDS = f"(ARRAY['{Exposure.MODELLED}', NULL, '{Exposure.UNMODELLED}', '{Exposure.EXPOSED}'])"
COLUMNS = ("state", "low", "high", "rank")
NOTHING = {"state": UNPLACED, "low": -1, "high": -1, "rank": -1}
MET_KINDS, HOME_KINDS = ("building", "house", "dwelling", "place"), ("building", "house", "dwelling")
HAZARDS = tuple(hazard.value for hazard in Hazard)
# A zone that tells no depth is of any. Cut in pieces, wide zones are found by where they are.
ZONES = (
    "SELECT dense_rank() OVER (ORDER BY row.scheme) AS scheme, row.rank, coalesce(row.depth_from, 0) AS low, "
    "coalesce(row.depth_to, 'infinity') AS high, ST_Subdivide(row.footprint, 200) AS footprint "
    "FROM hazardzone row WHERE row.hazard = '{hazard}' AND row.footprint IS NOT NULL"
)
# In the widest core, a square within a hull, a thing is seen to lie by its box alone.
MODELS = (
    "SELECT footprint, ST_Expand(center, 0.999 * radius / sqrt(2)) AS core FROM (SELECT footprint, "
    "(ST_MaximumInscribedCircle(footprint)).* FROM (SELECT ST_ConvexHull(ST_Collect(row.footprint)) AS "
    "footprint FROM hazardzone row WHERE row.hazard = '{hazard}' AND row.footprint IS NOT NULL "
    "GROUP BY row.thing__dataset_id, row.scenario) hull) model"
)
MET = (
    "SELECT spot.thing_id, max(zones.low) AS low, max(zones.high) AS high, CASE WHEN count(zones.rank) = "
    "count(*) AND min(zones.scheme) = max(zones.scheme) THEN max(zones.rank) ELSE 0 END AS rank "
    "FROM {hazard}_zones zones JOIN ({{rows}}) spot ON spot.footprint && zones.footprint "
    "AND ST_Intersects(zones.footprint, spot.footprint) GROUP BY spot.thing_id"
)
STATE = (
    "CASE WHEN hit.thing_id IS NOT NULL THEN {exposed} WHEN {thing}.footprint IS NULL THEN {unplaced} "
    "WHEN {thing}.footprint @ (SELECT core FROM {hazard}_models ORDER BY ST_Area(core) DESC LIMIT 1) "
    "OR EXISTS (SELECT FROM {hazard}_models model WHERE ST_Covers(model.footprint, {thing}.footprint)) "
    "THEN {spared} ELSE {unmodelled} END"
)


def write_met(hazard: str) -> str:
    """The zones of a hazard that some `rows` with footprints meet, all of a thing together."""
    return MET.format(hazard=hazard)


def write_reached(hazard: str, kind: str) -> str:
    """What a hazard is to each of some `rows` of a kind that have footprints."""
    columns = list_columns(judge(hazard, "spot"))
    join = join_met(hazard, kind, "spot")
    return f"SELECT spot.thing_id, {columns} FROM ({{rows}}) spot {join} WHERE spot.footprint IS NOT NULL"


def join_met(hazard: str, kind: str, thing: str) -> str:
    """The join of what things of a kind meet, as `hit`."""
    return f"LEFT JOIN {hazard}_met_{kind} hit ON hit.thing_id = {thing}.thing_id"


def judge(hazard: str, thing: str) -> dict[str, str]:
    """The columns of a thing with a footprint, `hit` being what it meets."""
    state = STATE.format(
        hazard=hazard,
        thing=thing,
        exposed=EXPOSED,
        unplaced=UNPLACED,
        spared=SPARED,
        unmodelled=UNMODELLED,
    )
    return {"state": state, **{name: f"coalesce(hit.{name}, -1)" for name in COLUMNS[1:]}}


def choose_first(*tables: str) -> dict[str, str]:
    """The columns of the first of these that knows a place."""
    return {
        name: f"coalesce({', '.join(f'{table}.{name}' for table in tables)}, {NOTHING[name]})"
        for name in COLUMNS
    }


def tell(told: dict[str, str]) -> dict[str, str]:
    """The columns as analyses are given them, the state in words."""
    return {**told, "state": f"{WORDS}[({told['state']}) + 1]"}


def list_columns(told: dict[str, str]) -> str:
    """Columns as a statement selects them."""
    return ", ".join(f"{sql} AS {name}" for name, sql in told.items())
