"""The steps of a count, each a table that stands until the transaction ends."""

from typing import Any


def keep(cursor: Any, table: str, query: str, values: dict[str, Any] | None = None) -> int:
    """Keep what a query of ours gives as that table, anew where it stands already; gives its rows' number."""
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
    cursor.execute(f"CREATE TEMP TABLE {table} ON COMMIT DROP AS {query}", values)
    kept: int = cursor.rowcount
    cursor.execute(f"ANALYZE {table}")
    return kept
