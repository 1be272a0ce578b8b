"""The FEBRL data sets (Christen 2008), whose record ids tell which records are of one person."""

import csv
from pathlib import Path

from spatial.linkage.model import Likeness, Row
from tests.spatial.linkage.agreement import Rule

GUIDE = (
    Rule("given_name", Likeness.NAME, 0.85),
    Rule("surname", Likeness.NAME, 0.85),
    Rule("date_of_birth", Likeness.EXACT),
    Rule("suburb", Likeness.EXACT),
    Rule("state", Likeness.EXACT),
    Rule("address_1", Likeness.TEXT, 0.85),
)
"""The fields and thresholds of the guides of recordlinkage."""


def read_febrl(path: Path) -> list[Row]:
    """The records, an empty field being unknown."""
    with path.open(newline="") as file:
        rows = csv.DictReader(file, skipinitialspace=True)
        return [
            {("id" if name == "rec_id" else name): value.strip() or None for name, value in row.items()}
            for row in rows
        ]


def person(id: str | None) -> str:
    """Of whom a record is: rec-1070-org and rec-1070-dup-0 are of 1070."""
    return str(id).split("-")[1]
