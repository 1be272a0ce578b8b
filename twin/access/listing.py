"""Which layers a viewer may see, and which of their fields."""

from spatial.errors import UnknownEntryError
from twin import published
from twin.access.viewer import Viewer
from twin.layer import Field, Layer, layers


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
