"""A made-up population as a file of the buildings it is made for; its records are drawn as it is read.

The hash of the file names the population: the same file in the same version gives the same records.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from spatial.errors import RefusedError
from spatial.format import Asked, Format, Header
from spatial.population.document import VERSION, Brief, Part, read_brief, read_lines
from spatial.population.land import tell_land
from spatial.population.plan import draw_plan
from spatial.population.residents import tell_people
from spatial.population.stock import gather
from spatial.records import Issue, Record, Severity
from spatial.text import Text

TELL = {Part.LAND: tell_land, Part.PEOPLE: tell_people}

_TYPE = re.compile(rb'\A\s*\{[^{\[]*"type"\s*:\s*"SynthesisedPopulation"')


def recognises(head: bytes) -> bool:
    """Whether the bytes are such a file."""
    return _TYPE.match(head) is not None


def files(path: Path) -> list[Path]:
    """The one file."""
    return [path] if path.is_file() else []


def header(path: Path, asked: Asked) -> Header:
    """It lies where the buildings do; who publishes it is its seed."""
    brief = _open(path, asked)
    return Header(
        crs=f"EPSG:{brief.crs}",
        version=str(VERSION),
        dataset=f"generated-{brief.part}",
        title=f"Made-up population: {brief.part}",
        publisher=f"generated, seed {brief.seed}",
        attribution="演示用登记数据，由程序生成 · Registers made up for demonstration",
    )


def read(path: Path, asked: Asked) -> Iterator[Record | Issue]:
    """What had to be settled by default, then the records of the file's half, tract by tract."""
    brief = _open(path, asked)
    stock = gather(read_lines(path), brief.day, brief.seed)
    if brief.part is Part.LAND:
        for code, message in stock.told.items():
            yield Issue(severity=Severity.INFO, code=code, message=message)
    yield from TELL[brief.part](draw_plan(stock, brief.zones, brief.population, brief.day, brief.seed))


def _open(path: Path, asked: Asked) -> Brief:
    """What was asked of the population."""
    if asked.swap_axes or asked.crs:
        raise RefusedError(
            "A made-up population lies where its buildings do; leave out --crs and --swap-axes."
        )
    return read_brief(path)


FORMAT = Format(
    id="population",
    title=Text("生成的虚拟人口", "Made-up population"),
    extensions=(".jsonl",),
    media_type="application/x-ndjson",
    recognises=recognises,
    files=files,
    header=header,
    read=read,
)
