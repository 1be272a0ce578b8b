"""The twin's database and copies of it beside: dumped, restored, counted, and swapped in at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql
from psycopg.errors import ObjectInUse

from spatial.errors import RefusedError
from twin.backup.aside import former, spare
from twin.backup.server import address, end_sessions, maintain, name_of, run, target
from twin.rasters import NAMED

# PostGIS brings its table of systems itself, and only a superuser may write it.
DUMPED = ("--format=custom", "--no-owner", "--no-acl", "--exclude-table-data=*.spatial_ref_sys")


def dump(file: Path) -> None:
    """Write the twin's database to a file of PostgreSQL's own."""
    run("pg_dump", *DUMPED, "--file", str(file), *target(name_of()))


def make_spare(file: Path) -> None:
    """Restore the backup into a database aside."""
    with maintain() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(spare())))
    options = ("--no-owner", "--no-acl", "--no-comments", "--exit-on-error", "--jobs=2")
    run("pg_restore", *options, *target(spare()), str(file))


def swap() -> None:
    """Let the spare database be the twin; whoever is connected to the twin is cut off and comes again.

    The renaming keeps new sessions out and waits for the old ones, which are ended beside it: there is no
    moment at which a crash would leave the twin without its name or closed to everyone.
    """
    connections.close_all()
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    away, home, fresh = (sql.Identifier(name) for name in (former(), name_of(), spare()))
    with maintain() as server, maintain() as porter, ThreadPoolExecutor(1) as aside:
        try:
            with server.transaction():
                renaming = aside.submit(server.execute, rename.format(home, away))
                while not renaming.done():
                    end_sessions(porter, name_of())
                    time.sleep(0.05)
                renaming.result()
                server.execute(rename.format(fresh, home))
        except ObjectInUse as busy:
            raise RefusedError(
                "Somebody keeps the database busy; stop the twin by `manage.py down` and try again."
            ) from busy


def forget_transactions(database: str) -> None:
    """Loads under way when the backup was made have no row in it, whatever became of them since."""
    with psycopg.connect(**address(database)) as connection:
        connection.execute("UPDATE twin_load SET xid = NULL WHERE status = 'running'")


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
    known = "SELECT to_regclass('public.twin_terrain') IS NOT NULL"
    with psycopg.connect(**address(database)) as connection:
        if connection.execute(known).fetchone() != (True,):
            return set()
        return {digest for (digest,) in connection.execute(NAMED).fetchall()}
