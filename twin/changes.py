"""The only way rows are written: one transaction, at whose commit the versions of the changed kinds rise."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import numpy as np
from django.conf import settings
from django.contrib.gis.db.models import Extent
from django.db import transaction
from django.db.models import Count, FloatField, Func, Model, Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from spatial.classification import classify
from spatial.crs import LONLAT, move
from spatial.errors import RefusedError
from spatial.tile_matrix import Bounds
from twin import marks, overview, published
from twin.clock import take_moment as take_moment  # told with the other ways of writing
from twin.layer import layers
from twin.models import Frame, Openness, Published, Recorded, Register, Revision, Version, srid_of

WEB_MERCATOR = 3857
FOLLOWING, ANALYSES = "following", "analyses"
"""The queue of jobs that work out anew what rows or ties were counted into."""

MANY = 1000
"""Rows that change with the day are told one by one up to this number."""

droppers: list[Callable[[Sequence[marks.Place]], None]] = []
"""Those who keep what is made of rows, on floors above: each drops what lies at the places it is told."""


@contextmanager
def writing() -> Iterator[set[type[Recorded]]]:
    """A transaction for changing version rows; the body adds each kind it changes to the set it is given.

    Leaving it well commits the rows and their kinds' new revisions together, or neither.
    """
    changed: set[type[Recorded]] = set()
    with transaction.atomic():
        keep_frame()
        yield changed
        for kind in sorted(changed, key=lambda one: one.__name__):
            raise_revision(kind)
        tell_followers(changed)
        places = marks.take()
        tell_droppers([*places, *generalise(changed, places)])


def catch_up() -> bool:
    """See to what was changed by others than the twin, as if it had been changed by this transaction.

    False where there is nothing that nobody else sees to.
    """
    with transaction.atomic():
        places = marks.take_others()
        if not places:
            return False
        told = {place.relation for place in places}
        changed_by_others = {kind for kind in tables() if marks.relation_of(kind) in told}
        tell_droppers([*places, *generalise(changed_by_others, places)])
    with writing() as changed:
        changed |= changed_by_others
    return True


def generalise(changed: AbstractSet[type[Recorded]], places: Sequence[marks.Place]) -> Iterator[marks.Place]:
    """Bring what tiles of low zooms read up to date where this transaction has changed rows."""
    for kind in sorted(changed, key=lambda one: one.__name__):
        relation = marks.relation_of(kind)
        boxes = [place.box for place in places if place.relation == relation]
        known = [box for box in boxes if box is not None]
        for zooms, box in overview.renew(kind, known if len(known) == len(boxes) else None):
            yield marks.Place(relation, box, zooms)


def show_anew(kind: type[Recorded]) -> None:
    """Have all that is made of a table be made anew, as what is told of its rows is another."""
    with writing() as changed:
        changed.add(kind)
        marks.note(kind, [None])


def boxes_of(rows: QuerySet[Any]) -> list[Bounds | None]:
    """Where rows are drawn, in EPSG:3857; many are drawn anywhere."""
    sides = [
        Func("tile", function=f"ST_{side}", output_field=FloatField())
        for side in ("XMin", "YMin", "XMax", "YMax")
    ]
    found = list(rows.filter(tile__isempty=False).values_list(*sides)[: MANY + 1])
    return [*found] if len(found) <= MANY else [None]


def tell_droppers(places: Sequence[marks.Place]) -> None:
    """Mark what this transaction has changed and have what was made of it dropped; called last in it."""
    if places:
        marks.mark(places)
        for drop in droppers:
            drop(places)


def tell_followers(changed: AbstractSet[type[Model]]) -> None:
    """Tell of what this transaction has changed; to be called last in it.

    Those who follow stand on floors above and are not loaded before.
    """
    for follower in settings.TWIN_FOLLOWERS:
        import_module(follower).follow(changed)


def queue(task: "Task[[], None, []]") -> None:
    """Have the worker run `task` once the transaction has committed, be it asked for once or often.

    Where it waits already it is held until then: begun earlier, it would not see what was changed.
    """
    from procrastinate.contrib.django.models import ProcrastinateJob

    waiting = ProcrastinateJob.objects.filter(queueing_lock=task.queueing_lock, status="todo")
    with transaction.atomic():
        while not waiting.select_for_update().first():
            with suppress(AlreadyEnqueued), transaction.atomic():
                task.defer()


def keep_frame() -> Frame:
    """The twin's frame, written down for a new twin; raises RefusedError where the settings name another."""
    wanted = settings.TWIN_CRS, settings.TWIN_HEIGHTS
    frame, _ = Frame.objects.get_or_create(defaults={"crs": wanted[0], "heights": wanted[1]})
    if (frame.crs, frame.heights) != wanted:
        kept, asked = (
            f"EPSG:{crs} with heights {told(datum)}" for crs, datum in ((frame.crs, frame.heights), wanted)
        )
        raise RefusedError(
            f"This twin is kept in {kept}, not in {asked}. Start it with --crs {frame.crs} --heights "
            f"{frame.heights or 'none'}, or make another twin in another folder with --data-dir."
        )
    return frame


