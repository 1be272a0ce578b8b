"""What agreement on a field weighs (Fellegi & Sunter 1969), estimated from the pairs themselves (EM)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

START = 0.9, 0.1
STEPS, CONVERGED, LEAST = 200, 1e-9, 1e-6


@dataclass(frozen=True, slots=True)
class Weight:
    """How often a field agrees among pairs that are one object (`m`) and among those that are not (`u`)."""

    m: float
    u: float

    def bits(self, agrees: bool) -> float:
        """What the field adds to the evidence that the two are one, in bits."""
        return math.log2(self.m / self.u if agrees else (1 - self.m) / (1 - self.u))


@dataclass(frozen=True, slots=True)
class Estimate:
    """The weights of the fields, and the share of pairs that are one object."""

    share: float
    weights: tuple[Weight, ...]

    def probability(self, pattern: Sequence[bool]) -> float:
        """How probable it is that two records that agree in this way are one object."""
        evidence = sum(weight.bits(agrees) for weight, agrees in zip(self.weights, pattern, strict=True))
        return 1 / (1 + (1 - self.share) / self.share * 2**-evidence)


def estimate(patterns: Mapping[tuple[bool, ...], int], share: float = 0.1) -> Estimate:
    """Weights by expectation and maximisation (Winkler 1988) over how many pairs agree in each way."""
    fields = len(next(iter(patterns)))
    current = Estimate(share, (Weight(*START),) * fields)
    for _ in range(STEPS):
        following = maximise(patterns, current)
        moved = abs(following.share - current.share)
        current = following
        if moved < CONVERGED:
            break
    return current


def maximise(patterns: Mapping[tuple[bool, ...], int], current: Estimate) -> Estimate:
    """The weights under which the pairs are likeliest, given how probable each pair now is."""
    matched = {pattern: times * current.probability(pattern) for pattern, times in patterns.items()}
    total, ones = sum(patterns.values()), sum(matched.values())

    def share_of(field: int) -> Weight:
        agreed = sum(part for pattern, part in matched.items() if pattern[field])
        chance = sum(times - matched[pattern] for pattern, times in patterns.items() if pattern[field])
        return Weight(bound(agreed / ones), bound(chance / (total - ones)))

    fields = len(current.weights)
    return Estimate(bound(ones / total), tuple(share_of(field) for field in range(fields)))


def bound(share: float) -> float:
    """A share that is neither never nor always: no finite number of pairs proves either."""
    return min(max(share, LEAST), 1 - LEAST)
