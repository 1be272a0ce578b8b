"""Which jobs are listed: the parameters of the job list and what they ask of the runs."""

from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, Now

from twin.doorway.parameters import Parameter, choose, read_integer
from twin.filter.instants import read_instant

MOST, USUAL = 1000, 100
STATES = ("accepted", "running", "successful", "failed", "dismissed")


def read_limit(text: str) -> int:
    """At least 1; more than the most is served as the most."""
    limit = read_integer(text)
    if limit < 1:
        raise ValueError(text)
    return min(limit, MOST)


def read_words(text: str) -> list[str]:
    """Words with commas between them."""
    return [word for word in text.split(",") if word]


def read_states(text: str) -> list[str]:
    """States of a job with commas between them."""
    return [choose(*STATES)(word) for word in text.split(",")]


def read_types(text: str) -> list[str]:
    """Kinds of job; there is one here."""
    return [choose("process")(word) for word in text.split(",")]


def read_span(text: str) -> list[Any]:
    """First and last moment of an instant or interval, None for an open end."""
    first, slash, last = text.partition("/")
    ends = (first, last) if slash else (first, first)
    return [None if end in ("", "..") else read_instant(end) for end in ends]


def read_seconds(text: str) -> timedelta:
    """A length of time."""
    seconds = read_integer(text)
    if not 0 <= seconds < 10**9:
        raise ValueError(text)
    return timedelta(seconds=seconds)


def ask(name: str, about: str, wants: str, read: Any, **more: Any) -> Parameter:
    """A parameter of the job list."""
    return Parameter(name=name, about=about, wants=wants, read=read, **more)


# OGC 18-062r2 §11.2.
FILTERS = (
    ask("type", "Only jobs of these kinds.", "“process”", read_types),
    ask("processID", "Only jobs of these processes.", "process ids with commas between them", read_words),
    ask(
        "status", "Only jobs that stand so.", f"of {', '.join(STATES)} with commas between them", read_states
    ),
    ask("datetime", "Only jobs made then.", "a date-time or an interval of two such as a/..", read_span),
    ask("minDuration", "Only jobs that took longer, in seconds.", "an integer from 0", read_seconds),
    ask("maxDuration", "Only jobs that took less, in seconds.", "an integer from 0", read_seconds),
    ask(
        "limit",
        f"How many jobs at most; more than {MOST} are served as {MOST}.",
        f"an integer from 1 to {MOST}",
        read_limit,
        schema={"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        default=USUAL,
    ),
)


def filter_runs(runs: QuerySet[Any], asked: dict[str, Any]) -> QuerySet[Any]:
    """The runs that are listed; what was dismissed is, only when asked for by its status."""
    if asked["processID"]:
        runs = runs.filter(analysis__in=asked["processID"])
    runs = runs.filter(status__in=asked["status"]) if asked["status"] else runs.exclude(status="dismissed")
    if asked["datetime"]:
        first, last = asked["datetime"]
        runs = runs.filter(made__gte=first) if first else runs
        runs = runs.filter(made__lte=last) if last else runs
    if asked["minDuration"] is not None or asked["maxDuration"] is not None:
        runs = runs.filter(began__isnull=False).annotate(took=Coalesce(F("ended"), Now()) - F("began"))
    if asked["minDuration"] is not None:
        runs = runs.filter(took__gte=asked["minDuration"])
    if asked["maxDuration"] is not None:
        runs = runs.filter(took__lte=asked["maxDuration"])
    return runs.defer("outcome")[: asked["limit"]]
