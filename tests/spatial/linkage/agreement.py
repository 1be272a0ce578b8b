"""Where records agree, field by field, and how many pairs do: what the guides of FEBRL count."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import JaroWinkler, Levenshtein

from spatial.linkage.model import Likeness, Row

Pair = tuple[Row, Row]


@dataclass(frozen=True, slots=True)
class Rule:
    """That two records agree on `field` where their likeness (0 to 1) is at least `least`."""

    field: str
    likeness: Likeness
    least: float = 1.0

    def holds(self, left: Row, right: Row) -> bool:
        """Whether the two agree; an unknown value agrees with nothing."""
        one, other = left[self.field], right[self.field]
        return one is not None and other is not None and measure(one, other, self.likeness) >= self.least


def measure(one: str, other: str, likeness: Likeness) -> float:
    """How alike two texts are, from 0 to 1."""
    if likeness is Likeness.EXACT:
        return float(one == other)
    if likeness is Likeness.NAME:
        return float(JaroWinkler.similarity(one, other))
    return float(Levenshtein.normalized_similarity(one, other))


def group(rows: Iterable[Row], field: str) -> dict[Hashable, list[Row]]:
    """The rows by their value in a field, without those that have none."""
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        if row[field] is not None:
            groups[row[field]].append(row)
    return groups


def pair_between(left: Iterable[Row], right: Iterable[Row], field: str) -> Iterator[Pair]:
    """Each row of one source with each of the other that has the same value in `field`."""
    others = group(right, field)
    for row in left:
        yield from ((row, other) for other in others.get(row[field], ()))


def pair_within(rows: Iterable[Row], field: str) -> Iterator[Pair]:
    """Each two rows of one source that have the same value in `field`."""
    for members in group(rows, field).values():
        yield from combinations(members, 2)


def compare(pair: Pair, rules: Sequence[Rule]) -> tuple[bool, ...]:
    """On which of the rules the two agree."""
    return tuple(rule.holds(*pair) for rule in rules)


def count_patterns(pairs: Iterable[Pair], rules: Sequence[Rule]) -> Counter[tuple[bool, ...]]:
    """How many pairs agree in each way."""
    return Counter(compare(pair, rules) for pair in pairs)


def count_agreements(patterns: Mapping[tuple[bool, ...], int]) -> dict[int, int]:
    """How many pairs agree on so many of the rules, most first."""
    counts: Counter[int] = Counter()
    for pattern, times in patterns.items():
        counts[sum(pattern)] += times
    return dict(sorted(counts.items(), reverse=True))
