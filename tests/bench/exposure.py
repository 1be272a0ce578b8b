"""How fast buildings are crossed with zones beside a bare spatial join: `python -m tests.bench.exposure`.

Run it in the twin's environment with the address of a server in which databases can be made as DATABASE_URL.
The join makes a plain table of the greatest depth and rank of each building that a zone meets, once as it
stands and once of zones cut up as ours are. Ours is a whole run of the analysis: who is exposed, who lies
among the zones of the model, the classes, what everybody may see. All read the same rows and indexes, in
turn; the first round warms up and does not count.
"""

import argparse
import os
import time
from collections.abc import Callable
from typing import Any

from tests.bench.linking import HELD, OF, ROW, THING, make
from tests.bench.pairs import told

DATABASE, PITCH = "bench_exposure", 20
WEST, SOUTH = 500_000, 3_340_000
CHANCE = "((hashint8extended({0}, {1}) & 1048575) / 1048576.0)"
JOIN = """
CREATE TEMP TABLE bare AS SELECT building.thing_id, max(zone.depth_from) AS low, max(zone.rank) AS rank
FROM {zones} zone JOIN twin_building building ON ST_Intersects(zone.footprint, building.footprint)
WHERE upper_inf(building.recorded) GROUP BY building.thing_id
"""
CUT = "(SELECT depth_from, rank, ST_Subdivide(footprint, 200) AS footprint FROM twin_hazardzone)"


def fill(execute: Callable[[str], Any], buildings: int, zones: int) -> None:
    """Buildings of 8 to 16 m on a square grid, and zones of a hundred corners strewn over it."""
    from tests.factories import make_load

    of = make_load("city").source.dataset_id
    row = int(buildings**0.5) or 1
    execute(f"{THING} n, {of}, 'building', 'B' || n FROM generate_series(1, {buildings}) AS n")
    execute(f"{THING} {buildings} + n, {of}, 'hazardzone', 'Z' || n FROM generate_series(1, {zones}) AS n")
    side = f"8 + 8 * {CHANCE.format('thing.id', 1)}"
    east, north = f"{WEST} + thing.id % {row} * {PITCH}", f"{SOUTH} + thing.id / {row} * {PITCH}"
    execute(
        f"INSERT INTO twin_building ({HELD}, footprint) SELECT thing.id, {ROW}, ST_MakeEnvelope({east}, "
        f"{north}, {east} + {side}, {north} + {side}, 4549) {OF} WHERE kind = 'building' ORDER BY thing.id"
    )
    wide = row * PITCH
    radius = f"{wide} * (0.004 + 0.016 * {CHANCE.format('thing.id', 2)})"
    point = f"ST_Point({WEST} + {wide} * {CHANCE.format('thing.id', 3)}, {SOUTH} + {wide} * "
    point += f"{CHANCE.format('thing.id', 4)}, 4549)"
    execute(
        f"INSERT INTO twin_hazardzone ({HELD}, hazard, scheme, rank, depth_from, depth_to, footprint) "
        f"SELECT thing.id, {ROW}, 'flood', 'depth', 1 + thing.id % 4, thing.id % 4 * 0.15, "
        f"thing.id % 4 * 0.15 + 0.1, ST_Buffer({point}, {radius}, 25) {OF} WHERE kind = 'hazardzone'"
    )
    execute("VACUUM ANALYZE")


def run(options: argparse.Namespace) -> None:
    """Fill the database and time both in turn."""
    from django.db import connection

    from spatial.analysis import analyses
    from twin import runner
    from twin.access import Viewer
    from twin.layer import EVERYONE
    from twin.models import Kept

    asker = runner.Asker("root", Viewer(EVERYONE))
    found: dict[str, Any] = {}

    def execute(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    def join(zones: str) -> float:
        execute("DROP TABLE IF EXISTS bare; SET work_mem = '256MB'; CHECKPOINT")
        begun = time.perf_counter()
        execute(JOIN.format(zones=zones))
        taken = time.perf_counter() - begun
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM bare")
            found["bare"] = cursor.fetchone()[0]
        return taken

    def ask() -> float:
        begun = time.perf_counter()
        given = {"hazard": "flood", "detail": "depth"}
        rows = runner.run(analyses["exposed-buildings"], given, asker, deadline=None)["rows"]
        found["ours"] = {row["part"]: row["numerator"] for row in rows}
        return time.perf_counter() - begun

    def count() -> float:
        Kept.objects.all().delete()
        execute("RESET work_mem; CHECKPOINT")
        return ask()

    fill(execute, options.buildings, options.zones)
    sides = {
        "ours": count,
        "bare join": lambda: join("twin_hazardzone"),
        "join, zones cut": lambda: join(CUT),
    }
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(options.rounds + 1):
        for name in list(sides)[:: 1 if number % 2 else -1]:
            taken = sides[name]()
            if number:
                seconds[name].append(taken)
    assert found["ours"]["exposed"] == found["bare"], found
    print(f"  {options.buildings} buildings, {options.zones} zones: {found['bare']} exposed")
    for name, figures in seconds.items():
        ratios = [mine / other for mine, other in zip(seconds["ours"], figures, strict=True)]
        print(f"  {name:<20} {told(figures)} s   ours / this {told(ratios)}")
    print(f"  asked again, as kept {ask():7.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--buildings", type=int, default=3_000_000)
    parser.add_argument("--zones", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    make(os.environ["DATABASE_URL"], DATABASE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")
    import django

    django.setup()
    run(options)
