"""The tables of a pandapipes network, read from its JSON as plain data: nothing it names is ever imported."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from spatial.errors import RefusedError
from spatial.pipe_networks.whole import read_whole, refuse_nul

NET, FRAME = "pandapipesNet", "DataFrame"
PARTS = ("columns", "index", "data")
ESCAPED_NUL = b"\\u0000"
LONGEST_WHOLE = 19
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """One table: its columns, its rows as (index, values); a row that is none has a text in their place."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, Row | str], ...]


@dataclass(frozen=True, slots=True)
class Net:
    """A network: its tables by name, and all of its members as they stand in the file."""

    frames: dict[str, Frame]
    members: dict[str, Any]

    def rows(self, name: str) -> Iterator[tuple[Any, Row]]:
        """The rows of a table that are sound; none where there is no such table."""
        frame = self.frames.get(name)
        for index, row in frame.rows if frame else ():
            if isinstance(row, dict):
                yield index, row


def open_net(path: Path) -> Net:
    """The network of a file. Raises RefusedError with line and column, or with the member that is odd."""
    root = _parse(path.name, read_whole(path))
    members = root.get("_object") if isinstance(root, dict) and root.get("_class") == NET else None
    if isinstance(members, str):
        members = _parse(path.name, members.encode())
    if not isinstance(members, dict):
        raise RefusedError(f"{path.name} holds no pandapipes network; write it by pandapipes.to_json.")
    frames = {
        name: _read_frame(path.name, name, member)
        for name, member in members.items()
        if isinstance(member, dict) and member.get("_class") == FRAME
    }
    if not frames.get("junction"):
        raise RefusedError(f"{path.name} has no table of junctions; write it by pandapipes.to_json.")
    return Net(frames, members)


def unfold(member: Any) -> dict[str, Any]:
    """What an object of the file says of itself, whether it stands there as text or as an object."""
    content = member.get("_object") if isinstance(member, dict) else None
    if isinstance(content, str):
        try:
            content = orjson.loads(content)
        except orjson.JSONDecodeError:
            return {}
    return content if isinstance(content, dict) else {}


def _parse(name: str, data: bytes) -> Any:
    """JSON, also such as Python writes it: a figure that is NaN or infinite is read as none."""
    refuse_nul(name, data, ESCAPED_NUL)
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        where, said = f"line {error.lineno} column {error.colno}", error.msg
    try:
        root = json.loads(data, parse_constant=lambda _: None, parse_int=_read_whole)
        orjson.dumps(root)  # what the looser parser lets through must be such as can be kept
    except (ValueError, RecursionError, TypeError):
        raise RefusedError(f"{name}, {where}: not valid JSON ({said}); write the file again.") from None
    return root


def _read_whole(figure: str) -> int | float:
    return int(figure) if len(figure) < LONGEST_WHOLE else float(figure)


def _read_frame(file: str, name: str, member: dict[str, Any]) -> Frame:
    content = unfold(member)
    columns, index, data = (_as_list(content.get(part)) for part in PARTS)
    whole = set(content) >= set(PARTS) and all(isinstance(one, str) for one in columns)
    if not whole or len(index) != len(data):
        raise RefusedError(
            f"{file}: table “{name}” has not the columns, index and data that pandapipes.to_json writes; "
            "write it again."
        )
    rows = tuple((at, _read_row(columns, values)) for at, values in zip(index, data, strict=True))
    return Frame(name, tuple(columns), rows)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _read_row(columns: list[str], values: Any) -> Row | str:
    if not isinstance(values, list) or len(values) != len(columns):
        return f"it does not have the {len(columns)} values of its table"
    return {name: value for name, value in zip(columns, values, strict=True) if value is not None}
