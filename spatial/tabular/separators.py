"""What parts the fields of a text table, told by whether its first rows have the same number of them."""

import csv
from collections import Counter
from io import StringIO
from itertools import islice

SEPARATORS = (",", ";", "\t", "|")
WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
ROWS = 200
ALIKE = 0.6


def sniff(text: str, cut: bool) -> str | None:
    """The separator by which most rows have the same number of fields, more than one; None for no table.

    Of several the one by which more rows are alike, then that of more fields. `cut` tells that the text
    goes on after its last line.
    """
    lines = text.splitlines(keepends=True)
    whole = "".join(lines[:-1] if cut and len(lines) > 1 else lines)
    return max(filter(None, (_weigh(whole, one) for one in SEPARATORS)), default=(0.0, 0, None))[2]


def read_head(text: str, separator: str) -> list[list[str]]:
    """The first rows of a text that are not blank."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator)
    return [row for row in islice(rows, ROWS) if row]


def _weigh(text: str, separator: str) -> tuple[float, int, str] | None:
    rows = read_head(text, separator)
    widths = Counter(len(row) for row in rows)
    several = [width for width in widths if width > 1]
    if not several or len(rows) < 2:
        return None
    width = max(several, key=lambda width: (widths[width], width))
    share = widths[width] / len(rows)
    return (share, width, separator) if share >= ALIKE else None
