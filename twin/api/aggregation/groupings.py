"""What features are grouped by: their properties, the areas of a layer, or the cells of the H3 grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spatial.errors import UnknownEntryError
from spatial.inputs import BadInputError
from spatial.text import Text
from twin import access
from twin.doorway.parameters import Parameter
from twin.doorway.problems import BadParameterError
from twin.layer import Field
from twin.runner.zone import Zoning
from twin.runner.zoning import divide

ZONE, GRID = "zone:", "h3:"
FINEST = 15
MOST_KEYS = 3
GROUP_BY = Parameter(
    name="group-by",
    about="What features are grouped by: up to three, with commas between. A property by its name; the areas "
    "of a collection as “zone:” and its id, those of an administrative level as “zone:admin-areas/8”; the "
    "cells of the H3 grid as “h3:” and a resolution from 0 to 15. Without it all features are one group. A "
    "feature is of the area or cell in which a point on its surface lies.",
    wants="property names, “zone:admin-areas/8” or “h3:8”",
    read=str,
)
CELL = Text("H3 网格", "H3 cell")


@dataclass(frozen=True, slots=True)
class Places:
    """Areas that divide features: those of a zoning, in the CRS `srid`, or cells of a resolution."""

    name: str
    title: Text
    zoning: Zoning | None = None
    srid: int = 0
    resolution: int = 0


@dataclass(frozen=True, slots=True)
class Grouping:
    """Properties, and places at most once; in the answer they stand in the order of `names`."""

    names: tuple[str, ...]
    properties: tuple[Field, ...] = ()
    places: Places | None = None

    def arrange(self, place: Any, values: Sequence[Any]) -> tuple[Any, ...]:
        """The keys of a group in the order they were asked in."""
        told = dict(zip((field.name for field in self.properties), values, strict=True))
        return tuple(told.get(name, place) for name in self.names)


def read_grouping(
    text: str | None, viewer: access.Viewer, times: access.Times, fields: Sequence[Field]
) -> Grouping:
    """The grouping of a parameter, by what of it the viewer may see at those times."""
    names = tuple(dict.fromkeys(text.split(","))) if text else ()
    if len(names) > MOST_KEYS:
        raise refuse(f"Features are grouped by at most {MOST_KEYS} things at once; {len(names)} are given.")
    known = {field.name: field for field in fields if field.type != "object"}
    strange = [name for name in names if name not in known]
    if len(strange) > 1:
        shown = " and ".join(f"“{name[:60]}”" for name in strange[:2])
        raise refuse(f"Of {shown} at most one can be grouped by: areas and cells divide features once.")
    properties = tuple(known[name] for name in names if name in known)
    places = read_places(strange[0], viewer, times, list(known)) if strange else None
    return Grouping(names, properties, places)


def read_places(name: str, viewer: access.Viewer, times: access.Times, known: list[str]) -> Places:
    """The areas or cells of that name."""
    if name.startswith(GRID):
        resolution = name.removeprefix(GRID)
        if not (resolution.isascii() and resolution.isdigit() and len(resolution) < 3) or (
            int(resolution) > FINEST
        ):
            raise refuse(f"The grid is “{GRID}” and a resolution from 0 to {FINEST}, such as “{GRID}8”.")
        return Places(name, CELL, resolution=int(resolution))
    if not name.startswith(ZONE):
        raise refuse(
            f"“{name[:60]}” is nothing to group by here; give “{ZONE}” and the id of a collection of areas, "
            f"“{GRID}” and a resolution, or properties of these: {', '.join(known)}."
        )
    id, _, level = name.removeprefix(ZONE).partition("/")
    if level and not (level.isascii() and level.isdigit() and len(level) < 4):
        raise refuse(f"“{level[:60]}” is no administrative level; give “{ZONE}admin-areas/8” or the like.")
    try:
        layer = access.layer(viewer, id)
        zoning = divide(viewer, times, layer, int(level) if level else None)
    except UnknownEntryError as error:
        raise refuse(str(error)) from None
    except BadInputError as error:
        raise refuse(f"{error} A level is written after the id, as in “{ZONE}admin-areas/8”.") from None
    return Places(name, layer.title, zoning, access.srid(layer))


def refuse(sentence: str) -> BadParameterError:
    """What is wrong with the grouping."""
    return BadParameterError(GROUP_BY.name, sentence)