def told(heights: int | None) -> str:
    """A height datum in words."""
    return f"EPSG:{heights}" if heights else "of no datum"


def raise_revision(kind: type[Recorded]) -> None:
    """Count a change of `kind` and note what is open and current of it now, in all and layer by layer."""
    parts = {layer.id: layer.where for layer in layers if layer.where and layer.model == kind.__name__}
    whole, *others = measure(kind, [{}, *parts.values()])
    revision, _ = Revision.objects.select_for_update().get_or_create(kind=kind._meta.model_name)
    revision.number += 1
    revision.rows, revision.extent = whole
    revision.parts = dict(zip(parts, others, strict=True))
    revision.classes = find_classes(kind)
    revision.save()


def measure(kind: type[Recorded], choices: Sequence[dict[str, Any]]) -> list[tuple[int, list[float] | None]]:
    """How many open rows are current of each choice of them (Django lookups), and where, in CRS84."""
    far = srid_of(kind) == LONLAT  # and reaches beyond what tiles show
    current = kind._default_manager.filter(recorded__upper_inf=True, openness=Openness.OPEN)
    counts = {f"rows{at}": Count("pk", filter=Q(**choice)) for at, choice in enumerate(choices)}
    boxes = {
        f"box{at}": Extent("footprint" if far else "tile", filter=Q(**choice))
        for at, choice in enumerate(choices)
    }
    found = current.aggregate(**counts, **boxes)
    return [
        (found[f"rows{at}"], box and bound(box, LONLAT if far else WEB_MERCATOR))
        for at in range(len(choices))
        for box in [found[f"box{at}"]]
    ]


def find_classes(kind: type[Recorded]) -> dict[str, dict[str, Any]]:
    """The classes of each graded layer over `kind`, by the figures of all its current rows."""
    found = {}
    for layer in layers:
        if layer.paint.ramp and layer.model == kind.__name__:
            [column] = (field.source for field in layer.fields if field.name == layer.paint.by)
            current = kind._default_manager.filter(
                recorded__upper_inf=True, **layer.where, **{f"{column}__isnull": False}
            )
            figures = np.fromiter(current.values_list(column, flat=True).iterator(), dtype=np.float64)
            if classes := classify(figures, len(layer.paint.ramp)):
                found[layer.id] = classes.write()
    return found


def bound(box: tuple[float, float, float, float], srid: int) -> list[float]:
    """A box in degrees, to the centimetre."""
    corners = move(np.array(box).reshape(2, 2), srid, LONLAT)
    return [round(figure, 7) for figure in corners.ravel().tolist()]


def kinds() -> list[type[Recorded]]:
    """Every table of city objects and of the registers."""
    return sorted([*Version.__subclasses__(), *Register.__subclasses__()], key=lambda kind: kind.__name__)


def tables() -> list[type[Recorded]]:
    """Every table of rows in two times: the city's and the published."""
    return [*kinds(), *(published.model_of(row) for row in Published.objects.order_by("id"))]


def turn_day(today: date | None = None) -> list[type[Recorded]]:
    """Treat each valid bound crossed since the last call as a change; gives the kinds that changed.

    Called at start-up and through the day, so that what begins or ends at the city's midnight is told.
    """
    today = today or timezone.localdate()
    with writing() as changed:
        frame = Frame.objects.select_for_update().get()
        since = frame.day or today
        if since < today:
            crossed = (since + timedelta(days=1), today)
            begins = Q(valid__startswith__range=crossed)
            ends = Q(valid__endswith__range=crossed)
            for kind in tables():
                crossing = kind._default_manager.filter(begins | ends, recorded__upper_inf=True)
                if crossing.exists():
                    changed.add(kind)
                    marks.note(kind, boxes_of(crossing))
        frame.day = today
        frame.save(update_fields=["day"])
        return sorted(changed, key=lambda kind: kind.__name__)


@app.periodic(cron="*/5 * * * *")
@app.task(name="twin.changes.watch_day", queueing_lock="twin.changes.watch_day", pass_context=False)
def watch_day(timestamp: int) -> None:
    """The worker's clock: every five minutes, turn the day if the city's midnight has passed."""
    turn_day()
