"""Whole twins to a file and back: dumped by PostgreSQL, proven by restoring, swapped in at once."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql
from psycopg.errors import ObjectInUse

from spatial.errors import RefusedError
from twin.backup.aside import former, making_aside, spare, tidy
from twin.backup.server import address, end_sessions, maintain, name_of, run, target

__all__ = ["back_up", "restore", "tidy"]

# PostGIS brings its table of systems itself, and only a superuser may write it.
DUMPED = ("--format=custom", "--no-owner", "--no-acl", "--exclude-table-data=*.spatial_ref_sys")


def back_up(file: Path) -> dict[str, int]:
    """Write the whole twin to `file` and prove it by restoring it aside; the rows of each table.

    The file appears when it is proven and replaces an older one at once. Raises RefusedError when it
    cannot be written or does not come back as it was.
    """
    fresh = file.absolute().with_name(f"{file.name}.{os.getpid()}")
    with making_aside(fresh):
        try:
            fresh.touch()
            run("pg_dump", *DUMPED, "--file", str(fresh), *target(name_of()))
            make_spare(fresh)
            restored, kept = count(spare()), count(name_of())
            if restored != kept:
                changed = [table for table in kept if kept[table] != restored.get(table)]
                raise RefusedError(
                    f"The twin changed while it was backed up ({', '.join(changed)}); run the command again."
                )
            fresh.replace(file)
        except OSError as error:
            raise RefusedError(
                f"{file} cannot be written ({error.strerror}); choose another place."
            ) from error
    return restored


def restore(file: Path) -> dict[str, int]:
    """Put the twin in `file` in the place of this one; the rows of each table.

    It is restored aside first; then the two databases change names in one transaction, so that a crash
    leaves the one or the other. The former is dropped last. Raises RefusedError where the file is no backup
    or of a twin in another frame.
    """
    if not file.exists():
        raise RefusedError(f"There is no file {file}; check the path.")
    with making_aside():
        make_spare(file)
        refuse_other_frame(spare())
        forget_transactions(spare())
        rows = count(spare())
        swap()
    return rows


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
