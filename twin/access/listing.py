"""Which layers a viewer may see, and which of their fields."""

from collections.abc import Sequence

from spatial.errors import UnknownEntryError
from twin import published
from twin.access.viewer import Viewer
from twin.layer import Field, Layer, layers

PUBLISHED = published.STATE


def visible(viewer: Viewer) -> list[Layer]:
    """The layers for this viewer, declared and published, in the order they are listed."""
    known = [*declared(viewer), *published.published().values()]
    return sorted((layer for layer in known if layer.audience & viewer.groups), key=lambda layer: layer.order)


def declared(viewer: Viewer) -> list[Layer]:
    """The layers for this viewer without those that were published, which nothing declared is told by."""
    return [layer for layer in layers if layer.audience & viewer.groups]


def layer(viewer: Viewer, id: str) -> Layer:
    """The layer of that id; one the viewer may not see is as unknown as one that is not there."""
    found = layers.entries.get(id) or published.find(id)
    if found and found.audience & viewer.groups:
        return found
    known = ", ".join(one.id for one in visible(viewer))
    raise UnknownEntryError(f"There is no collection “{id}”; those open to you are: {known}.")


def columns(viewer: Viewer, layer: Layer) -> tuple[Field, ...]:
    """The fields of `layer` this viewer may read, filter and sort by."""
    return tuple(field for field in layer.fields if viewer.may_know(field.sensitivity))


def recall(viewer: Viewer, ids: Sequence[str]) -> tuple[tuple[Layer, ...], int]:
    """Layers by id as this process remembers them, and the state of what is published that this is of.

    Who reads their rows is to ask for PUBLISHED with them, and to `forget` and ask again where that differs.
    Raises UnknownEntryError for a layer that is not there for the viewer.
    """
    for _ in range(2):
        shelf = published.recall()
        found = [layers.entries.get(id) or shelf.layers.get(id) for id in ids]
        open = tuple(one for one in found if one and one.audience & viewer.groups)
        if len(open) == len(ids):
            return open, shelf.state
        forget()
    return tuple(layer(viewer, id) for id in ids), published.recall().state


def forget() -> None:
    """Have what is published be read again."""
    published.recall.cache_clear()
