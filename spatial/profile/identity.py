"""The id of a row as a profile says it: one column, several joined, or the file's own."""

from spatial.profile.casting import write
from spatial.profile.rules import TableMap
from spatial.tables import Row, Table


def find_key(plan: TableMap) -> str | None:
    """The one column that identifies the rows; None for the file's own id, or where it is made of a row.

    It is where several columns identify the row together, or a secret one does.
    """
    return plan.code[0] if len(plan.code) == 1 and plan.code[0] not in plan.secret else None


def name_row(table: Table, plan: TableMap, row: Row) -> str:
    """The id of a row that was read by `find_key`."""
    if not plan.code or find_key(plan):
        return row.code
    values = dict(zip((column.name for column in table.columns), row.values, strict=True))
    return "-".join(write(values[one] or "") for one in plan.code)
