"""Which zones of a hazard reach a thing, and whether a model of it covers the thing, as SQL."""

from spatial.exposure import Hazard
from spatial.hazards import Exposure
from twin.runner.sql import Coded

# In the order in which one home stands for all of a person's: the worst for last, no data never the best.
SPARED, UNPLACED, UNMODELLED, EXPOSED = range(4)
STATES = {SPARED: Exposure.MODELLED, UNMODELLED: Exposure.UNMODELLED, EXPOSED: Exposure.EXPOSED}
CODES = [list(Exposure).index(STATES[state]) if state in STATES else -1 for state in range(4)]
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
# In a core, a box within a hull, a thing is seen to lie by its own box alone. One has the hull's
# shape, one is wider, one taller, each the greatest about the hull's centre.
SHAPES = {"core": (1.0, 1.0), "wide": (1.0, 0.8), "tall": (0.8, 1.0)}
STEPS = 50
BOX = (
    "(SELECT box FROM (SELECT step, ST_SetSRID(ST_MakeBox2D("
    "ST_Point(ST_X(center) - step * {east} * width, ST_Y(center) - step * {north} * height), "
    "ST_Point(ST_X(center) + step * {east} * width, ST_Y(center) + step * {north} * height))::geometry, "
    "ST_SRID(footprint)) AS box FROM generate_series(1, {steps}) AS step) boxes "
    "WHERE ST_Covers(footprint, box) ORDER BY step DESC LIMIT 1) AS {name}"
)
CORES = ", ".join(
    BOX.format(name=name, east=east / 2 / STEPS, north=north / 2 / STEPS, steps=STEPS)
    for name, (east, north) in SHAPES.items()
)
MODELS = (
    f"SELECT footprint, {CORES} FROM (SELECT footprint, (ST_MaximumInscribedCircle(footprint)).center, "
    "ST_XMax(footprint) - ST_XMin(footprint) AS width, ST_YMax(footprint) - ST_YMin(footprint) AS height "
    "FROM (SELECT ST_ConvexHull(ST_Collect(row.footprint)) AS footprint "
    "FROM hazardzone row WHERE row.hazard = '{hazard}' AND row.footprint IS NOT NULL "
    "GROUP BY row.thing__dataset_id, row.scenario) hull) model"
)
MET = (
    "SELECT spot.thing_id, min({stand}) AS stand{more}, max(zones.low) AS low, max(zones.high) AS high, "
    "CASE WHEN count(zones.rank) = "
    "count(*) AND min(zones.scheme) = max(zones.scheme) THEN max(zones.rank) ELSE 0 END AS rank "
    "FROM {hazard}_zones zones JOIN ({{rows}}) spot ON ST_Intersects(zones.footprint, spot.footprint) "
    "GROUP BY spot.thing_id"
)
# Of what is known of a building beside its place, whether it is a part of another.
MORE = {"building": ", bool_or(spot.parent_id IS NOT NULL) AS is_part"}
GREATEST = "(SELECT {core} FROM {hazard}_models ORDER BY ST_Area(core) DESC LIMIT 1)"
STAND = (
    "CASE WHEN {thing}.footprint IS NULL THEN {unplaced} WHEN {cores} "
    "OR EXISTS (SELECT FROM {hazard}_models model WHERE ST_Covers(model.footprint, {thing}.footprint)) "
    "THEN {spared} ELSE {unmodelled} END"
)


def stand(hazard: str, thing: str) -> str:
    """What a hazard is to a thing with a footprint, zones that it may meet aside."""
    cores = (GREATEST.format(core=core, hazard=hazard) for core in SHAPES)
    return STAND.format(
        hazard=hazard,
        thing=thing,
        cores=" OR ".join(f"{thing}.footprint @ {core}" for core in cores),
        unplaced=UNPLACED,
        spared=SPARED,
        unmodelled=UNMODELLED,
    )


def write_met(hazard: str, kind: str) -> str:
    """The zones of a hazard that some `rows` of a kind meet, all of a thing together, and how it stands."""
    return MET.format(hazard=hazard, stand=stand(hazard, "spot"), more=MORE.get(kind, ""))


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
    state = f"CASE WHEN hit.thing_id IS NOT NULL THEN {EXPOSED} ELSE {stand(hazard, thing)} END"
    return {"state": state, **{name: f"coalesce(hit.{name}, -1)" for name in COLUMNS[1:]}}


def choose_first(*tables: str) -> dict[str, str]:
    """The columns of the first of these that knows a place."""
    return {
        name: f"coalesce({', '.join(f'{table}.{name}' for table in tables)}, {NOTHING[name]})"
        for name in COLUMNS
    }


def tell(told: dict[str, str]) -> dict[str, str]:
    """The columns as analyses are given them, the state as the place of its word."""
    return {**told, "state": Coded(f"(ARRAY{CODES})[({told['state']}) + 1]")}


def list_columns(told: dict[str, str]) -> str:
    """Columns as a statement selects them."""
    return ", ".join(f"{sql} AS {name}" for name, sql in told.items())
