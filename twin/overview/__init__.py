"""What layers amount to from afar: rows that tiles of low zooms read, in step with the features they are of."""

from twin.overview.reading import rows
from twin.overview.renewal import rebuild, renew

__all__ = ["rebuild", "renew", "rows"]
