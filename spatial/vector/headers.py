"""The header of a file of tables: that of its first table with a place."""

from spatial.format import Header
from spatial.tables import Table


def head_of_tables(tables: list[Table]) -> Header:
    """What the first table that has geometry says, else the first; the total is that of all."""
    first = next((table for table in tables if table.geometry), tables[0])
    totals = [table.total for table in tables]
    known = [total for total in totals if total is not None]
    return Header(
        crs=first.crs,
        extent=first.extent,
        title=first.title,
        total=sum(known) if len(known) == len(totals) else None,
        notes={"tables": [table.name for table in tables]},
    )
