"""Points with what each counts: homes, people, facilities, whatever is to be reached or reaches."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from spatial.analysis import Codes, Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points (n): the zone each lies in, x and y in metres (NaN: no place), and the figure it counts for.

    `kind` is the place of its class among those asked for, -1 where none was asked for.
    """

    zone: Codes
    x: Numbers
    y: Numbers
    count: Numbers
    kind: Codes

    def __len__(self) -> int:
        """How many."""
        return len(self.x)

    @property
    def xy(self) -> Numbers:
        """Their places (n, 2)."""
        return np.column_stack([self.x, self.y])

    def choose(self, which: Any) -> Self:
        """The points at these places of the arrays."""
        return type(self)(
            zone=self.zone[which],
            x=self.x[which],
            y=self.y[which],
            count=self.count[which],
            kind=self.kind[which],
        )


def read_kinds(text: str) -> list[list[str]]:
    """The words of each kind: kinds are parted by commas, the words of one by strokes."""
    kinds = [[word for part in kind.split("/") if (word := part.strip())] for kind in text.split(",")]
    return [words for words in kinds if words]
