"""Linked tables of counts of the same persons: each zoning of the city by each dimension, as sums of places.

A place is a piece of the city that no zoning divides; so a street in a district and a cell of a grid across
both are all sums of places, and what one table says of the others needs no word of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]


class Cell(NamedTuple):
    """One figure of the tables: the persons of a category of a dimension in a zone of a zoning."""

    zoning: str
    zone: str
    dimension: str
    category: str


PIECE = "piece"
"""The zoning into places: never published, but what is left when one zone is taken from another."""
Published = Mapping[Cell, int | None]
"""Every cell of the tables; None is hidden."""


@dataclass(frozen=True)
class Tables:
    """What is known of the tables without any count: the zone of each place in each zoning, the categories.

    Every dimension divides all persons; one of a single category is their number. `silent` categories say
    nothing of anyone when they are empty, as that of those of whom something is not known.
    """

    zonings: Mapping[str, npt.NDArray[np.str_]]
    dimensions: Mapping[str, Sequence[str]]
    silent: frozenset[str] = frozenset()

    @property
    def places(self) -> int:
        """How many places there are."""
        return len(next(iter(self.zonings.values())))

    @cached_property
    def parted(self) -> "Tables":
        """The tables with their places as one more zoning, unless each is a zone anyway."""
        if any(len(np.unique(zones)) == self.places for zones in self.zonings.values()):
            return self
        return Tables(
            {**self.zonings, PIECE: np.arange(self.places).astype(str)}, self.dimensions, self.silent
        )

    @cached_property
    def columns(self) -> list[tuple[str, str]]:
        """Dimension and category of each column of the counts."""
        return [(name, category) for name, parts in self.dimensions.items() for category in parts]

    @cached_property
    def cells(self) -> list[Cell]:
        """Every cell, zoning by zoning and zone by zone."""
        return [
            Cell(zoning, zone, dimension, category)
            for zoning, zones in self.zonings.items()
            for zone in dict.fromkeys(zones.tolist())
            for dimension, category in self.columns
        ]

    @cached_property
    def sums(self) -> Any:
        """The cells as sums (rows, 0 or 1) of the counts of places, place by place (a sparse matrix)."""
        from scipy.sparse import csr_array

        width = len(self.columns)
        first, rows, columns = 0, [], []
        for zones in self.zonings.values():
            order = {zone: at for at, zone in enumerate(dict.fromkeys(zones.tolist()))}
            at = np.array([order[zone] for zone in zones.tolist()])
            rows.append(first + at[:, None] * width + np.arange(width))
            columns.append(np.arange(len(zones))[:, None] * width + np.arange(width))
            first += len(order) * width
        row, column = np.concatenate(rows).ravel(), np.concatenate(columns).ravel()
        return csr_array((np.ones(len(row)), (row, column)), shape=(len(self.cells), self.places * width))

    @cached_property
    def links(self) -> Any:
        """What must be 0 at each place: each further dimension's persons less those of the first one."""
        from scipy.sparse import csr_array, eye_array, kron

        names = list(self.dimensions)
        local = np.array(
            [
                [float(dimension == name) - float(dimension == names[0]) for dimension, _ in self.columns]
                for name in names[1:]
            ]
        ).reshape(-1, len(self.columns))
        linked = csr_array(kron(eye_array(self.places), csr_array(local)))
        linked.eliminate_zeros()
        return linked

    def count(self, counts: Counts) -> Counts:
        """The true value of each cell, given the counts of each place (rows) and column."""
        totals = [
            counts[:, [dimension == name for dimension, _ in self.columns]].sum(axis=1)
            for name in self.dimensions
        ]
        if any((total != totals[0]).any() for total in totals):
            raise ValueError("The dimensions do not divide the same persons; give each its unknowns.")
        found: Counts = np.rint(self.sums @ counts.ravel()).astype(np.int64)
        return found
