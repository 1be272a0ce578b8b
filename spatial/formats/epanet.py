"""EPANET: a model of water supply as text, with junctions, reservoirs, tanks, pipes, pumps and valves.

The file names no coordinate system and no height datum: both are to be given with it.
"""

from collections.abc import Iterator
from pathlib import Path

from spatial.format import Asked, Format, Header
from spatial.pipe_networks.epanet import open_model, read_model
from spatial.pipe_networks.headings import EPANET, judge
from spatial.records import CityObject, Issue
from spatial.text import Text


def recognises(head: bytes) -> bool:
    """Whether the bytes begin with sections of EPANET, more than of SWMM."""
    return judge(head) == EPANET


def files(path: Path) -> list[Path]:
    """The one file."""
    return [path] if path.is_file() else []


def header(path: Path, asked: Asked) -> Header:
    """What the file says of itself, and where its nodes and vertices lie."""
    return open_model(path, asked).describe()


def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """The model, its nodes and its links, each with its findings; last, whether EPANET can open it."""
    yield from read_model(path, asked)


FORMAT = Format(
    id="epanet",
    title=Text("EPANET 供水管网模型", "EPANET water supply model"),
    extensions=(".inp",),
    media_type="text/plain",
    recognises=recognises,
    files=files,
    header=header,
    read=read,
)
