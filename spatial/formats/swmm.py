"""SWMM 5: a model of drainage as text, with nodes, links, subcatchments and rain gages.

The file names no coordinate system and no height datum: both are to be given with it.
"""

from collections.abc import Iterator
from pathlib import Path

from spatial.format import Asked, Format, Header
from spatial.pipe_networks.headings import SWMM, judge
from spatial.pipe_networks.swmm import open_model, read_model
from spatial.records import CityObject, Issue
from spatial.text import Text


def recognises(head: bytes) -> bool:
    """Whether the bytes begin with sections of SWMM, more than of EPANET."""
    return judge(head) == SWMM


def files(path: Path) -> list[Path]:
    """The one file."""
    return [path] if path.is_file() else []


def header(path: Path, asked: Asked) -> Header:
    """What the file says of itself, and where its objects lie."""
    model, _ = open_model(path, asked)
    return model.describe()


def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """The model, then its nodes, links, subcatchments and rain gages, each with its findings."""
    yield from read_model(path, asked)


FORMAT = Format(
    id="swmm",
    title=Text("SWMM 排水管网模型", "SWMM drainage model"),
    extensions=(".inp",),
    media_type="text/plain",
    recognises=recognises,
    files=files,
    header=header,
    read=read,
)
