"""One city object's own body: its geometry whole, with only the vertices, textures and templates it uses."""

from collections.abc import Callable
from typing import Any

from spatial.cityjson.document import Document
from spatial.solids import DEPTH

LIMIT = 8
LEFT_OUT = {"attributes", "geometry", "address"}

# Where the parts of an appearance lie, and under what names geometries refer to them.
APPEARANCE = ("materials", "textures", "vertices-texture")


class BrokenReferenceError(Exception):
    """A material, texture or texture vertex that is not there or is no index."""


class Chosen:
    """Which items of one list are used, in the order of their use: old index to new, from `first` on."""

    def __init__(self, stored: Any, first: int = 0) -> None:
        self.stored = stored if isinstance(stored, list) else []
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


Looks = dict[str, Chosen]


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
        """The body of `thing`, whose geometries are well-formed: no coordinate is changed."""
        swapped = self.document.swapped
        geometry = [self._geometry(one, f"geometry[{place}]") for place, one in enumerate(thing["geometry"])]
        left_out = LEFT_OUT | {"geographicalExtent"} if swapped else LEFT_OUT
        body = {key: value for key, value in thing.items() if key not in left_out}
        body["geometry"] = geometry
        body["vertices"] = [_swap(vertex) if swapped else vertex for vertex in self.vertices.items]
        if self.document.transform is not None:
            parts = self.document.transform.items()
            body["transform"] = {key: _swap(value) if swapped else value for key, value in parts}
        looks = self._cut_templates(body)
        if any(chosen.index for one in looks for chosen in one.values()):
            body["appearance"] = self._appearance(looks)
        return body

    def _geometry(self, geometry: dict[str, Any], at: str) -> dict[str, Any]:
        cut = dict(geometry)
        if geometry["type"] == "GeometryInstance":
            cut["template"] = self.templates.take(geometry["template"])
            matrix = geometry["transformationMatrix"]
            cut["transformationMatrix"] = (
                [*matrix[4:8], *matrix[:4], *matrix[8:]] if self.document.swapped else matrix
            )
        cut["boundaries"] = self.vertices.take_nested(geometry["boundaries"], DEPTH.get(geometry["type"], 1))
        self._keep_looks(cut, at, self.looks)
        return cut

    def _cut_templates(self, body: dict[str, Any]) -> list[Looks]:
        """Add the templates that are used; gives the looks of all: in a sequence its header's come second."""
        looks, stored = [self.looks], self.document.template_appearance
        if not self.templates.index:
            return looks
        if stored is not self.document.appearance:
            looks.append({part: Chosen(stored.get(part), len(own.index)) for part, own in self.looks.items()})
        cut = [self._template(one, looks[-1]) for one in self.templates.items]
        body["geometry-templates"] = {"templates": cut, "vertices-templates": self.template_vertices.items}
        return looks

    def _template(self, geometry: dict[str, Any], looks: Looks) -> dict[str, Any]:
        depth = DEPTH[geometry["type"]]
        boundaries = self.template_vertices.take_nested(geometry["boundaries"], depth)
        cut = {**geometry, "boundaries": boundaries}
        self._keep_looks(cut, "geometry-templates", looks)
        return cut

    def _keep_looks(self, cut: dict[str, Any], at: str, looks: Looks) -> None:
        """Renumber materials and textures in place; a theme with a broken reference is left behind."""
        for kind, renumber in (("material", _material), ("texture", _texture)):
            if kind not in cut:
                continue
            themes = cut.pop(kind)
            kept = {}
            for theme, value in themes.items() if isinstance(themes, dict) else [("", None)]:
                try:
                    kept[theme] = renumber(value, looks)
                except BrokenReferenceError:
                    self.broken.append(f"{at}.{kind}.{theme}")
            if kept:
                cut[kind] = kept

    def _appearance(self, looks: list[Looks]) -> dict[str, Any]:
        told = (
            self.document.appearance
            if len(looks) == 1
            else self.document.template_appearance | self.document.appearance
        )
        rest = {key: value for key, value in told.items() if key not in APPEARANCE}
        parts = {part: [item for one in looks for item in one[part].items] for part in APPEARANCE}
        return rest | {part: items for part, items in parts.items() if items}


def _renumber(nested: Any, take: Callable[[Any], int], depth: int = 0) -> Any:
    if isinstance(nested, list) and depth < LIMIT:
        return [_renumber(inner, take, depth + 1) for inner in nested]
    return None if nested is None else take(nested)


def _swap(triple: list[Any]) -> list[Any]:
    return [triple[1], triple[0], triple[2]]


def _material(theme: Any, looks: Looks) -> dict[str, Any]:
    if not isinstance(theme, dict):
        raise BrokenReferenceError
    take = looks["materials"].take
    return {
        key: _renumber(value, take) if key in ("value", "values") else value for key, value in theme.items()
    }


def _texture(theme: Any, looks: Looks) -> dict[str, Any]:
    if not isinstance(theme, dict):
        raise BrokenReferenceError
    return {key: _texture_values(value, looks) if key == "values" else value for key, value in theme.items()}


def _texture_values(values: Any, looks: Looks, depth: int = 0) -> Any:
    """Texture values: at each ring the texture, then a texture vertex for each of its points."""
    if values is None:
        return None
    if not isinstance(values, list) or depth > LIMIT:
        raise BrokenReferenceError
    if values and not isinstance(values[0], list) and values[0] is not None:
        coordinates = looks["vertices-texture"].take
        return [looks["textures"].take(values[0]), *map(coordinates, values[1:])]
    return [_texture_values(value, looks, depth + 1) for value in values]
