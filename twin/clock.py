"""The twin's clock: who takes a moment to record rows at says so, and who reads learns what is settled."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

# The key of a lock of two numbers: whose it is, and the second before the moment, counted from 2020 on.
ORIGIN = "timestamptz '2020-01-01 00:00:00Z'"
OWNER = "hashtext('twin.clock')"
SECOND = f"floor(extract(epoch FROM clock_timestamp() - {ORIGIN}))::int"
DECLARE = f"SELECT pg_advisory_xact_lock_shared({OWNER}, {SECOND})"
WRITERS = f"""
    WITH held AS MATERIALIZED (
        SELECT locktype, pid, objid::bigint AS second,
            locktype = 'advisory' AND objsubid = 2
                AND classid::bigint = {OWNER}::bigint & 4294967295 AS declared
        FROM pg_locks
        WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND pid IS DISTINCT FROM pg_backend_pid()
          AND (locktype = 'advisory' OR locktype = 'relation' AND mode = 'RowExclusiveLock'
               AND relation = ANY (SELECT to_regclass(name) FROM unnest(%s::text[]) AS name))
    ),
    writer AS (
        SELECT {ORIGIN} + second * interval '1 second' AS since FROM held WHERE declared
        UNION ALL
        SELECT xact_start FROM pg_stat_activity
        WHERE datname = current_database() AND application_name <> ALL (%s)
          AND xact_start > clock_timestamp() - interval '1 second' AND pid IS DISTINCT FROM pg_backend_pid()
        UNION ALL
        SELECT activity.xact_start FROM held LEFT JOIN pg_stat_activity AS activity USING (pid)
        WHERE held.locktype = 'relation'
          AND NOT EXISTS (SELECT FROM held AS own WHERE own.declared AND own.pid = held.pid)
    )
    SELECT coalesce(bool_or(since IS NULL), false), min(since) FROM writer
"""
OUR_OWN = ["twin", "small tiles", "large tiles", "tile keeper"]
"""What our connections are called. They say so when they write; others may be about to for as long as a
statement takes to come to its lock."""

TICK = timedelta(microseconds=1)


def take_moment() -> datetime:
    """The moment that what this transaction writes is recorded at.

    The transaction has its number before, and it has been said, by a lock that it holds to its end, that it
    takes a moment: what is recorded before the moments of all that write is settled.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        cursor.execute(DECLARE)
        return read_clock(cursor)


def find_settled(relations: Sequence[str]) -> datetime | None:
    """The latest moment up to which nothing more will be recorded in these tables; None where nobody can say.

    Rows up to it are all seen by statements that begin later. The clock is read before the writers are
    looked for: one who is not seen has ended, or takes its moment later. Who writes without having said so
    has taken none before its transaction began.
    """
    with connection.cursor() as cursor:
        now = read_clock(cursor)
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WRITERS, [list(relations), OUR_OWN])
        unknown, earliest = cursor.fetchone()
    return None if unknown else min(now, earliest or now) - TICK


def read_clock(cursor: Any) -> datetime:
    """The database's clock."""
    cursor.execute("SELECT clock_timestamp()")
    moment: datetime = cursor.fetchone()[0]
    return moment
