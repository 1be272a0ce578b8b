"""How fast files come in, beside the peers, on one PostgreSQL: `python -m tests.bench.loading WHAT …`.

Each round begins with an empty database; both sides build their indexes and analyse their tables. Run it in
the twin's environment with the address of a server in which databases can be made as DATABASE_URL.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.bench.copies import repeat_members, repeat_sequence, write_footprints
from tests.bench.pairs import Contestant, compare, peak_of

ROOT = Path(__file__).resolve().parents[2]
EMPTY, OURS, THEIRS = "bench_empty", "bench_ours", "bench_theirs"


@dataclass(frozen=True)
class Bench:
    """A server, a frame and a folder in which one file after the other is loaded by both sides."""

    url: str
    crs: str
    heights: str
    folder: Path

    def address(self, database: str) -> str:
        """How to reach a database of the server."""
        return make_conninfo(**{**conninfo_to_dict(self.url), "dbname": database})

    def environment(self, database: str) -> dict[str, str]:
        """The environment of our commands on a database."""
        url = f"{self.url.rsplit('/', 1)[0]}/{database}"
        own = {"TWIN_CRS": self.crs, "TWIN_HEIGHTS": self.heights, "TWIN_DATA_DIR": str(self.folder)}
        return {**os.environ, "DATABASE_URL": url, **own}

    def make(self, database: str, template: str | None = None) -> None:
        """A fresh database."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {database}")
            server.execute(f"CREATE DATABASE {database}" + (f" TEMPLATE {template}" if template else ""))

    def prepare(self) -> None:
        """An empty twin to copy."""
        self.make(EMPTY)
        for command in (("migrate", "-v0"), ("recover",)):
            subprocess.run(
                self.manage(*command), env=self.environment(EMPTY), check=True, capture_output=True
            )

    def manage(self, *arguments: str) -> list[str]:
        """`manage.py`."""
        return [sys.executable, str(ROOT / "manage.py"), *arguments]

    def ours(self, *arguments: str) -> Contestant:
        """Our side of a load."""
        return Contestant(
            "twin",
            lambda: self.make(OURS, EMPTY),
            self.manage("load", *arguments),
            self.environment(OURS),
        )

    def theirs(self, name: str, command: list[str]) -> Contestant:
        """A peer's side; in its command DATABASE stands for the address."""

        def prepare() -> None:
            self.make(THEIRS)
            with psycopg.connect(self.address(THEIRS), autocommit=True) as database:
                database.execute("CREATE EXTENSION IF NOT EXISTS postgis")

        filled = [part.replace("DATABASE", self.address(THEIRS)) for part in command]
        return Contestant(name, prepare, filled, dict(os.environ))


def run_ogr2ogr(path: Path, *options: str) -> list[str]:
    """ogr2ogr into PostgreSQL with its index, then ANALYZE."""
    load = f"ogr2ogr -q -f PostgreSQL 'PG:DATABASE' '{path}' {' '.join(options)}"
    return ["sh", "-c", f"{load} && psql -q 'DATABASE' -c ANALYZE"]


def run_cjdb(path: Path, cjdb: str, bench: Bench) -> list[str]:
    """cjdb's import, which makes its own schema and indexes, then ANALYZE."""
    known = conninfo_to_dict(bench.url)
    host, port = known.get("host", "127.0.0.1"), known.get("port", 5432)
    reach = f"-H '{host}' -p {port} -U {known['user']} -d {THEIRS}"
    login = f"-P '{known.get('password') or 'none'}'"  # without one it would ask
    return ["sh", "-c", f"{cjdb} import {reach} {login} -s cjdb -f '{path}' && psql -q 'DATABASE' -c ANALYZE"]


def bench_sequence(bench: Bench, options: argparse.Namespace) -> None:
    """CityJSONSeq beside cjdb."""
    path = bench.folder / "copies.city.jsonl"
    repeat(options, path, options.copies)
    announce(path, options)
    compare(bench.ours(str(path)), bench.theirs("cjdb", run_cjdb(path, options.cjdb, bench)), options.rounds)


def bench_citygml(bench: Bench, options: argparse.Namespace) -> None:
    """CityGML beside ogr2ogr."""
    path = bench.folder / "copies.gml"
    repeat(options, path, options.copies)
    announce(path, options)
    ours = bench.ours(str(path), *options.load)
    compare(ours, bench.theirs("ogr2ogr", run_ogr2ogr(path, "-oo", "GFS_TEMPLATE=")), options.rounds)


def bench_geopackage(bench: Bench, options: argparse.Namespace) -> None:
    """GeoPackage beside ogr2ogr."""
    path = bench.folder / "footprints.gpkg"
    write_footprints(path, options.copies)
    announce(path, options)
    compare(bench.ours(str(path)), bench.theirs("ogr2ogr", run_ogr2ogr(path)), options.rounds)


def bench_curve(bench: Bench, options: argparse.Namespace) -> None:
    """Made-up footprints by COPY: seconds, rows a second and peak memory as they grow."""
    for number in options.numbers:
        path = bench.folder / f"footprints-{number}.gpkg"
        write_footprints(path, number)
        ours = bench.ours(str(path))
        ours.prepare()
        seconds, peak = peak_of(ours.command, ours.environment)
        print(f"  {number:>9} rows  {seconds:7.1f} s  {number / seconds:8.0f} rows/s  peak {peak:6.0f} MB")


def bench_memory(bench: Bench, options: argparse.Namespace) -> None:
    """Peak memory of a CityJSON text sequence or a CityGML document that grows: shifted copies of it."""
    for copies in options.numbers:
        path = bench.folder / f"copies-{copies}{options.source.suffix}"
        repeat(options, path, copies)
        ours = bench.ours(str(path), *options.load)
        ours.prepare()
        seconds, peak = peak_of(ours.command, ours.environment)
        size = path.stat().st_size / 1e6
        rate = f"{size:7.1f} MB  {seconds:6.1f} s  {size / seconds:6.2f} MB/s"
        print(f"  {copies:>5} x  {rate}  peak {peak:6.0f} MB")


def repeat(options: argparse.Namespace, path: Path, copies: int) -> None:
    """Write the source so many times beside itself."""
    if options.source.suffix == ".jsonl":
        repeat_sequence(options.source, path, copies)
    else:
        repeat_members(options.source, path, copies, options.degrees)


def announce(path: Path, options: argparse.Namespace) -> None:
    """What is measured."""
    print(f"{options.what}: {path.stat().st_size / 1e6:.1f} MB, {options.rounds} rounds after one to warm up")


BENCHES: dict[str, Callable[[Bench, argparse.Namespace], None]] = {
    "sequence": bench_sequence,
    "citygml": bench_citygml,
    "geopackage": bench_geopackage,
    "curve": bench_curve,
    "memory": bench_memory,
}


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=BENCHES)
    parser.add_argument("--source", type=Path, help="the real file that is repeated")
    parser.add_argument("--copies", type=int, default=20, help="how often, or how many footprints")
    parser.add_argument("--numbers", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--crs", default="4549")
    parser.add_argument("--heights", default="5737")
    parser.add_argument("--degrees", type=float, default=0.002, help="how far a CityGML copy is shifted")
    parser.add_argument("--cjdb", default="cjdb", help="the peer's program, in an environment of its own")
    parser.add_argument("--load", nargs="*", default=[], help="options for our load")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(os.environ["DATABASE_URL"], options.crs, options.heights, Path(folder))
        bench.prepare()
        BENCHES[options.what](bench, options)


if __name__ == "__main__":
    main()
