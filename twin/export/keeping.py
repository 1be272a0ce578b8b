"""Exports that the worker makes and that lie ready for some days: begun, followed, found, let go of."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.utils import timezone

from twin.access import Viewer
from twin.models import Export, Run

Status = Run.Status
OPEN = (Status.ACCEPTED, Status.RUNNING)
KEPT = timedelta(days=3)
MOST_OPEN = 5
MOST_OPEN_OF_ANYBODY = 20


def begin(who: str, viewer: Viewer, layer: str, form: str, **told: Any) -> tuple[Export | None, bool]:
    """A new export, or that of the same question which its asker waits for already, and whether it is new.

    None where its asker has as many open as anyone may.
    """
    asked = {"who": who, "groups": sorted(viewer.groups), "layer": layer, "form": form, **told}
    waiting = Export.objects.filter(who=who, status__in=OPEN)
    if who and (same := waiting.filter(**asked).first()):
        return same, False
    if waiting.count() >= (MOST_OPEN if who else MOST_OPEN_OF_ANYBODY):
        return None, False
    return Export.objects.create(**asked), True


def find(id: UUID, who: str, viewer: Viewer) -> Export | None:
    """An export of one's own, or one of nobody's, as long as one is in all the groups it was asked in."""
    found = Export.objects.filter(pk=id, who__in={"", who}).first()
    return found if found and set(found.groups) <= viewer.groups else None


def take(id: UUID) -> Export | None:
    """An export for the worker, unless it is over."""
    return Export.objects.filter(pk=id, status__in=OPEN).first()


def move(kept: Export, before: str, using: str = "default", **told: Any) -> bool:
    """Write how an export stands, unless it no longer stood as before."""
    return bool(Export.objects.using(using).filter(pk=kept.pk, status=before).update(**told))


def fail(kept: Export, message: str) -> None:
    """An open export comes to nothing, and it is told why."""
    Export.objects.filter(pk=kept.pk, status__in=OPEN).update(
        status=Status.FAILED, message=message, ended=timezone.now()
    )
    drop(kept)


def dismiss(kept: Export) -> Export:
    """Stop an export, or let go of its file."""
    Export.objects.filter(pk=kept.pk).update(status=Status.DISMISSED, file="", size=0, ended=timezone.now())
    drop(kept)
    kept.refresh_from_db()
    return kept


def drop(kept: Export) -> None:
    """Remove the files of an export."""
    shutil.rmtree(folder(kept), ignore_errors=True)


def room() -> Path:
    """Where files lie: nginx's workers may read one whose name they are told, and nobody may list them."""
    place: Path = settings.TWIN_EXPORTS
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o711)
    return place


def folder(kept: Export) -> Path:
    """The folder of an export."""
    return room() / str(kept.pk)


def clean() -> None:
    """Let go of what is older than it is kept, then of the oldest files while all have no room.

    Folders of exports that are not there any more go too.
    """
    Export.objects.filter(made__lt=timezone.now() - KEPT).delete()
    ready = Export.objects.filter(status=Status.SUCCESSFUL).order_by("made")
    total = held()
    for kept in ready:
        if total <= settings.TWIN_EXPORT_SPACE:
            break
        total -= kept.size
        dismiss(kept)
    known = {str(pk) for pk in Export.objects.values_list("pk", flat=True)}
    for place in room().iterdir():
        if place.name not in known:
            shutil.rmtree(place, ignore_errors=True)


def held() -> int:
    """How many bytes lie ready."""
    found: QuerySet[Export] = Export.objects.filter(status=Status.SUCCESSFUL)
    return int(found.aggregate(total=Sum("size"))["total"] or 0)
