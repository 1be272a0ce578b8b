"""Cells of text tables as spreadsheets take them: none is run as a formula."""

from typing import Any

# What a spreadsheet would take for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"
"""What tells spreadsheets that a text is UTF-8."""


def disarm(cell: Any) -> Any:
    """The cell, marked as text where a spreadsheet would run it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
