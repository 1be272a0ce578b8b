"""What a twin holds, and what a stroke has left of the work it cut off."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.journeys.machine import Machine

VERSIONED = """
    SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'digest'
    JOIN pg_attribute r ON r.attrelid = c.oid AND r.attname = 'recorded'
    WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname IN ('public', 'published') ORDER BY 1
"""
COUNTED = ("twin_thing", "twin_shape", "twin_code", "twin_published", "twin_quarantined", "twin_revision")
SETTLED = "('done', 'unchanged', 'undone')"


def tables(machine: Machine) -> list[str]:
    """The tables of rows in two times."""
    return [name for (name,) in machine.ask(VERSIONED)]


def standing(machine: Machine) -> dict[str, tuple[object, ...]]:
    """All that the twin says of the city, then and now, table by table."""
    told = "concat_ws(' ', code, encode(digest, 'hex'), recorded, load_id)"
    rows = {
        table: machine.ask(f"SELECT count(*), md5(string_agg({told}, ',' ORDER BY id)) FROM {table}")[0]
        for table in tables(machine)
    }
    return rows | {table: machine.ask(f"SELECT count(*) FROM {table}")[0] for table in COUNTED}


def leftovers(machine: Machine, folder: Path) -> Iterator[str]:
    """What nobody needs any more: in the database, on its server, in the data directory, beside the files."""
    databases = (
        "SELECT datname FROM pg_database WHERE datname NOT IN ('twin', 'postgres') AND NOT datistemplate"
    )
    temporary = "SELECT relname FROM pg_class WHERE relpersistence = 't'"
    busy = """
        SELECT pid, state, query FROM pg_stat_activity WHERE usename = current_user
        AND application_name <> 'test' AND xact_start < now() - interval '1 second'
    """
    held = "SELECT objid FROM pg_locks WHERE locktype = 'advisory'"
    running = "SELECT id, status FROM twin_load WHERE status = 'running'"
    nobodys = """
        SELECT tablename FROM pg_tables WHERE schemaname = 'published'
        AND tablename NOT IN (SELECT 'd' || id FROM twin_published)
    """
    waiting = f"""
        SELECT object FROM twin_quarantined JOIN twin_load ON twin_load.id = load_id
        WHERE status NOT IN {SETTLED}
    """
    sent = (
        "SELECT id, status FROM procrastinate_jobs WHERE queue_name = 'loads' AND status IN ('todo', 'doing')"
    )
    for query in (databases, temporary, busy, held, running, nobodys, waiting, sent):
        yield from (f"{query.split()[3]}: {row}" for row in machine.ask(query))
    for table in tables(machine):
        cut = f"SELECT 1 FROM twin_load WHERE twin_load.id = load_id AND status IN {SETTLED}"
        yield from (
            f"{table}: {row}" for row in machine.ask(f"SELECT id FROM {table} WHERE NOT EXISTS ({cut})")
        )
    for place in (machine.data, folder):
        yield from (str(path) for path in place.iterdir() if re.search(r"\.\d+$|^aside", path.name))
    if (machine.data / "uploads").exists():
        yield from map(str, (machine.data / "uploads").iterdir())
