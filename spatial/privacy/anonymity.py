"""How anonymous a table of persons is: k-anonymity, l-diversity, t-closeness, for whoever would give it away.

Rows are grouped by the columns by which somebody could be recognised; what is counted in each group are the
values of the one that nobody is to be tied to.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from itertools import accumulate
from typing import Any

Groups = Mapping[tuple[Hashable, ...], Counter[Any]]


def group(rows: Iterable[tuple[tuple[Hashable, ...], Hashable]]) -> Groups:
    """The rows that look the same together: how often each sensitive value stands among them."""
    groups: dict[tuple[Hashable, ...], Counter[Any]] = {}
    for looks, value in rows:
        groups.setdefault(looks, Counter())[value] += 1
    return groups


def k_anonymity(groups: Groups) -> int:
    """How many rows the smallest group has (Sweeney 2002); 0 of no rows."""
    return min((one.total() for one in groups.values()), default=0)


def count_below(groups: Groups, k: int) -> int:
    """How many rows look like fewer than `k`."""
    return sum(one.total() for one in groups.values() if one.total() < k)


def l_diversity(groups: Groups) -> int:
    """How many distinct values the least diverse group holds (Machanavajjhala 2007, distinct l-diversity)."""
    return min(map(len, groups.values()), default=0)


def t_closeness(groups: Groups, ordered: bool = False) -> float:
    """How far the values of a group are at most from those of all (Li 2007), by the earth mover's distance.

    Values that are `ordered` lie as far apart as there are others between them, else all equally far.
    """
    whole: Counter[Any] = Counter()
    for one in groups.values():
        whole.update(one)
    if len(whole) < 2:
        return 0.0
    values = sorted(whole) if ordered else list(whole)
    return max(distance(values, whole, one, ordered) for one in groups.values())


def distance(values: list[Any], whole: Counter[Any], part: Counter[Any], ordered: bool) -> float:
    """The earth mover's distance of two distributions over the same values (Li 2007 §4.2)."""
    gaps = [part[value] / part.total() - whole[value] / whole.total() for value in values]
    if ordered:
        return sum(map(abs, accumulate(gaps))) / (len(values) - 1)
    return sum(map(abs, gaps)) / 2
