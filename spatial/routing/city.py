"""The streets of a city for whoever asks of them: its graphs, each made when first wanted and then kept."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from spatial.routing.columns import Figures
from spatial.routing.graph import KMH, Graph, drive, walk
from spatial.routing.noding import Network
from spatial.routing.pairs import fill_matrix
from spatial.routing.snapping import snap

SNAPPED = 2000.0
"""Metres from which on a point within a zone is on no street."""


@dataclass(eq=False)
class CityStreets:
    """A network with its graphs: of those who walk and drive, by time, and by length."""

    network: Network

    def __len__(self) -> int:
        """How many pieces of streets there are."""
        return len(self.network.pieces.row)

    @cached_property
    def walking(self) -> Graph:
        """On foot, by seconds."""
        return walk(self.network)

    @cached_property
    def driving(self) -> Graph:
        """By car, by seconds."""
        return drive(self.network)

    @cached_property
    def walking_metres(self) -> Graph:
        """On foot, whose seconds are metres."""
        return walk(self.network, KMH)

    @cached_property
    def driving_metres(self) -> Graph:
        """By car, whose seconds are metres."""
        streets = self.network.streets
        paced = replace(streets, speed=np.full(len(streets.speed), KMH))
        return drive(replace(self.network, streets=paced))


def measure_between(graph: Graph, xy: Figures) -> Figures:
    """Seconds (n, n) between points (n, 2): inf: no way; NaN: one of them is far from any street."""
    there = snap(graph, xy, SNAPPED)
    return fill_matrix(graph, there, there)
