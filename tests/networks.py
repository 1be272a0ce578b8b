"""A small network and a flood beside it, as records and as a format that reads them from one file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely import LineString, Point, box

from spatial.format import Asked, Format, Header
from spatial.records import CityObject, HazardZone, Issue, Link, Node, VerticalKind
from spatial.text import Text

WEST, SOUTH = 515_000.0, 3_349_000.0
MARK = b"a small network"


def records(**changed: Any) -> list[CityObject]:
    """Two manholes, the drain between them, a flood zone over all; `changed` is what the drain says else."""
    ends = Point(WEST, SOUTH), Point(WEST + 40, SOUTH)
    drain: dict[str, Any] = {
        "network": "PS",
        "klass": "YS",
        "start": "n0",
        "end": "n1",
        "diameter": 600.0,
        "material": "T",
        "burial": "ZM",
        "vertical": VerticalKind.DEPTH,
        "start_z": 1.8,
        "status": "0",
        "owner": "Drainage bureau",
        "year": 2004,
    }
    flood = HazardZone(
        code="z0",
        footprint=box(WEST, SOUTH, WEST + 40, SOUTH + 20),
        hazard="flood",
        scenario="100 a",
        scheme="depth",
        grade="0.5-1.0 m",
        rank=3,
        depth_from=0.5,
        depth_to=1.0,
    )
    manholes = [
        Node(code=f"n{index}", footprint=end, network="PS", klass="YS", function="manhole", ground=6.5)
        for index, end in enumerate(ends)
    ]
    return [*manholes, Link(code="l0", footprint=LineString(ends), **(drain | changed)), flood]


def reading(found: list[CityObject]) -> Format:
    """A format that knows a file by its mark and reads these records from it."""

    def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
        yield from found

    return Format(
        id="small-network",
        title=Text("小管网", "Small network"),
        extensions=(".net",),
        media_type="text/plain",
        recognises=lambda head: head.startswith(MARK),
        files=lambda path: [path],
        header=lambda path, asked: Header(crs="EPSG:4549"),
        read=read,
    )
