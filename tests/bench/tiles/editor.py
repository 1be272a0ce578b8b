"""Loads one changed row after the other and asks for its tile; a script of the measured checkout.

Reads {"layer", "columns", "template", "before", "edits"}; writes the milliseconds from the return of COMMIT
to the end of the first answer that shows the change, how many answers did not, and what a load took.
"""

import gzip
import http.client
import json
import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 30.0


class Reader(threading.Thread):
    """Asks for a tile from the moment it is told of a commit until the tile shows the mark."""

    def __init__(self, place: http.client.HTTPConnection, path: str, mark: bytes) -> None:
        super().__init__()
        self.place, self.path, self.mark = place, path, mark
        self.committed = threading.Event()
        self.began, self.ended, self.stale = 0.0, 0.0, 0

    def commit(self) -> None:
        """Note that COMMIT has returned, once."""
        if not self.committed.is_set():
            self.began = time.perf_counter()
            self.committed.set()

    def run(self) -> None:
        self.committed.wait(PATIENCE)
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline:
            body = ask(self.place, self.path)
            ended = time.perf_counter()
            if self.mark in body:
                self.ended = ended
                return
            self.stale += 1


def ask(place: http.client.HTTPConnection, path: str) -> bytes:
    """A tile, unpacked."""
    place.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = place.getresponse()
    body = response.read()
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def write(path: Path, columns: list[str], row: list[Any], mark: str) -> None:
    """A GeoPackage of the row, which has the mark for its name."""
    import numpy as np
    import pyogrio

    _, *values, shape = row
    told = {**dict(zip(columns, values, strict=True)), "name": mark}
    pyogrio.raw.write(
        path,
        np.array([bytes.fromhex(shape)], dtype=object),
        [np.array([told[name]], dtype=object if isinstance(told[name], str) else None) for name in columns],
        fields=columns,
        driver="GPKG",
        layer="edit",
        geometry_type="Polygon",
        crs="EPSG:4326",
    )


def main() -> None:
    """Make the edits and tell how long each took to be seen."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twin.settings")
    import django

    django.setup()
    from django.db import connection

    from twin.ingest import Order, bring

    given = json.load(sys.stdin)
    address = urlsplit(given["template"])
    place = http.client.HTTPConnection(address.netloc)
    told: dict[str, Any] = {"milliseconds": [], "load": [], "stale": 0, "commits": 0}
    commit = connection._commit  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as folder:
        for number, edit in enumerate(given["edits"]):
            path, mark = Path(folder) / f"edit-{number}.gpkg", f"edit-{os.getpid()}-{number}"
            write(path, given["columns"], edit["row"], mark)
            z, x, y = edit["tile"]
            reader = Reader(place, address.path.format(z=z, x=x, y=y), mark.encode())
            if given["before"]:
                ask(place, reader.path)
            commits = 0

            def noted(reader: Reader = reader) -> None:
                nonlocal commits
                commit()
                commits += 1
                reader.commit()

            connection._commit = noted  # type: ignore[attr-defined]
            reader.start()
            begun = time.perf_counter()
            [report] = bring(path, Order(layer=given["layer"], dataset=given["layer"], partial=True))
            told["load"].append((time.perf_counter() - begun) * 1000)
            reader.join()
            if not reader.ended:
                raise RuntimeError(f"The tile never showed {mark}: {report}")
            told["milliseconds"].append((reader.ended - reader.began) * 1000)
            told["stale"] += reader.stale
            told["commits"] = max(told["commits"], commits)
            path.unlink()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
