"""The one filter language of all doors: CQL2 read, and told as a condition on rows."""

from twin.filter.errors import FilterError
from twin.filter.queryables import find_queryables
from twin.filter.reading import LONGEST, Encoding, read
from twin.filter.translating import translate

__all__ = ["LONGEST", "Encoding", "FilterError", "find_queryables", "read", "translate"]
