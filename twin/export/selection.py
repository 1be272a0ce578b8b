"""What is to go out: of which layers, to whom, where, in which times."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from spatial.errors import RefusedError
from twin.access import NOW, Times, Viewer, layer, rows, srid, visible
from twin.access.rows import model_of
from twin.filter.boxes import Box, within
from twin.layer import Group, Layer
from twin.models import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The rows of `layers` that `viewer` may see at `times`, within `boxes` of degrees if any are given.

    `chosen` are the rows of a layer, by its id, that a question has found already.
    """

    viewer: Viewer
    layers: tuple[Layer, ...]
    times: Times = NOW
    boxes: tuple[Box, ...] = ()
    chosen: Mapping[str, QuerySet[Any]] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether nothing narrows the layers."""
        return not self.boxes and not self.chosen

    def rows(self, layer: Layer) -> QuerySet[Any]:
        """The rows of one of the layers that were asked for."""
        if layer.id in self.chosen:
            return self.chosen[layer.id]
        found = self.around(layer)
        return found.filter(within(list(self.boxes), srid(layer))) if self.boxes else found

    def around(self, layer: Layer) -> QuerySet[Any]:
        """The rows of any layer, wherever they lie: what belongs to an object goes out with it."""
        return rows(self.viewer, layer, self.times)

    def of_kinds(self, kinds: set[str]) -> list[Layer]:
        """The viewer's layers over the tables of these kinds."""
        return [one for one in visible(self.viewer) if one.model in kinds]


def select(viewer: Viewer, ids: list[str], times: Times = NOW, boxes: tuple[Box, ...] = ()) -> Selection:
    """The selection of layers by their ids, in the order they are listed; each once.

    Raises UnknownEntryError for a layer the viewer does not know, RefusedError for one that holds no objects
    of the city: rows of a published table, or figures.
    """
    layers = [layer(viewer, id) for id in dict.fromkeys(ids)]
    for one in layers:
        refuse_foreign(one)
    return Selection(
        viewer=viewer, layers=tuple(sorted(layers, key=lambda one: one.order)), times=times, boxes=boxes
    )


def refuse_foreign(layer: Layer) -> None:
    """Raise RefusedError for a layer that CityJSON has no word for: a published table, or figures."""
    if not issubclass(model_of(layer), Version):
        kind = "is a published table" if layer.group is Group.PUBLISHED else "holds figures"
        raise RefusedError(
            f"“{layer.id}” {kind}, no part of the city model: CityJSON has no word for its rows. "
            f"Read it at /collections/{layer.id}/items."
        )
