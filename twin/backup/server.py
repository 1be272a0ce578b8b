"""The twin's database server as its owner reaches it: databases made and dropped, PostgreSQL's tools run."""

import subprocess
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql

from spatial.errors import RefusedError
from twin.setup.children import mortal
from twin.setup.programs import find_program, installed_postgres

MAINTENANCE = "postgres"


def name_of() -> str:
    """The twin's database."""
    return str(connections["default"].settings_dict["NAME"])


def address(database: str) -> dict[str, Any]:
    """How to reach a database of the twin's server."""
    known = connections["default"].settings_dict
    parts = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    options = {name: value for name, value in known["OPTIONS"].items() if name != "pool"}
    return {
        **options,
        "dbname": database,
        **{part: known[name] for part, name in parts.items() if known.get(name)},
    }


def target(database: str) -> list[str]:
    """The same for PostgreSQL's tools."""
    return ["--dbname", psycopg.conninfo.make_conninfo("", **address(database))]


def maintain() -> Any:
    """A connection from which databases can be made, renamed and dropped."""
    return psycopg.connect(**address(MAINTENANCE), autocommit=True)


def drop(database: str) -> None:
    """Drop a database of ours, if it is there, whoever of ours is still in it.

    WITH (FORCE) would be refused while PostgreSQL's own vacuum is in it, which a plain DROP ends.
    """
    with maintain() as server:
        end_sessions(server, database)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(database)))


def end_sessions(server: "psycopg.Connection[Any]", database: str) -> None:
    """Cut off whoever of ours is connected to a database."""
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = %s AND usename = current_user AND pid <> pg_backend_pid()",
        [database],
    )


def run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's tools, in the newest version installed."""
    newest = next((server.programs / program for server in installed_postgres()), None)
    path = newest if newest and newest.exists() else find_program(program)
    if path is None:
        raise RefusedError(f"There is no {program}; install PostgreSQL's client programs.")
    command = [*mortal(), str(path), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        said = " ".join(done.stderr.split())[:300]
        raise RefusedError(f"{program} failed: {said}")
