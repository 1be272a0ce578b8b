"""The header of a file of tables: that of its first table with a place."""

from spatial.format import Header
from spatial.tables import Table
from spatial.vector.shapes import unite_bounds


def head_of_tables(tables: list[Table]) -> Header:
    """What the first table that has geometry says, else the first; place and total are of all together."""
    first = next((table for table in tables if table.geometry), tables[0])
    places = [table.extent for table in tables if table.extent and table.crs == first.crs]
    totals = [table.total for table in tables]
    known = [total for total in totals if total is not None]
    return Header(
        crs=first.crs,
        extent=unite_bounds(places, False) if places else None,
        title=first.title,
        total=sum(known) if len(known) == len(totals) else None,
        notes={"tables": [table.name for table in tables]},
    )
