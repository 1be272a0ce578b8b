"""pandapipes: a network of gas, water or heat as JSON, with junctions, pipes, valves, pumps and consumers.

The file names no coordinate system and no height datum: both are to be given with it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from spatial.format import Asked, Format, Header
from spatial.pipe_networks.frames import open_net
from spatial.pipe_networks.pandapipes import Network
from spatial.records import CityObject, Issue
from spatial.text import Text

_NET = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{[^{\[]*"_class"\s*:\s*"pandapipesNet"')


def recognises(head: bytes) -> bool:
    """Whether the bytes begin an object that says it is such a network."""
    return _NET.match(head) is not None


def files(path: Path) -> list[Path]:
    """The one file."""
    return [path] if path.is_file() else []


def header(path: Path, asked: Asked) -> Header:
    """What the file says of itself, and where its junctions and pipes lie."""
    return Network(open_net(path), asked.swap_axes).describe()


def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """The network, its junctions, then what lies between them, each with its findings."""
    yield from Network(open_net(path), asked.swap_axes).read()


FORMAT = Format(
    id="pandapipes",
    title=Text("pandapipes 管网模型", "pandapipes network"),
    extensions=(".json",),
    media_type="application/json",
    recognises=recognises,
    files=files,
    header=header,
    read=read,
)
