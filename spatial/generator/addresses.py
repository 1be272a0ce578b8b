"""Addresses: which street a block faces, and which numbers its buildings bear."""

from dataclasses import dataclass

from spatial.generator.names import name_main_road, name_street
from spatial.generator.plan import Plan
from spatial.generator.streets import Grid, Rank, rank_of_line

PER_BLOCK = 20
PER_GATE = 6
LONGEST = 10


@dataclass(frozen=True, slots=True)
class Front:
    """The street a block faces; its gate's number, and whether houses may bear numbers of their own."""

    street: str
    gate: int
    own: bool

    def number(self, place: int, each: bool) -> str:
        """The number of the block's building number `place` (from 0): its own, or one behind the gate's."""
        if each and self.own:
            return f"{self.gate}-{place + 1}号" if place else f"{self.gate}号"
        return f"{self.gate}号{place + 1}幢"


def face(plan: Plan, grid: Grid, i: int, j: int, k: int, l: int) -> Front:  # noqa: E741
    """The front of block (k, l) of cell (i, j): its southern street, else the next that is a street.

    Odd numbers lie north and west of a street, even ones across; they grow eastwards and northwards.
    """
    n, m = grid.along.shape[0], grid.across.shape[1]
    sides = (
        (grid.along[k, l], True, l, 1), (grid.along[k, l + 1], True, l + 1, 2),
        (grid.across[k, l], False, k, 2), (grid.across[k + 1, l], False, k + 1, 1),
    )  # fmt: skip
    streets = [side for side in sides if Rank.LOCAL <= side[0] <= Rank.TRUNK]
    rank, east, line, odd = min(streets, key=lambda side: side[0])
    place = k if east else l
    if line in (0, m if east else n):
        number = (j if east else i) + (line > 0)
        trunk = rank_of_line(plan, number) is Rank.TRUNK
        gate = ((i if east else j) * LONGEST + place) * PER_GATE + odd
        return Front(name_main_road(plan.seed, number, east, trunk), gate, own=False)
    street = name_street(plan.seed, i, j, line, east, rank == Rank.MINOR)
    return Front(street, place * PER_BLOCK + odd, own=True)
