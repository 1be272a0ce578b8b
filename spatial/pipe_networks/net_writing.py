"""A pandapipes network put together again from its records, to be run by pandapipes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import orjson
import shapely

from spatial.pipe_networks.frames import FRAME, NET, Row
from spatial.pipe_networks.keeping import MODEL
from spatial.pipe_networks.pandapipes import COURSES, JUNCTION, PIPE, POINTS, RESULT
from spatial.records import CityObject, Node

STRAIGHT = 2

Held = Iterator[tuple[str, Any, Row]]


def write_net(records: Iterable[CityObject]) -> bytes:
    """The JSON of a network; coordinates are in the system of the footprints."""
    rows: dict[str, list[tuple[Any, Row]]] = defaultdict(list)
    members: dict[str, Any] = {}
    for record in records:
        if record.code == MODEL:
            members = dict(record.attributes["net"])
        for name, index, row in _list_model(record) if record.code == MODEL else _list_rows(record):
            rows[name].append((index, row))
    for name, member in members.items():
        if isinstance(member, dict) and member.get("_class") == FRAME and isinstance(member["_object"], dict):
            members[name] = {**member, "_object": _write_frame(member["_object"]["columns"], rows[name])}
    net = {"_module": "pandapipes.pandapipes_net", "_class": NET, "_object": members}
    return orjson.dumps(net)


def _list_rows(record: CityObject) -> Held:
    """The rows that an object holds, each as (table, index, values)."""
    table = JUNCTION if isinstance(record, Node) else str(record.function)
    yield from _list_row(table, record.attributes)
    index = record.attributes["index"]
    points = [] if record.footprint is None else shapely.get_coordinates(record.footprint).tolist()
    if table == JUNCTION:
        yield POINTS, index, dict(zip(("x", "y"), points[0], strict=True)) if points else {}
        yield from _list_hanging(record.attributes)
    elif table == PIPE and len(points) > STRAIGHT:
        yield COURSES, index, {"coords": points}


def _list_model(record: CityObject) -> Held:
    """The rows that hang on junctions there are not."""
    for tables in record.attributes.get("strays", {}).values():
        yield from _list_hanging(tables)


def _list_hanging(attributes: dict[str, Any]) -> Held:
    for table, parts in attributes.items():
        for part in parts if isinstance(parts, list) else []:
            yield from _list_row(table, part)


def _list_row(table: str, kept: dict[str, Any]) -> Held:
    yield table, kept["index"], kept["row"]
    if "result" in kept:
        yield RESULT + table, kept["index"], kept["result"]


def _write_frame(columns: list[str], rows: list[tuple[Any, Row]]) -> str:
    data = [[row.get(name) for name in columns] for _, row in rows]
    return orjson.dumps({"columns": columns, "index": [index for index, _ in rows], "data": data}).decode()
