"""Values and names as they stand in a statement that is yet to be given its own values (`%(name)s`)."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet


def write_query(rows: QuerySet[Any]) -> str:
    """A queryset with its values in it; raises EmptyResultSet where it can have no rows."""
    sql, values = rows.order_by().query.sql_with_params()
    return write(sql, values)


def write_text(text: str) -> str:
    """A text in quotes."""
    return write("%s", (text,))


def write_identifier(name: str) -> str:
    """A column's name in quotes."""
    return '"' + name.replace('"', '""').replace("%", "%%") + '"'


def write(sql: str, values: tuple[Any, ...]) -> str:
    """SQL with values bound by the client; its percent signs are none of a placeholder's."""
    operations: Any = connection.ops
    return str(operations.compose_sql(sql, values)).replace("%", "%%")


def write_box(prefix: str, srid: int) -> str:
    """A box whose sides are among the values that the statement will be given: `{prefix}w`, s, e and n."""
    sides = ", ".join(f"%({prefix}{side})s" for side in "wsen")
    return f"ST_MakeEnvelope({sides}, {srid})"
