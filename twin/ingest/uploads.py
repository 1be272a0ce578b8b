"""Files that planners send in the browser: kept aside, then loaded by the worker like any other."""

import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from procrastinate.contrib.django import app

from spatial.errors import RefusedError
from spatial.profile.document import read_profile
from twin.ingest.loading import Order, bring
from twin.ingest.openness import WORDS
from twin.ingest.recognise import recognise


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What a planner sends: a file and how it is to be loaded; `profile` is a column profile's content."""

    name: str
    size: int | None
    chunks: Iterable[bytes]
    keep_good: bool = False
    openness: str | None = None
    profile: bytes | None = None


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
    folder = Path(tempfile.mkdtemp(dir=room()))
    path = folder / (re.sub(r"[^\w.-]+", "-", Path(parcel.name).name).strip("-.") or "file")
    try:
        with path.open("wb") as file:
            for chunk in parcel.chunks:
                file.write(chunk)
        recognise(path)
        profile = keep_profile(folder, parcel.profile)
    except BaseException:
        shutil.rmtree(folder)
        raise
    take.defer(path=str(path), who=who, keep_good=parcel.keep_good, openness=parcel.openness, profile=profile)


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


@app.task(name="twin.ingest.uploads.take", queue="loads", lock="twin.ingest.uploads")
def take(path: str, who: str, keep_good: bool, openness: str | None, profile: str | None) -> None:
    """The worker's part: load the file, one after the other, and let go of it."""
    file = Path(path)
    order = Order(
        keep_good=keep_good,
        openness=WORDS[openness] if openness else None,
        profile=Path(profile) if profile else None,
    )
    try:
        bring(file, order, who)
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
