"""Files that planners send in the browser: kept aside, then loaded by the worker like any other."""

import logging
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import Q
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from spatial.crs import parse, parse_heights
from spatial.errors import RefusedError
from spatial.format import Asked
from spatial.profile.document import read_profile
from twin.changes import ANALYSES, FOLLOWING
from twin.ingest import ledger
from twin.ingest.carrying import refuse
from twin.ingest.loading import Order, bring, named
from twin.ingest.openness import WORDS
from twin.ingest.recognise import recognise

log = logging.getLogger(__name__)
# How often a file is begun: one that ends its worker each time must not do so for ever.
TRIES = 3
KEPT_WAITING = RetryStrategy(max_attempts=TRIES, wait=10, retry_exceptions={OperationalError, InterfaceError})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What a planner sends: a file and how it is to be loaded; `profile` is a column profile's content.

    `asked` is what is said of the file over what it says of itself.
    """

    name: str
    size: int | None
    chunks: Iterable[bytes]
    keep_good: bool = False
    openness: str | None = None
    profile: bytes | None = None
    asked: Asked = field(default_factory=Asked)


def receive(parcel: Parcel, who: str) -> None:
    """Keep a file that was sent and have the worker load it in `who`'s name.

    Raises RefusedError, keeping nothing, where the file is too large, no format knows it, or what was said of
    it cannot be understood.
    """
    limit = settings.TWIN_UPLOAD_LIMIT
    if parcel.size is None or parcel.size > limit:
        raise RefusedError(
            f"The file is larger than the {limit // 2**20} MB that can be sent here; "
            "load it on the server by `manage.py load`."
        )
    if parcel.openness and parcel.openness not in WORDS:
        raise RefusedError(f"Who may see the rows is one of {', '.join(WORDS)}.")
    if parcel.asked.crs:
        parse(parcel.asked.crs)
    if parcel.asked.heights:
        parse_heights(parcel.asked.heights)
    folder = Path(tempfile.mkdtemp(dir=room()))
    try:
        path = keep_file(folder, parcel.name, parcel.chunks)
        recognise(path)
        profile = keep_profile(folder, parcel.profile)
    except BaseException:
        shutil.rmtree(folder)
        raise
    take.defer(
        path=str(path),
        who=who,
        keep_good=parcel.keep_good,
        openness=parcel.openness,
        profile=profile,
        asked=asdict(parcel.asked),
    )


def keep_file(folder: Path, name: str, chunks: Iterable[bytes]) -> Path:
    """Write what was sent to a file of the name it was sent under, as far as that is a name."""
    path = folder / (re.sub(r"[^\w.-]+", "-", Path(name).name).strip("-.") or "file")
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return path


def keep_profile(folder: Path, content: bytes | None) -> str | None:
    """Keep a profile that was sent, in a folder where it cannot be taken for a part of the file."""
    if not content:
        return None
    path = folder / "profile" / "profile.toml"
    path.parent.mkdir()
    path.write_bytes(content)
    read_profile(path)
    return str(path)


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
def take(
    context: JobContext,
    path: str,
    who: str,
    keep_good: bool,
    openness: str | None = None,
    profile: str | None = None,
    asked: dict[str, Any] | None = None,
) -> None:
    """The worker's part: load the file, one after the other, and let go of it once the book tells of it."""
    file = Path(path)
    order = Order(
        keep_good=keep_good,
        openness=WORDS[openness] if openness else None,
        profile=Path(profile) if profile else None,
        asked=Asked(**(asked or {})),
    )
    try:
        if context.job.attempts < TRIES:
            bring(file, order, who)
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

    So are analyses, and what follows from changes unless the same waits already. What comes again by the
    clock is let go: its next time does the same.
    """
    now = timezone.now()
    silent = Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=now - timedelta(seconds=idle))
    resumed = 0
    for job in jobs("doing").filter(silent):
        if job.task_name == take.name:
            resumed += 1
        elif not is_taken_up(job):
            app.job_manager.cancel_job_by_id(job.pk, abort=True)
        app.job_manager.retry_job_by_id(job.pk, retry_at=now)
    return resumed


def is_taken_up(job: Any) -> bool:
    """Whether a job whose worker is gone is one for the next: an analysis, or what follows from changes."""
    waits = jobs("todo").filter(queueing_lock=job.queueing_lock)
    return job.queue_name == ANALYSES or (job.queue_name == FOLLOWING and not waits.exists())


def sweep() -> None:
    """Let go of files that no job waits for: their sender was cut off, or they are loaded already."""
    awaited = {Path(job.args["path"]).parent for job in jobs("todo", "doing").filter(task_name=take.name)}
    for folder in room().iterdir():
        if folder not in awaited:
            shutil.rmtree(folder)
