"""A sound street of drains as records, in which tests plant their faults."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from shapely import LineString, Point

from spatial.records import CityObject, Issue, Link, Node, VerticalKind
from spatial.topology.checking import check_topology
from spatial.topology.columns import gather

WEST, SOUTH, SPACING = 515_000.0, 3_349_000.0, 40.0
GROUND, DEPTH = 6.0, 2.0
LONG = 6


def make_node(number: int, **fields: Any) -> Node:
    """A manhole of the street."""
    told: dict[str, Any] = {
        "code": f"n{number}",
        "footprint": Point(WEST + SPACING * number, SOUTH),
        "network": "PS",
        "function": "manhole",
        "ground": GROUND,
        "depth": DEPTH,
        "invert": GROUND - DEPTH,
    }
    return Node(**(told | fields))


def make_link(number: int, **fields: Any) -> Link:
    """The drain from a manhole to the next."""
    told: dict[str, Any] = {
        "code": f"l{number}",
        "footprint": LineString([(WEST + SPACING * one, SOUTH) for one in (number, number + 1)]),
        "network": "PS",
        "function": "drain",
        "start": f"n{number}",
        "end": f"n{number + 1}",
        "vertical": VerticalKind.ELEVATION,
        "start_z": GROUND - DEPTH,
        "end_z": GROUND - DEPTH,
    }
    return Link(**(told | fields))


def make_street() -> list[CityObject]:
    """Six manholes in a row and the five drains between them."""
    return [
        *(make_node(number) for number in range(LONG)),
        *(make_link(number) for number in range(LONG - 1)),
    ]


def change(records: Iterable[CityObject], code: str, **fields: Any) -> list[CityObject]:
    """The records with one of them changed."""
    return [replace(record, **fields) if record.code == code else record for record in records]


def find(records: Iterable[CityObject], unit: float = 1.0) -> list[Issue]:
    """What all checks together find."""
    return list(check_topology(gather(records, unit)))


def told(records: Iterable[CityObject], unit: float = 1.0) -> list[tuple[str, str]]:
    """What all checks together find, by code and object."""
    return sorted((issue.code, issue.object) for issue in find(records, unit))
