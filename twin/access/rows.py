"""Which rows of a layer a viewer may see; every door's SQL wraps this queryset."""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from twin import published
from twin.access.times import NOW, Times
from twin.access.viewer import Viewer
from twin.layer import Layer
from twin.models import Recorded, srid_of


def model_of(layer: Layer) -> type[Recorded]:
    """The table behind a layer."""
    if layer.model.startswith(published.PREFIX):
        return published.model_named(layer.model)
    model: Any = apps.get_model("twin", layer.model)
    return model


def rows(viewer: Viewer, layer: Layer, times: Times = NOW) -> QuerySet[Any]:
    """The version rows of `layer` open to `viewer` at `times`, in no order."""
    if not layer.audience & viewer.groups:
        return model_of(layer)._default_manager.none()
    allowed = model_of(layer)._default_manager.filter(times.condition(), **layer.where)
    if viewer.openness < max(type(viewer.openness)):
        allowed = allowed.filter(openness__lte=viewer.openness)
    return allowed


def srid(layer: Layer) -> int:
    """The EPSG code of the layer's footprints: the twin's own, or degrees for what lies beyond the city."""
    return srid_of(model_of(layer))


def feature_rows(viewer: Viewer, layer: Layer, id: int, times: Times = NOW) -> QuerySet[Any]:
    """The rows of one thing, newest first."""
    return rows(viewer, layer, times).filter(thing_id=id).order_by("-id")
