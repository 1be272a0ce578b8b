"""How anonymous a table of persons is: k-anonymity, l-diversity, t-closeness, for whoever would give it away.

`quasi` are the columns by which somebody could be recognised, `sensitive` the one they must not be tied to.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import accumulate
from typing import Any

Rows = Sequence[Mapping[str, Any]]


def k_anonymity(rows: Rows, quasi: Sequence[str]) -> int:
    """How many rows the smallest group has that looks the same (Sweeney 2002); 0 of no rows."""
    return min(map(len, group(rows, quasi)), default=0)


def l_diversity(rows: Rows, quasi: Sequence[str], sensitive: str) -> int:
    """How many distinct values the least diverse group holds (Machanavajjhala 2007, distinct l-diversity)."""
    return min((len({row[sensitive] for row in one}) for one in group(rows, quasi)), default=0)


def t_closeness(rows: Rows, quasi: Sequence[str], sensitive: str, ordered: bool = False) -> float:
    """How far the values of a group are at most from those of all (Li 2007), by the earth mover's distance.

    Values that are `ordered` lie as far apart as there are others between them, else all equally far.
    """
    whole = Counter(row[sensitive] for row in rows)
    if len(whole) < 2:
        return 0.0
    values = sorted(whole) if ordered else list(whole)
    return max(
        distance(values, whole, Counter(row[sensitive] for row in one), ordered) for one in group(rows, quasi)
    )


def group(rows: Rows, quasi: Sequence[str]) -> list[list[Mapping[str, Any]]]:
    """The rows that look the same, together."""
    groups: dict[tuple[Hashable, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in quasi), []).append(row)
    return list(groups.values())


def distance(values: Sequence[Any], whole: Counter[Any], part: Counter[Any], ordered: bool) -> float:
    """The earth mover's distance of two distributions over the same values (Li 2007 §4.2)."""
    gaps = [part[value] / part.total() - whole[value] / whole.total() for value in values]
    if ordered:
        return sum(map(abs, accumulate(gaps))) / (len(values) - 1)
    return sum(map(abs, gaps)) / 2
