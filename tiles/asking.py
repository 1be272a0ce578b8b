"""What is asked of tiles: by whom, of which layers, when, which rows and fields."""

from dataclasses import dataclass
from typing import Any

from twin.access import NOBODY, NOW, Times, Viewer
from twin.layer import Layer


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that any tile can answer.

    `fields` are the names of those to be told, None for all; `conditions` the values that fields of all
    layers must have, by name.
    """

    viewer: Viewer
    layers: tuple[Layer, ...]
    times: Times = NOW
    fields: frozenset[str] | None = None
    conditions: tuple[tuple[str, Any], ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it is the public's question of what is now: its answers may be kept."""
        return self.viewer == NOBODY and self.times == NOW and self.fields is None and not self.conditions
