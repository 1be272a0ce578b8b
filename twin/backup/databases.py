"""The twin's database and copies of it beside: dumped, restored, counted, and swapped in at once."""

import subprocess
import time
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from spatial.errors import RefusedError
from twin.rasters import NAMED
from twin.setup.programs import find_program, installed_postgres

MAINTENANCE = "postgres"
SPARE, FORMER = "restoring", "before"
# PostGIS brings its table of systems itself, and only a superuser may write it.
DUMPED = ("--format=custom", "--no-owner", "--no-acl", "--exclude-table-data=*.spatial_ref_sys")


def dump(file: Path) -> None:
    """Write the twin's database to a file of PostgreSQL's own."""
    run("pg_dump", *DUMPED, "--file", str(file), *target(name_of()))


def make_spare(file: Path) -> str:
    """The backup restored into a database aside; gives its name."""
    spare = f"{name_of()}_{SPARE}"
    drop(spare)
    with maintain() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(spare)))
    options = ("--no-owner", "--no-acl", "--no-comments", "--exit-on-error", "--jobs=2")
    try:
        run("pg_restore", *options, *target(spare), str(file))
    except RefusedError:
        drop(spare)
        raise
    return spare


def swap(spare: str) -> None:
    """Let the spare database be the twin; whoever is connected to the twin is cut off and comes again."""
    name = name_of()
    drop(f"{name}_{FORMER}")
    connections.close_all()
    former, old, new = (sql.Identifier(one) for one in (f"{name}_{FORMER}", name, spare))
    with maintain() as server:
        server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(old))
        try:
            cut_off(server, name)
            with server.transaction():
                server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(old, former))
                server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(new, old))
        except BaseException:
            server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(old))
            raise


def cut_off(server: psycopg.Connection[Any], name: str) -> None:
    """End the sessions of a database and wait until they have gone."""
    for _ in range(100):
        left = server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = %s AND usename = current_user",
            [name],
        ).fetchall()
        if not left:
            return
        time.sleep(0.1)
    raise RefusedError("Somebody keeps the database busy; stop the twin by `manage.py down` and try again.")


def refuse_other_frame(database: str) -> None:
    """See that a database is a twin in the frame this one runs in."""
    with psycopg.connect(**address(database)) as connection:
        frame = connection.execute("SELECT crs, heights FROM twin_frame").fetchone()
    if frame != (settings.TWIN_CRS, settings.TWIN_HEIGHTS):
        kept = frame or ("no CRS", None)
        raise RefusedError(
            f"The backup is of a twin in EPSG:{kept[0]} with heights {kept[1] or 'none'}; "
            f"restore it into a twin made with --crs {kept[0]} --heights {kept[1] or 'none'}."
        )


def count(database: str) -> dict[str, int]:
    """The rows of each of the twin's own tables."""
    listed = (
        "SELECT schemaname, tablename FROM pg_tables "
        "WHERE schemaname IN ('public', 'published') AND tablename <> 'spatial_ref_sys' ORDER BY 1, 2"
    )
    rows = {}
    with psycopg.connect(**address(database)) as connection:
        for schema, table in connection.execute(listed).fetchall():
            counted = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
            [number] = connection.execute(counted).fetchone() or [0]
            rows[f"{schema}.{table}"] = number
    return rows


def rasters_of(database: str) -> set[str]:
    """The rasters that rows of a database name; one from before there were rasters names none."""
    with psycopg.connect(**address(database)) as connection:
        [known] = connection.execute("SELECT to_regclass('public.twin_terrain') IS NOT NULL").fetchone() or [
            0
        ]
        return {digest for (digest,) in connection.execute(NAMED).fetchall()} if known else set()


def name_of() -> str:
    """The twin's database."""
    return str(connections["default"].settings_dict["NAME"])


def address(database: str) -> dict[str, Any]:
    """How to reach a database of the twin's server."""
    known = connections["default"].settings_dict
    parts = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return {"dbname": database, **{part: known[name] for part, name in parts.items() if known.get(name)}}


def target(database: str) -> list[str]:
    """The same for PostgreSQL's tools."""
    return ["--dbname", psycopg.conninfo.make_conninfo("", **address(database))]


def maintain() -> Any:
    """A connection from which databases can be made, renamed and dropped."""
    return psycopg.connect(**address(MAINTENANCE), autocommit=True)


def drop(database: str) -> None:
    """Drop a database of ours, if it is there."""
    with maintain() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(database)))


def run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's tools, in the newest version installed."""
    newest = next((server.programs / program for server in installed_postgres()), None)
    path = newest if newest and newest.exists() else find_program(program)
    if path is None:
        raise RefusedError(f"There is no {program}; install PostgreSQL's client programs.")
    done = subprocess.run([path, *arguments], capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        said = " ".join(done.stderr.split())[:300]
        raise RefusedError(f"{program} failed: {said}")
