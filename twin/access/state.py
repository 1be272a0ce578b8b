"""What a layer holds now: how many rows, where, since which change, and whom to credit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Exists, Q, QuerySet

from spatial.classification import Classification, read
from spatial.text import Text
from twin.access.rows import model_of
from twin.access.viewer import Viewer
from twin.layer import Group, Layer
from twin.layer.grading import grade
from twin.models import Dataset, Revision, Source

Attributions = list[str]
MADE_UP = Text(
    "演示数据：登记由程序生成，并非真实登记。", "For demonstration: the registers are made up, not real."
)
SYNTHESISED = "population"
UNTITLED = Text("城市信息模型", "City information model")


@dataclass(frozen=True, slots=True)
class State:
    """`version` rises with each change; `extent` is (west, south, east, north) in CRS84 or None.

    `classes` are those that the figures of a graded layer ask for, where it is the state of that one;
    `made_up` says that there are made-up registers in this twin.
    """

    version: int
    extent: tuple[float, float, float, float] | None
    rows: int
    classes: Classification | None = None
    made_up: bool = False


def title(language: str) -> str:
    """What this twin is called."""
    return settings.TWIN_TITLE or UNTITLED.in_(language)


def state(*layers: Layer) -> State:
    """The joint state of `layers`."""
    known = {revision.kind: revision for revision in revisions().filter(kind__in=map(kind_of, layers))}
    return join(layers, known)


def states(*layers: Layer) -> dict[str, State]:
    """The state of each layer by its id, read at once."""
    known = {revision.kind: revision for revision in revisions()}
    return {layer.id: join([layer], known) for layer in layers}


def kind_of(layer: Layer) -> str:
    """The kind whose revisions tell of a layer."""
    return str(model_of(layer)._meta.model_name)


def join(layers: Sequence[Layer], known: Mapping[str, Any]) -> State:
    """One state of several layers: each row is in one of them, and each kind changes by itself."""
    kinds = {layer.id: kind for layer in layers if (kind := kind_of(layer)) in known}
    held = [known[kind].parts.get(id, (known[kind].rows, known[kind].extent)) for id, kind in kinds.items()]
    extents = [extent for _, extent in held if extent]
    west, south, east, north = zip(*extents, strict=True) if extents else ((),) * 4
    graded = [kept for id, kind in kinds.items() if (kept := known[kind].classes.get(id))]
    return State(
        version=sum(known[kind].number for kind in set(kinds.values())),
        extent=(min(west), min(south), max(east), max(north)) if extents else None,
        rows=sum(rows for rows, _ in held),
        classes=read(graded[0]) if len(layers) == 1 and graded else None,
        made_up=any(known[kind].made_up for kind in kinds.values()),
    )


def dress(layers: Sequence[Layer], states: Mapping[str, State]) -> list[Layer]:
    """The layers as their rows ask for: graded, and told to be made up where the registers are."""
    graded = [grade(layer, states[layer.id].classes) for layer in layers]
    return [
        replace(layer, about=Text(f"{MADE_UP.zh}{layer.about.zh}", f"{MADE_UP.en} {layer.about.en}"))
        if layer.group is Group.LAND_AND_HOUSING and states[layer.id].made_up
        else layer
        for layer in graded
    ]


def revisions() -> QuerySet[Any]:
    """The revisions of all kinds, with whether a load of a made-up population stands."""
    loaded = Source.objects.filter(format=SYNTHESISED, loads__status="done")
    return Revision.objects.annotate(made_up=Exists(loaded))


def attributions(viewer: Viewer) -> Attributions:
    """The credits to show wherever the twin's data is drawn, each once."""
    loaded = Source.objects.filter(Q(loads__status="done"), dataset__in=Dataset.objects.all())
    names: list[Any] = list(loaded.exclude(attribution="").values_list("attribution", flat=True).distinct())
    return sorted(names)
