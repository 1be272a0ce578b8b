"""What is counted of the twin at work, for Prometheus: figures alone, no word of whom or of which rows.

Each process of the HTTP server counts in files of its own in one folder, which `up` names and empties; who
asks any of them is told the sum. A process that was killed keeps its share of what was counted.
"""

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
OWN = CollectorRegistry()
QUICK = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
SLOW = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)

REQUESTS = Counter(
    "twin_requests",
    "Requests the app has answered, by route as a pattern and first digit of the status; "
    "kept tiles and static files are answered by nginx before.",
    ["method", "route", "status"],
    registry=OWN,
)
REFUSED = Counter(
    "twin_refused", "Requests refused by 503 because the server was busy.", ["reason"], registry=OWN
)
TILES = Counter(
    "twin_tiles",
    "Tiles the app has answered with: kept ones, and those it made, which it may have kept.",
    ["source"],
    registry=OWN,
)
LEFT_OUT = Counter(
    "twin_tile_features_left_out", "Features left out of tiles made, to meet the budget.", registry=OWN
)
MAKING = Histogram(
    "twin_tile_making_seconds",
    "Seconds to make a tile, waits for a connection included.",
    ["zoom"],
    buckets=SLOW,
    registry=OWN,
)
WAITING = Histogram(
    "twin_tile_connection_wait_seconds",
    "Seconds waited for a connection of a pool of the tiles.",
    ["pool"],
    buckets=QUICK,
    registry=OWN,
)
IN_USE = Gauge(
    "twin_tile_connections_in_use",
    "Connections of a pool of the tiles that are at work now.",
    ["pool"],
    multiprocess_mode="livesum",
    registry=OWN,
)
CAUGHT_UP = Counter(
    "twin_changes_caught_up",
    "Times the keeper of tiles has seen to changes that nobody had told.",
    registry=OWN,
)
KEPT_BYTES = Gauge(
    "twin_tiles_kept_bytes",
    "Bytes of the tiles kept, as the keeper last counted them, about each minute.",
    multiprocess_mode="mostrecent",
    registry=OWN,
)


@cache
def of(figure: Any, label: str | int) -> Any:
    """The part of a figure under its one label, of which there are few; looked up once."""
    return figure.labels(label)


def expose(more: Iterable[Collector]) -> bytes:
    """All figures in Prometheus' text form; `more` are found out for this answer."""
    told = CollectorRegistry()
    folder = os.environ.get(FOLDER)
    if folder:
        bury(Path(folder))
        MultiProcessCollector(told, folder)
    else:
        told.register(OWN)
    for one in more:
        told.register(one)
    return generate_latest(told)


def bury(folder: Path) -> None:
    """Take away what processes that are gone have left of what is only so while they live."""
    for pid in {int(file.stem.rpartition("_")[2]) for file in folder.glob("gauge_live*.db")}:
        if not Path("/proc", str(pid)).exists():
            mark_process_dead(pid, str(folder))
