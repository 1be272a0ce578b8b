"""What layers amount to from afar: the rows that tiles of low zooms read, in step with the features."""

from twin.overview.reading import rows, sheet_keys, sheet_rows
from twin.overview.renewal import missing, rebuild, renew
from twin.overview.rounding import rounded, stays
from twin.overview.rules import FARTHEST

__all__ = ["FARTHEST", "missing", "rebuild", "renew", "rounded", "rows", "sheet_keys", "sheet_rows", "stays"]
