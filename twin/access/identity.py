"""From an object's own id to the layer and thing a viewer may see it as."""

from twin.access.listing import visible
from twin.access.objects import Known, find_object
from twin.access.rows import model_of, rows
from twin.access.viewer import Viewer
from twin.layer import Layer
from twin.models import Thing


def locate(viewer: Viewer, dataset: str, kind: str, code: str) -> tuple[Layer, int] | None:
    """The first of the viewer's layers that holds the object now, and its thing id; None where none does."""
    for layer in visible(viewer):
        if model_of(layer)._meta.model_name != kind:
            continue
        found = rows(viewer, layer).filter(thing__dataset__key=dataset, thing__kind=kind, thing__code=code)
        id = found.values_list("thing_id", flat=True).first()
        if id is not None:
            return layer, id
    return None


def find_named(viewer: Viewer, dataset: str, kind: str, code: str) -> Known | None:
    """The object of its own id, also when it has ended; None where there is none for the viewer."""
    thing = Thing.objects.filter(dataset__key=dataset, kind=kind, code=code).first()
    return find_object(viewer, thing.pk) if thing else None
