"""Bodies with lists of their own, joined over the lists of one feature or document."""

from collections.abc import Callable
from typing import IO, Any, Protocol

import orjson

from spatial.cityjson.looks import APPEARANCE, BrokenReferenceError, Looks, keep_looks
from spatial.cityobjects.addresses import change_places
from spatial.solids import DEPTH


class Series(Protocol):
    """Items one after the other."""

    def extend(self, items: list[Any]) -> int:
        """Put items at the end; gives the index of the first."""


class Kept:
    """A series in memory."""

    def __init__(self) -> None:
        self.items: list[Any] = []

    def extend(self, items: list[Any]) -> int:
        """Put items at the end; gives the index of the first."""
        self.items += items
        return len(self.items) - len(items)


class Spooled:
    """A series written to a stream as the inside of a JSON list, so that it takes no memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.number = stream, 0

    def extend(self, items: list[Any]) -> int:
        """Put items at the end; gives the index of the first."""
        if items:
            self.stream.write((b"," if self.number else b"") + orjson.dumps(items)[1:-1])
        self.number += len(items)
        return self.number - len(items)


class Distinct:
    """Items of a series, each content once."""

    def __init__(self, series: Series | None = None) -> None:
        self.series: Series = Kept() if series is None else series
        self.index: dict[bytes, int] = {}

    def add(self, item: Any) -> int:
        """The index of an item of this content, put at the end if it is the first."""
        content = orjson.dumps(item, option=orjson.OPT_SORT_KEYS)
        if content not in self.index:
            self.index[content] = self.series.extend([item])
        return self.index[content]


class Picked:
    """The items of a body's list, each brought over by `add` when it is first asked for."""

    def __init__(self, items: list[Any], add: Callable[[Any], int]) -> None:
        self.items, self.add = items, add
        self.index: dict[int, int] = {}

    def take(self, old: Any) -> int:
        """The new index of `old`. Raises BrokenReferenceError where there is no such item."""
        if type(old) is not int or not 0 <= old < len(self.items):
            raise BrokenReferenceError
        if old not in self.index:
            self.index[old] = self.add(self.items[old])
        return self.index[old]


class Wardrobe:
    """The appearance that bodies share: materials and textures by content, texture vertices all."""

    def __init__(self, points: Series | None = None) -> None:
        self.materials, self.textures = Distinct(), Distinct()
        self.points: Series = Kept() if points is None else points
        self.rest: dict[str, Any] = {}

    def number(self, appearance: dict[str, Any], points: Distinct | None = None) -> Looks:
        """The way from a body's appearance to this one; `points` takes its texture vertices, each once."""
        add_point = points.add if points else lambda point: self.points.extend([point])
        adders = (self.materials.add, self.textures.add, add_point)
        self.rest = {key: value for key, value in appearance.items() if key not in APPEARANCE} | self.rest
        return {
            part: Picked(appearance.get(part) or [], add)
            for part, add in zip(APPEARANCE, adders, strict=True)
        }

    def tell(self) -> dict[str, Any]:
        """What there is of it but for texture vertices; nothing where nothing is worn."""
        worn = {"materials": list_of(self.materials), "textures": list_of(self.textures)}
        return (
            self.rest | {part: items for part, items in worn.items() if items} if any(worn.values()) else {}
        )


class Templates:
    """The geometry templates of a file, each content once, looking as its wardrobe says."""

    def __init__(self, wardrobe: Wardrobe) -> None:
        self.wardrobe = wardrobe
        self.points = Distinct(wardrobe.points)
        self.vertices, self.shapes = Distinct(), Distinct()

    def number(self, body: dict[str, Any]) -> Picked:
        """The way from a body's templates to these."""
        own = body.get("geometry-templates") or {"templates": [], "vertices-templates": []}
        looks = self.wardrobe.number(body.get("appearance") or {}, self.points) if own["templates"] else {}
        place = Picked(own["vertices-templates"], self.vertices.add)

        def add(template: dict[str, Any]) -> int:
            boundaries = renumber(template["boundaries"], DEPTH[template["type"]], place.take)
            moved = write_lod({**template, "boundaries": boundaries})
            keep_looks(moved, "", looks)
            return self.shapes.add(moved)

        return Picked(own["templates"], add)

    def tell(self) -> dict[str, Any]:
        """The templates with their vertices; nothing where there are none."""
        shapes = list_of(self.shapes)
        return {"templates": shapes, "vertices-templates": list_of(self.vertices)} if shapes else {}


def list_of(distinct: Distinct) -> list[Any]:
    """The items of what is kept in memory."""
    assert isinstance(distinct.series, Kept)
    return distinct.series.items


def join(
    thing: dict[str, Any], body: dict[str, Any], vertices: Series, wardrobe: Wardrobe, templates: Templates
) -> dict[str, Any]:
    """A city object with the geometry of its body, over the lists that are given."""
    shift = vertices.extend(body["vertices"]).__add__
    looks, shapes = wardrobe.number(body.get("appearance") or {}), templates.number(body)

    def place(location: dict[str, Any]) -> dict[str, Any]:
        return write_lod({**location, "boundaries": renumber(location["boundaries"], 1, shift)})

    geometries = []
    for geometry in body["geometry"]:
        depth = DEPTH.get(geometry["type"], 1)
        moved = write_lod({**geometry, "boundaries": renumber(geometry["boundaries"], depth, shift)})
        if geometry["type"] == "GeometryInstance":
            moved["template"] = shapes.take(geometry["template"])
        keep_looks(moved, "", looks)
        geometries.append(moved)
    joined = dict(thing)
    if geometries:
        joined["geometry"] = geometries
    if "address" in thing:
        joined["address"] = change_places(thing["address"], place)
    return joined


def renumber(nested: list[Any], depth: int, take: Callable[[int], int]) -> list[Any]:
    """Well-formed boundaries over other indices."""
    if depth > 1:
        return [renumber(inner, depth - 1, take) for inner in nested]
    return [take(old) for old in nested]


def write_lod(geometry: dict[str, Any]) -> dict[str, Any]:
    """A geometry whose level of detail is a text, as it is since CityJSON 1.1."""
    lod = geometry.get("lod")
    return geometry | {"lod": str(lod)} if isinstance(lod, int | float) else geometry
