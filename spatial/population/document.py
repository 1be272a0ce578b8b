"""The file of a made-up population: what was asked, the zones, and a line for each building it is made for.

Lines of JSON. The first says the rest's digest, so that a file changed by hand is refused, not half believed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from spatial.errors import RefusedError
from spatial.population.stock import Line
from spatial.population.zones import Zone

TYPE = "SynthesisedPopulation"
VERSION = 2
LONGEST_HEAD = 2**24
DIGEST = 16
CHANGED = "is not as it was made: it was cut short or changed. Make it anew with `manage.py synthesise`."


class Part(StrEnum):
    """Which half of the population a file stands for; each has an openness of its own."""

    LAND = "land"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What was asked of a population; `digest` is that of everything else in the file."""

    part: Part
    seed: int
    population: int | None
    day: date
    crs: int
    zones: tuple[Zone, ...]
    digest: str = ""


def write_document(path: Path, brief: Brief, lines: Iterable[Line]) -> int:
    """Write the file; gives how many buildings it holds."""
    number = 0
    body = path.with_suffix(".body")
    told = blake2b(write_head(replace(brief, digest="")), digest_size=DIGEST)
    with body.open("wb") as stream:
        for line in lines:
            row = orjson.dumps([*astuple(line)[:-1], line.footprint.hex()], option=orjson.OPT_APPEND_NEWLINE)
            told.update(row)
            stream.write(row)
            number += 1
    with path.open("wb") as whole, body.open("rb") as stream:
        whole.write(write_head(replace(brief, digest=told.hexdigest())))
        while piece := stream.read(2**20):
            whole.write(piece)
    body.unlink()
    return number


def write_head(brief: Brief) -> bytes:
    """The first line of a file."""
    content = {
        "type": TYPE,
        "version": VERSION,
        "part": brief.part,
        "seed": brief.seed,
        "population": brief.population,
        "day": brief.day.isoformat(),
        "crs": brief.crs,
        "digest": brief.digest,
        "zones": [list(astuple(zone)) for zone in brief.zones],
    }
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


def read_brief(path: Path) -> Brief:
    """What the file says was asked, once it is sure that nobody changed it."""
    with path.open("rb") as stream:
        head = stream.readline(LONGEST_HEAD)
        content = read_head(path, head)
        try:
            brief = Brief(
                part=Part(content["part"]),
                seed=content["seed"],
                population=content["population"],
                day=date.fromisoformat(content["day"]),
                crs=content["crs"],
                zones=tuple(Zone(*zone) for zone in content["zones"]),
                digest=content["digest"],
            )
        except (KeyError, TypeError, ValueError) as error:
            raise RefusedError(f"{path.name} {CHANGED}") from error
        told = blake2b(write_head(replace(brief, digest="")), digest_size=DIGEST)
        while piece := stream.read(2**20):
            told.update(piece)
    if told.hexdigest() != brief.digest or head != write_head(brief):
        raise RefusedError(f"{path.name} {CHANGED}")
    return brief


def read_head(path: Path, head: bytes) -> dict[str, Any]:
    """The first line as a document of this version."""
    try:
        content = orjson.loads(head)
    except orjson.JSONDecodeError as error:
        raise RefusedError(f"{path.name} {CHANGED}") from error
    if not isinstance(content, dict) or content.get("type") != TYPE:
        raise RefusedError(f"{path.name} describes no made-up population: its “type” is not “{TYPE}”.")
    if content.get("version") != VERSION:
        raise RefusedError(
            f"{path.name} is of version {content.get('version')!r}, this is version {VERSION}: make it anew "
            "with `manage.py synthesise`."
        )
    return content


def read_lines(path: Path) -> Iterator[Line]:
    """The buildings of a file whose brief was read."""
    with path.open("rb") as stream:
        stream.readline(LONGEST_HEAD)
        for row in stream:
            told = orjson.loads(row)
            told[-1] = bytes.fromhex(told[-1])
            yield Line(*told)
