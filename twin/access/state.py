"""What a layer holds now: how many rows, where, since which change, and whom to credit."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q

from spatial.text import Text
from twin.access.rows import model_of
from twin.access.viewer import Viewer
from twin.layer import Layer
from twin.models import Dataset, Revision, Source

Attributions = list[str]
UNTITLED = Text("城市信息模型", "City information model")


@dataclass(frozen=True, slots=True)
class State:
    """`version` rises with each change; `extent` is (west, south, east, north) in CRS84 or None."""

    version: int
    extent: tuple[float, float, float, float] | None
    rows: int


def title(language: str) -> str:
    """What this twin is called."""
    return settings.TWIN_TITLE or UNTITLED.in_(language)


def state(*layers: Layer) -> State:
    """The joint state of the kinds behind `layers`."""
    kinds = {model_of(layer)._meta.model_name for layer in layers}
    return join(list(Revision.objects.filter(kind__in=kinds)))


def states(*layers: Layer) -> dict[str, State]:
    """The state of each layer by its id, read at once."""
    known = {revision.kind: revision for revision in Revision.objects.all()}
    kinds = {layer.id: str(model_of(layer)._meta.model_name) for layer in layers}
    return {id: join([known[kind]] if kind in known else []) for id, kind in kinds.items()}


def join(found: list[Revision]) -> State:
    """One state of several kinds' revisions."""
    extents = [revision.extent for revision in found if revision.extent]
    west, south, east, north = zip(*extents, strict=True) if extents else ((),) * 4
    return State(
        version=sum(revision.number for revision in found),
        extent=(min(west), min(south), max(east), max(north)) if extents else None,
        rows=sum(revision.rows for revision in found),
    )


def attributions(viewer: Viewer) -> Attributions:
    """The credits to show wherever the twin's data is drawn, each once."""
    loaded = Source.objects.filter(Q(loads__status="done"), dataset__in=Dataset.objects.all())
    names: list[Any] = list(loaded.exclude(attribution="").values_list("attribution", flat=True).distinct())
    return sorted(names)
