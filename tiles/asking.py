"""What is asked of tiles: by whom, of which layers, when, which rows and fields."""

from dataclasses import dataclass
from typing import Any

from twin.access import NOBODY, NOW, Times, Viewer
from twin.doorway.filtering import Filter
from twin.layer import Layer

NOTED = "tiles.asked"
"""Where a request notes what the public asked and of which published state, if nobody keeps the answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that any tile can answer.

    `fields` are the names of those to be told, None for all; `conditions` the values that fields of all
    layers must have, by name, and `filter` the condition that rows must meet.
    """

    viewer: Viewer
    layers: tuple[Layer, ...]
    times: Times = NOW
    fields: frozenset[str] | None = None
    conditions: tuple[tuple[str, Any], ...] = ()
    filter: Filter | None = None

    @property
    def plain(self) -> bool:
        """Whether it is the public's question of what is now: its answers may be kept."""
        chosen = self.fields is not None or self.conditions or self.filter is not None
        return self.viewer == NOBODY and self.times == NOW and not chosen
