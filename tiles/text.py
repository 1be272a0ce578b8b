"""Values and names as they stand in a statement that is yet to be given its own values (`%(name)s`)."""

import struct
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from spatial.tile_matrix import Bounds

POLYGON, WITH_SRID = 3, 0x20000000


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


def write_polygon(bounds: Bounds, srid: int) -> str:
    """A box as the database writes geometry (EWKB in hexadecimal digits)."""
    west, south, east, north = bounds
    ring = (west, south, west, north, east, north, east, south, west, south)
    return struct.pack("<BIIII10d", 1, WITH_SRID | POLYGON, srid, 1, 5, *ring).hex()
