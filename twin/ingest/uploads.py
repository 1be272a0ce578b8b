"""Files that planners send in the browser: kept aside, then loaded by the worker like any other."""

import logging
import re
import shutil
import tempfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import Q
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from spatial.errors import RefusedError
from twin.ingest import ledger
from twin.ingest.carrying import refuse
from twin.ingest.loading import Order, bring, named
from twin.ingest.recognise import recognise

log = logging.getLogger(__name__)
# How often a file is begun: one that ends its worker each time must not do so for ever.
TRIES = 3
KEPT_WAITING = RetryStrategy(max_attempts=TRIES, wait=10, retry_exceptions={OperationalError, InterfaceError})


def receive(name: str, size: int | None, chunks: Iterable[bytes], who: str, keep_good: bool) -> None:
    """Keep a file that was sent and have the worker load it in `who`'s name.

    Raises RefusedError, keeping nothing, where the file is too large or no format knows it.
    """
    limit = settings.TWIN_UPLOAD_LIMIT
    if size is None or size > limit:
        raise RefusedError(
            f"The file is larger than the {limit // 2**20} MB that can be sent here; "
            "load it on the server by `manage.py load`."
        )
    folder = Path(tempfile.mkdtemp(dir=room()))
    path = folder / (re.sub(r"[^\w.-]+", "-", Path(name).name).strip("-.") or "file")
    try:
        with path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
        recognise(path)
    except BaseException:
        shutil.rmtree(folder)
        raise
    take.defer(path=str(path), who=who, keep_good=keep_good)


def room() -> Path:
    """Where files wait; only the twin's own account may look."""
    place: Path = settings.INSTANCE.data_dir / "uploads"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


@app.task(
    name="twin.ingest.uploads.take",
    queue="loads",
    lock="twin.ingest.uploads",
    retry=KEPT_WAITING,
    pass_context=True,
)
def take(context: JobContext, path: str, who: str, keep_good: bool) -> None:
    """The worker's part: load the file, one after the other, and let go of it once the book tells of it."""
    file = Path(path)
    try:
        if context.job.attempts < TRIES:
            bring(file, Order(keep_good=keep_good), who)
        else:
            give_up(file, who)
    except RefusedError as refusal:
        # It was known when it came, so it is gone or another's by now; the book cannot tell of it.
        log.warning("%s, which %s had sent, was not loaded: %s", file.name, who, refusal)
    shutil.rmtree(file.parent, ignore_errors=True)


def give_up(file: Path, who: str) -> None:
    """Tell in the book that the worker never came to the end of a file."""
    input = recognise(file)
    refusal = RefusedError(
        f"The worker was stopped {TRIES} times while it loaded this file; the file may need more memory than "
        "there is. Load it on the server by `manage.py load`."
    )
    refuse(ledger.open_load(input, named(file), None, None, who), refusal, None)


def waiting() -> int:
    """How many files wait for the worker or are being loaded."""
    return int(jobs("todo", "doing").filter(task_name=take.name).count())


def jobs(*status: str) -> Any:
    """The worker's jobs that stand so."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    return ProcrastinateJob.objects.filter(status__in=status)


def resume(idle: float) -> int:
    """Give files whose worker has said nothing for `idle` seconds to the next worker; how many they were.

    What comes again by the clock is let go: its next time does the same.
    """
    now = timezone.now()
    silent = Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=now - timedelta(seconds=idle))
    resumed = 0
    for job in jobs("doing").filter(silent):
        if job.task_name == take.name:
            resumed += 1
        else:
            app.job_manager.cancel_job_by_id(job.pk, abort=True)
        app.job_manager.retry_job_by_id(job.pk, retry_at=now)
    return resumed


def sweep() -> None:
    """Let go of files that no job waits for: their sender was cut off, or they are loaded already."""
    awaited = {Path(job.args["path"]).parent for job in jobs("todo", "doing").filter(task_name=take.name)}
    for folder in room().iterdir():
        if folder not in awaited:
            shutil.rmtree(folder)
