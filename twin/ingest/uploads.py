"""Files that planners send in the browser: kept aside, then loaded by the worker like any other."""

import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from procrastinate.contrib.django import app

from spatial.errors import RefusedError
from twin.ingest.loading import Order, bring
from twin.ingest.recognise import recognise


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


@app.task(name="twin.ingest.uploads.take", queue="loads", lock="twin.ingest.uploads")
def take(path: str, who: str, keep_good: bool) -> None:
    """The worker's part: load the file, one after the other, and let go of it."""
    file = Path(path)
    try:
        bring(file, Order(keep_good=keep_good), who)
    except RefusedError:
        # It was known when it came; what has become of it since is told by the book of loads.
        return
    finally:
        shutil.rmtree(file.parent, ignore_errors=True)


def waiting() -> int:
    """How many files wait for the worker or are being loaded."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    jobs: Any = ProcrastinateJob.objects.filter(task_name=take.name, status__in=("todo", "doing"))
    return int(jobs.count())
