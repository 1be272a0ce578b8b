"""Names in CityGML: the vocabulary of a tag and its local name, whatever prefix and version a file uses."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

Element = Any

ROOT = "CityModel"
HREF = "{http://www.w3.org/1999/xlink}href"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
IDS = ("{http://www.opengis.net/gml}id", "{http://www.opengis.net/gml/3.2}id")

MODULES = {
    "appearance": "app",
    "bridge": "brid",
    "building": "bldg",
    "cityfurniture": "frn",
    "cityobjectgroup": "grp",
    "generics": "gen",
    "landuse": "luse",
    "relief": "dem",
    "transportation": "tran",
    "tunnel": "tun",
    "vegetation": "veg",
    "waterbody": "wtr",
}
_CITYGML = re.compile(r"http://www\.opengis\.net/citygml/(?:(?:profiles/)?([a-z]+)/)?(\d\.\d)")
_IUR = re.compile(r"/iur/(\w+)/")
_LEVEL = re.compile(r"lod(\d)([A-Z]\w*)")


class Name(NamedTuple):
    """What a tag is called: its `vocabulary` is "core", "bldg", "gml", "uro" …, "ade" for one not known."""

    vocabulary: str
    local: str


class Level(NamedTuple):
    """A geometry property, such as lod2MultiSurface: its level of detail and what it is of."""

    lod: str
    of: str


@lru_cache(maxsize=4096)
def name_of(tag: Any) -> Name:
    """The name of a tag as a parser gives it, "{namespace}local"; that of a comment says nothing."""
    if not isinstance(tag, str):
        return Name("", "")
    space, _, local = tag.rpartition("}")
    space = space.removeprefix("{")
    if city := _CITYGML.match(space):
        return Name(MODULES.get(city[1] or "", city[1] or "core"), local)
    if space.startswith("http://www.opengis.net/gml"):
        return Name("gml", local)
    if space.startswith("urn:oasis:names:tc:ciq"):
        return Name("xal", local)
    iur = _IUR.search(space)
    return Name(iur[1] if iur else "ade", local)


@lru_cache(maxsize=1024)
def level_of(local: str) -> Level | None:
    """The level of detail a property's name tells of; None for a property that is no geometry."""
    found = _LEVEL.fullmatch(local)
    return Level(found[1], found[2]) if found else None


def version_of(tag: str) -> str | None:
    """The version of CityGML of a root element's tag; None for another vocabulary."""
    found = _CITYGML.match(tag.removeprefix("{"))
    return found[2] if found and name_of(tag) == ("core", ROOT) else None


def id_of(element: Element) -> str | None:
    """The gml:id of an element."""
    return element.get(IDS[0]) or element.get(IDS[1])
