"""How fast dwellings are linked by exact codes beside a bare hash join: `python -m tests.bench.linking`.

Run it in the twin's environment with the address of a server in which databases can be made as DATABASE_URL.
The joins make a plain table without index or constraint, of pairs of numbers or of rows as wide as ties; ours
fills the table of ties in one transaction and makes its indexes. All read the same rows, in turn; the first
round warms up and does not count.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.bench.pairs import told

ROOT = Path(__file__).resolve().parents[2]
DATABASE, EACH, SOURCES = "bench_linking", 40, 4
THING = "INSERT INTO twin_thing (id, dataset_id, kind, code) SELECT"
ROW = "'[,)', '[2020-01-01,)', load.id, 0, thing.code, '\\x00', '{}'"
HELD = "thing_id, valid, recorded, load_id, openness, code, digest, attributes"
OF = """
FROM twin_thing AS thing JOIN twin_source AS source USING (dataset_id)
JOIN twin_load AS load ON load.source_id = source.id
"""
FROM = """
FROM twin_dwelling AS item JOIN twin_house AS house
  ON house.code = item.house AND house.load_id = item.load_id
WHERE upper_inf(item.recorded) AND upper_inf(house.recorded)
"""
PAIRS = f"CREATE TABLE bare AS SELECT item.thing_id, house.thing_id AS target_id {FROM}"
WHOLE = f"""
CREATE TABLE bare AS SELECT nextval('twin_tie_id_seq') AS id, 'dwelling-house'::twin_relation AS relation,
    item.thing_id, house.thing_id AS target_id, 'code'::twin_method AS method,
    1::double precision AS score, 'reference'::twin_reason AS reason, 'stands'::twin_standing AS standing,
    '' AS who, tstzrange(now(), NULL) AS recorded, NULL::jsonb AS quoted {FROM}
"""


def make(server: str, name: str) -> None:
    """A fresh database of that name with the twin's tables."""
    address = make_conninfo(**{**conninfo_to_dict(server), "dbname": "postgres"})
    with psycopg.connect(address, autocommit=True) as one:
        one.execute(f"DROP DATABASE IF EXISTS {name}")
        one.execute(f"CREATE DATABASE {name}")
    os.environ["DATABASE_URL"] = f"{server.rsplit('/', 1)[0]}/{name}"
    subprocess.run([sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"], check=True)


def fill(execute: Callable[[str], Any], dwellings: int) -> None:
    """Dwellings of four sources, forty to a house, each naming its house by the source's own code."""
    from tests.factories import make_load

    of = [make_load(f"source {number}").source.dataset_id for number in range(SOURCES)]
    dataset = f"(ARRAY{of})[1 + n % {SOURCES}]"
    houses = dwellings // EACH
    execute(f"{THING} n, {dataset}, 'house', 'H' || n / {SOURCES} FROM generate_series(1, {houses}) AS n")
    execute(
        f"{THING} {houses} + n, {dataset}, 'dwelling', 'D' || n / {SOURCES} "
        f"FROM generate_series(1, {dwellings}) AS n"
    )
    execute(f"INSERT INTO twin_house ({HELD}) SELECT thing.id, {ROW} {OF} WHERE kind = 'house'")
    execute(
        f"INSERT INTO twin_dwelling ({HELD}, house, area_gross) SELECT thing.id, {ROW}, "
        f"'H' || 1 + (hashint8(thing.id) & 2147483647) % {houses // SOURCES - 1}, 89.2 "
        f"{OF} WHERE kind = 'dwelling' ORDER BY thing.id"
    )
    execute("VACUUM ANALYZE")


def run(options: argparse.Namespace) -> None:
    """Fill the database and time both in turn."""
    from django.db import connection

    from twin.linkage import link
    from twin.models import Method, Relation

    def execute(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    def join(sql: str) -> float:
        execute(
            "DROP TABLE IF EXISTS bare; CHECKPOINT; SET enable_nestloop = off; SET enable_mergejoin = off"
        )
        begun = time.perf_counter()
        execute(sql)
        return time.perf_counter() - begun

    def tie() -> float:
        execute("TRUNCATE twin_tie; CHECKPOINT; RESET enable_nestloop; RESET enable_mergejoin")
        begun = time.perf_counter()
        [done] = link([Relation.DWELLING_IN_HOUSE], [Method.CODE])
        assert done.opened == options.dwellings, done
        return time.perf_counter() - begun

    fill(execute, options.dwellings)
    sides = {"ours": tie, "join of pairs": lambda: join(PAIRS), "join of whole rows": lambda: join(WHOLE)}
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(options.rounds + 1):
        for name in list(sides)[:: 1 if number % 2 else -1]:
            taken = sides[name]()
            if number:
                seconds[name].append(taken)
    tie()
    begun = time.perf_counter()
    [again] = link([Relation.DWELLING_IN_HOUSE], [Method.CODE])
    taken = time.perf_counter() - begun
    print(f"  {options.dwellings} dwellings")
    for name, figures in seconds.items():
        ratios = [mine / other for mine, other in zip(seconds["ours"], figures, strict=True)]
        print(f"  {name:<20} {told(figures)} s   ours / this {told(ratios)}")
    print(f"  a second run         {taken:7.2f} s, {again.opened} opened, {again.closed} closed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--dwellings", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    make(os.environ["DATABASE_URL"], DATABASE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")
    import django

    django.setup()
    run(options)
