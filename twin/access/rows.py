"""Which rows a viewer may see, of layers and of things; every door's SQL wraps these querysets."""

from collections.abc import Collection, Sequence
from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet

from spatial.registers import PERSONAL
from twin import overview, published
from twin.access.times import NOW, Times
from twin.access.viewer import Viewer
from twin.layer import Layer, layers
from twin.marks import relation_of
from twin.models import Recorded, srid_of

PERSONAL_KINDS = frozenset(record.__name__ for record in PERSONAL)


def model_of(layer: Layer) -> type[Recorded]:
    """The table behind a layer."""
    if layer.model.startswith(published.PREFIX):
        return published.model_named(layer.model)
    model: Any = apps.get_model("twin", layer.model)
    return model


def counted_as(layer: Layer) -> str:
    """What loads count the rows of a layer as: their kind, or the layer itself where it is published."""
    return layer.id if layer.model.startswith(published.PREFIX) else str(model_of(layer)._meta.model_name)


def rows(viewer: Viewer, layer: Layer, times: Times = NOW) -> QuerySet[Any]:
    """The version rows of `layer` open to `viewer` at `times`, in no order."""
    return rows_together(viewer, [layer], times)


def rows_together(viewer: Viewer, together: Sequence[Layer], times: Times = NOW) -> QuerySet[Any]:
    """The rows of at least one layer, of several where they divide one table among them, by one question."""
    manager = model_of(together[0])._default_manager
    parts = [layer.where for layer in together if layer.audience & viewer.groups]
    if not parts:
        return manager.none()
    within = Q() if {} in parts else Q(*(Q(**part) for part in parts), _connector=Q.OR)
    return admit(viewer, manager.filter(times.condition(), within))


def versions(viewer: Viewer, kind: type[Recorded], things: Collection[int]) -> QuerySet[Any]:
    """All versions of these things that the viewer may see, those of now before the past, newest first."""
    return every_version(viewer, kind).filter(thing_id__in=things)


def every_version(viewer: Viewer, kind: type[Recorded]) -> QuerySet[Any]:
    """All versions of a kind that the viewer may see, in the order of `versions`.

    A kind that layers tell of is for their audience. Personal rows have a gate of their own.
    """
    if kind.__name__ in PERSONAL_KINDS:
        raise TypeError(f"Rows of {kind.__name__} are read with a purpose, through twin.access.personal.")
    telling = [layer for layer in layers if layer.model == kind.__name__]
    if telling and not any(layer.audience & viewer.groups for layer in telling):
        return kind._default_manager.none()
    return admit(viewer, kind._default_manager.all()).order_by(F("recorded__upper_inf").desc(), "-id")


def admit(viewer: Viewer, found: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the rows that are not closed to the viewer."""
    if viewer.openness < max(type(viewer.openness)):
        return found.filter(openness__lte=viewer.openness)
    return found


def layer_versions(viewer: Viewer, layer: Layer) -> QuerySet[Any]:
    """All versions that the layer tells or has told of and the viewer may see, in no order."""
    manager = model_of(layer)._default_manager
    if not layer.audience & viewer.groups:
        return manager.none()
    return admit(viewer, manager.filter(**layer.where))


def srid(layer: Layer) -> int:
    """The EPSG code of the layer's footprints: the twin's own, or degrees for what lies beyond the city."""
    return srid_of(model_of(layer))


def overview_rows(layer: Layer, zoom: int) -> QuerySet[Any, dict[str, Any]] | None:
    """What everyone sees of `layer` today at a low zoom; None where its rows themselves are to be read."""
    return overview.rows(layer, zoom)


def sheet_rows(layer: Layer, zoom: int) -> QuerySet[Any, dict[str, Any]] | None:
    """What tiles of `layer` for everyone are put together from at a zoom; None where their rows are read."""
    return overview.sheet_rows(layer, zoom)


def sheet_keys(layer: Layer) -> list[str]:
    """The names of the columns of a layer's sheets."""
    return overview.sheet_keys(layer)


FARTHEST_OVERVIEW = overview.FARTHEST
"""The zoom from which farther ones read the same generalised rows."""


def relation(layer: Layer) -> str:
    """The name of the table behind a layer, as triggers tell it."""
    return relation_of(model_of(layer))


def feature_rows(viewer: Viewer, layer: Layer, id: int, times: Times = NOW) -> QuerySet[Any]:
    """The rows of one thing, newest first."""
    return rows(viewer, layer, times).filter(thing_id=id).order_by("-id")
