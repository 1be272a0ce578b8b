"""What all servers stand on: one cluster, the made-up city, the list of tiles, a place for their files."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg

CITY, OURS, LARGE, EDITED = "twin", "cim", "cim_large", "cim_edited"
"""The peers' database (its name stands in the shared scripts), ours, ours of ten times as much, and one that
is changed."""

LAYER, WHOLE = "building", "building-whole"
"""The buildings published as anybody does, and once more with every building drawn at every zoom."""

COLUMNS = "code, name, use, floors, height, year, district, area"
EXTENSIONS = ("postgis", "pg_trgm", "unaccent", "btree_gist")
COPIES = [(0.41 * east, 0.31 * north) for north in (0, 1) for east in (-2, -1, 0, 1, 2)]
"""How far the cities of the large database are moved, in degrees: side by side, one not at all."""

PROJECTED = """
CREATE TABLE building_3857 AS SELECT id, {columns}, ST_ForcePolygonCW(ST_Transform(geom, 3857)) AS geom
FROM building;
CREATE INDEX building_3857_geom_idx ON building_3857 USING gist (geom);
CLUSTER building_3857 USING building_3857_geom_idx
"""


@dataclass(frozen=True)
class Ground:
    """`shared` holds the scripts of the peers, `peers` (PEERS) the cluster, logs and virtual environments,
    `clone` the checkout whose server is measured."""

    shared: Path
    peers: Path
    clone: Path
    rounds: int
    clients: int
    port: int = 55432

    @property
    def environment(self) -> dict[str, str]:
        """What the shared scripts read."""
        reach = {"PGPORT": str(self.port), "PGHOST": "127.0.0.1", "PGUSER": "postgres"}
        return {**os.environ, **reach, "PEERS": str(self.peers)}

    @cached_property
    def tiles(self) -> list[tuple[int, int, int]]:
        """The list of tiles that everybody is asked for."""
        lines = (self.shared / "tiles.txt").read_text().split()
        return [(z, x, y) for z, x, y in (map(int, line.split("/")) for line in lines)]

    def write_tiles(self, least: int, most: int) -> Path:
        """A file of those tiles of the list that are of these zooms."""
        path = self.peers / f"tiles-{least}-{most}.txt"
        chosen = [tile for tile in self.tiles if least <= tile[0] <= most]
        path.write_text("".join(f"{z}/{x}/{y}\n" for z, x, y in chosen))
        return path

    def address(self, database: str) -> str:
        """How psycopg and GDAL reach a database."""
        return f"host=127.0.0.1 port={self.port} user=postgres dbname={database}"

    def url(self, database: str) -> str:
        """The same as DATABASE_URL."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    @property
    def postmaster(self) -> int:
        """The process all of PostgreSQL's are children of."""
        return int((self.peers / "pg/data/postmaster.pid").read_text().split()[0])

    def ask(self, database: str, sql: Any, *values: Any) -> list[Any]:
        """The rows of a statement; none where it gives none."""
        with psycopg.connect(self.address(database), autocommit=True) as link:
            done = link.execute(sql, values or None)
            return done.fetchall() if done.description else []

    def run(self, *command: str, **options: Any) -> str:
        """What a command prints; RuntimeError with its complaint where it fails."""
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, **{"env": self.environment, **options}
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout[-1000:]}{done.stderr[-2000:]}")
        return done.stdout

    def folder(self, database: str, kind: str) -> Path:
        """The data directory of a twin."""
        return self.peers / f"{database}-{kind}"

    def twin_environment(self, database: str, kind: str) -> dict[str, str]:
        """The environment of our commands on a database."""
        own = {"TWIN_CRS": "4549", "TWIN_HEIGHTS": "5737", "TWIN_DATA_DIR": str(self.folder(database, kind))}
        return {**os.environ, **own, "DATABASE_URL": self.url(database), "PYTHONPATH": str(self.clone)}

    @property
    def python(self) -> str:
        """The interpreter of the measured checkout."""
        return str(self.clone / ".venv/bin/python")

    def manage(self, database: str, *arguments: str, kind: str = "load") -> str:
        """`manage.py` of the measured checkout on a database."""
        command = [self.python, str(self.clone / "manage.py"), *arguments]
        return self.run(*command, env=self.twin_environment(database, kind), cwd=self.clone)

    def start(self) -> None:
        """See that the cluster is there and up."""
        self.peers.mkdir(exist_ok=True)
        cluster = str(self.shared / "pg_cluster.sh")
        if not (self.peers / "pg/data/PG_VERSION").exists():
            self.run(cluster, "init")
        if not self.answers():
            log = (self.peers / "cluster.log").open("wb")  # no pipe: the cluster would hold it
            subprocess.run([cluster, "start"], env=self.environment, check=True, stdout=log, stderr=log)

    def prepare(self) -> None:
        """The city, the list of tiles and our own layer of it, each made where it is not there."""
        if self.make(CITY, ("postgis",)):
            self.run(sys.executable, str(self.shared / "gen_city.py"))
            self.ask(CITY, PROJECTED.format(columns=COLUMNS))
            self.ask(CITY, "ALTER TABLE building_3857 ADD PRIMARY KEY (id)")
            self.ask(CITY, "VACUUM ANALYZE building_3857")
        self.list_tiles("tile_list", self.tiles)
        self.list_tiles("tile_list_small", [tile for tile in self.tiles if tile[0] > 15])
        self.publish(OURS, [(0.0, 0.0)])
        self.publish(OURS, [(0.0, 0.0)], WHOLE)

    def answers(self) -> bool:
        """Whether the cluster is up."""
        try:
            return bool(self.ask("postgres", "SELECT 1"))
        except psycopg.OperationalError:
            return False

    def make(self, database: str, extensions: Sequence[str]) -> bool:
        """See that a database is there; whether it had to be made."""
        if self.ask("postgres", "SELECT 1 FROM pg_database WHERE datname = %s", database):
            return False
        self.ask("postgres", f"CREATE DATABASE {database}")
        for extension in extensions:
            self.ask(database, f"CREATE EXTENSION {extension}")
        return True

    def list_tiles(self, table: str, tiles: Sequence[tuple[int, int, int]]) -> None:
        """The table pgbench takes its tiles from."""
        self.ask(CITY, f"CREATE TABLE IF NOT EXISTS {table} (i int PRIMARY KEY, z int, x int, y int)")
        self.ask(CITY, f"TRUNCATE {table}")
        with psycopg.connect(self.address(CITY)) as link, link.cursor() as cursor:
            numbered = [(number, *tile) for number, tile in enumerate(tiles)]
            cursor.executemany(f"INSERT INTO {table} VALUES (%s, %s, %s, %s)", numbered)

    def publish(self, database: str, copies: Sequence[tuple[float, float]], layer: str = LAYER) -> None:
        """See that a twin's database holds the buildings, once for each offset, as a published layer."""
        self.make(database, EXTENSIONS)
        self.manage(database, "migrate", "-v0")
        if self.ask(database, "SELECT 1 FROM twin_published WHERE layer = %s AND removed IS NULL", layer):
            return
        self.manage(database, "recover")
        path = self.peers / f"{database}.gpkg"
        self.export(path, copies)
        self.manage(database, "load", str(path), "--as", layer, "--key", "code")
        path.unlink()
        if layer == WHOLE:
            self.manage(database, "layers", layer, "--overview", "whole")
        self.ask(database, "VACUUM ANALYZE")

    def export(self, path: Path, copies: Sequence[tuple[float, float]], format: str = "GPKG") -> None:
        """The buildings as a file, moved by each of these offsets in degrees."""
        plain = len(copies) == 1
        parts = (
            f"SELECT {COLUMNS if plain else COLUMNS.replace('code', f'code || {at} AS code', 1)}, "
            f"{'geom' if plain else f'ST_Translate(geom, {east}, {north}) AS geom'} FROM building"
            for at, (east, north) in enumerate(copies)
        )
        path.unlink(missing_ok=True)
        source = f"PG:{self.address(CITY)}"
        options = ["-sql", " UNION ALL ".join(parts), "-nln", LAYER, "-nlt", "POLYGON"]
        self.run("ogr2ogr", "-q", "-f", format, str(path), source, *options)

    def scripted(self, script: Path, given: dict[str, Any], database: str, kind: str) -> Any:
        """What a script says that runs with the measured checkout's own code: JSON in, JSON out."""
        environment = self.twin_environment(database, kind)
        said = self.run(self.python, str(script), env=environment, cwd=self.clone, input=json.dumps(given))
        return json.loads(said.splitlines()[-1])
