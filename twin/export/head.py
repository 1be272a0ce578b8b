"""What the head of an export says: its grid and system, and what its sources said of themselves."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from spatial.cityjson.document import CITY, HEIGHTS
from spatial.cityjson.grid import Grid, cite
from twin.models import Load, Source

# Said anew for what goes out.
OURS = {"referenceSystem", "geographicalExtent", HEIGHTS}
EXTENSIONS = "extensions"


def write_head(grid: Grid, loads: Collection[int], whole: bool) -> dict[str, Any]:
    """The root's members but for the city itself.

    An excerpt (not `whole`) bears no identifier: brought in again it would pass for a new edition.
    """
    sources = latest(loads)
    metadata = _describe(sources)
    if not whole:
        metadata.pop("identifier", None)
    system, heights = cite(grid.crs)
    metadata |= {"referenceSystem": system} | ({HEIGHTS: heights} if heights else {})
    head: dict[str, Any] = {"transform": grid.transform, "metadata": metadata}
    extensions: dict[str, Any] = {}
    for source in sources:
        said = {
            key: value for key, value in source.about.items() if key not in CITY | {"metadata", EXTENSIONS}
        }
        named = source.about.get(EXTENSIONS)
        extensions = (named if isinstance(named, dict) else {}) | extensions
        head = said | head
    return head | ({EXTENSIONS: extensions} if extensions else {})


def latest(loads: Collection[int]) -> list[Source]:
    """The last source of each dataset among these loads, the newest first."""
    found: dict[int, Source] = {}
    for load in Load.objects.filter(pk__in=loads).select_related("source__dataset").order_by("-pk"):
        found.setdefault(load.source.dataset_id, load.source)
    return list(found.values())


def _describe(sources: list[Source]) -> dict[str, Any]:
    """The metadata of the one source, or whom to thank for what comes from several."""
    if len(sources) == 1:
        [source] = sources
        said = source.about.get("metadata")
        if isinstance(said, dict):
            return {key: value for key, value in said.items() if key not in OURS}
        told = {"title": source.dataset.title, "referenceDate": as_date(source.reference_date)}
    else:
        told = {}
    told["publisher"] = join(source.publisher for source in sources)
    told["license"] = join(source.licence for source in sources)
    told["attribution"] = join(source.attribution for source in sources)
    return {key: value for key, value in told.items() if value}


def join(texts: Iterable[str]) -> str:
    """The texts that say something one after the other, each once."""
    return "; ".join(dict.fromkeys(text for text in texts if text))


def as_date(text: str) -> str:
    """The text where it is a day, as CityJSON wants it; else none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
