"""One number, one source, many checks: which source counts, and where sources differ."""

from twin.authority.book import count_conflicts, tell_conflicts
from twin.authority.conflicts import Looked, look_for_conflicts, rule
from twin.authority.ranks import compared_fields, compared_kinds, read_ranks, set_ranks
from twin.authority.telling import tell

__all__ = [
    "Looked",
    "compared_fields",
    "compared_kinds",
    "count_conflicts",
    "look_for_conflicts",
    "read_ranks",
    "rule",
    "set_ranks",
    "tell",
    "tell_conflicts",
]
