"""A made-up city as a file of four lines: how many buildings, which seed; its records are generated as read.

The hash of the file names the city: the same numbers in the same version give the same records.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import orjson

from spatial.errors import RefusedError
from spatial.format import Asked, Format, Header
from spatial.generator.city import generate
from spatial.generator.lattice import CRS, HEIGHTS
from spatial.generator.plan import draw_plan
from spatial.records import CityObject, Issue
from spatial.text import Text

TYPE = "GeneratedCity"
VERSION = 6
FEWEST, MOST = 300, 5_000_000
HIGHEST_SEED = 2**32 - 1

_TYPE = re.compile(rb'\A\s*\{[^{\[]*"type"\s*:\s*"GeneratedCity"')


def describe(buildings: int, seed: int) -> bytes:
    """The file of a made-up city. Raises RefusedError for more or fewer buildings than can be made."""
    _check(buildings, "buildings", FEWEST, MOST)
    _check(seed, "seed", 0, HIGHEST_SEED)
    content = {"type": TYPE, "version": VERSION, "buildings": buildings, "seed": seed}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def recognises(head: bytes) -> bool:
    """Whether the bytes are such a file."""
    return _TYPE.match(head) is not None


def files(path: Path) -> list[Path]:
    """The one file."""
    return [path] if path.is_file() else []


def header(path: Path, asked: Asked) -> Header:
    """The city's own frame and extent; who publishes it is its seed."""
    buildings, seed = _open(path, asked)
    plan = draw_plan(buildings, seed)
    quads = np.concatenate([plan.lattice.quad(i, j) for i, j in plan.order])
    west, south = np.floor(quads.min(axis=0)).tolist()
    east, north = np.ceil(quads.max(axis=0)).tolist()
    return Header(
        crs=f"EPSG:{CRS}",
        heights=f"EPSG:{HEIGHTS}",
        has_heights=True,
        extent=(west, south, east, north),
        version=str(VERSION),
        dataset="generated-city",
        title=f"Made-up city of about {buildings} buildings",
        publisher=f"generated, seed {seed}",
    )


def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """The city's records, cell by cell."""
    yield from generate(*_open(path, asked))


def _open(path: Path, asked: Asked) -> tuple[int, int]:
    """How many buildings, and the seed."""
    if asked.swap_axes or asked.crs:
        raise RefusedError("A made-up city has coordinates of its own; leave out --crs and --swap-axes.")
    try:
        content = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise RefusedError(f"{path.name} is not JSON (line {error.lineno}): {error.msg}.") from error
    if not isinstance(content, dict) or content.get("type") != TYPE:
        raise RefusedError(f"{path.name} describes no made-up city: its “type” is not “{TYPE}”.")
    if content.get("version") != VERSION:
        raise RefusedError(
            f"{path.name} is of version {content.get('version')!r}, this is version {VERSION}: make it anew "
            "with `manage.py generate`."
        )
    return (
        _check(content.get("buildings"), "buildings", FEWEST, MOST),
        _check(content.get("seed"), "seed", 0, HIGHEST_SEED),
    )


def _check(value: object, name: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise RefusedError(f"“{name}” must be a whole number from {least} to {most}, not {value!r}.")
    return value


FORMAT = Format(
    id="generated",
    title=Text("生成的虚拟城市", "Made-up city"),
    extensions=(".json",),
    media_type="application/json",
    recognises=recognises,
    files=files,
    header=header,
    read=read,
)
