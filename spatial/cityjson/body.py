"""One city object's own body: its geometry whole, with only the vertices, textures and templates it uses."""

from typing import Any

from spatial.cityjson.apart import Vertices
from spatial.cityjson.document import Document
from spatial.cityjson.looks import APPEARANCE, BrokenReferenceError, keep_looks
from spatial.cityobjects.addresses import change_places
from spatial.solids import DEPTH

# What a body holds under these names is its own; attributes become the record's.
LEFT_OUT = {"attributes", "geometry", "address", "vertices", "transform", "appearance", "geometry-templates"}


class Chosen:
    """Which items of one list are used, in the order of their use: old index to new, from `first` on."""

    def __init__(self, stored: Any, first: int = 0) -> None:
        self.stored = stored if isinstance(stored, list | Vertices) else []
        self.first = first
        self.index: dict[int, int] = {}

    def take(self, old: Any) -> int:
        """The new index of `old`. Raises BrokenReferenceError where there is no such item."""
        if type(old) is not int or not 0 <= old < len(self.stored):
            raise BrokenReferenceError
        return self.index.setdefault(old, self.first + len(self.index))

    def take_nested(self, nested: list[Any], depth: int) -> list[Any]:
        """The new indices of well-formed boundaries, nested as they are."""
        if depth > 1:
            return [self.take_nested(inner, depth - 1) for inner in nested]
        index = self.index
        for old in nested:
            if old not in index:
                index[old] = self.first + len(index)
        return [index[old] for old in nested]

    @property
    def items(self) -> list[Any]:
        """The items in their new order, as they are stored."""
        return [self.stored[old] for old in self.index]


Parts = dict[str, Chosen]


class Body:
    """Cuts one object of `document` out whole, `cut()`; `broken` names what had to be left behind."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.broken: list[str] = []
        self.vertices = Chosen(document.stored)
        self.looks = {part: Chosen(document.appearance.get(part)) for part in APPEARANCE}
        self.templates = Chosen(document.templates.get("templates"))
        self.template_vertices = Chosen(document.templates.get("vertices-templates"))

    def cut(self, thing: dict[str, Any]) -> dict[str, Any]:
        """The body of `thing`, whose geometries and address locations are well-formed.

        It is the object without its attributes; no coordinate is changed.
        """
        swapped = self.document.swapped
        geometries = enumerate(thing.get("geometry") or [])
        geometry = [self._geometry(one, f"geometry[{place}]") for place, one in geometries]
        left_out = LEFT_OUT | {"geographicalExtent"} if swapped else LEFT_OUT
        body = {key: value for key, value in thing.items() if key not in left_out}
        if thing.get("address") is not None:
            body["address"] = change_places(thing["address"], self._location)
        body["geometry"] = geometry
        body["vertices"] = [_swap(vertex) if swapped else vertex for vertex in self.vertices.items]
        if self.document.transform is not None and body["vertices"]:
            parts = self.document.transform.items()
            body["transform"] = {key: _swap(value) if swapped else value for key, value in parts}
        looks = self._cut_templates(body)
        if any(chosen.index for one in looks for chosen in one.values()):
            body["appearance"] = self._appearance(looks)
        return body

    def _location(self, location: dict[str, Any]) -> dict[str, Any]:
        return {**location, "boundaries": self.vertices.take_nested(location["boundaries"], 1)}

    def _geometry(self, geometry: dict[str, Any], at: str) -> dict[str, Any]:
        cut = dict(geometry)
        if geometry["type"] == "GeometryInstance":
            cut["template"] = self.templates.take(geometry["template"])
            matrix = geometry["transformationMatrix"]
            cut["transformationMatrix"] = (
                [*matrix[4:8], *matrix[:4], *matrix[8:]] if self.document.swapped else matrix
            )
        cut["boundaries"] = self.vertices.take_nested(geometry["boundaries"], DEPTH.get(geometry["type"], 1))
        self.broken += keep_looks(cut, at, self.looks)
        return cut

    def _cut_templates(self, body: dict[str, Any]) -> list[Parts]:
        """Add the templates that are used; gives the looks of all: in a sequence its header's come second."""
        looks, stored = [self.looks], self.document.template_appearance
        if not self.templates.index:
            return looks
        if stored is not self.document.appearance:
            looks.append({part: Chosen(stored.get(part), len(own.index)) for part, own in self.looks.items()})
        cut = [self._template(one, looks[-1]) for one in self.templates.items]
        body["geometry-templates"] = {"templates": cut, "vertices-templates": self.template_vertices.items}
        return looks

    def _template(self, geometry: dict[str, Any], looks: Parts) -> dict[str, Any]:
        depth = DEPTH[geometry["type"]]
        boundaries = self.template_vertices.take_nested(geometry["boundaries"], depth)
        cut = {**geometry, "boundaries": boundaries}
        self.broken += keep_looks(cut, "geometry-templates", looks)
        return cut

    def _appearance(self, looks: list[Parts]) -> dict[str, Any]:
        told = (
            self.document.appearance
            if len(looks) == 1
            else self.document.template_appearance | self.document.appearance
        )
        rest = {key: value for key, value in told.items() if key not in APPEARANCE}
        parts = {part: [item for one in looks for item in one[part].items] for part in APPEARANCE}
        return rest | {part: items for part, items in parts.items() if items}


def _swap(triple: list[Any]) -> list[Any]:
    return [triple[1], triple[0], triple[2]]
