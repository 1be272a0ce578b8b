"""One city object's own body: its geometry whole, with only the vertices, textures and templates it uses."""

from collections.abc import Callable
from typing import Any

from spatial.cityjson.document import Document

LIMIT = 8
LEFT_OUT = {"attributes", "geometry", "address"}

# Where the parts of an appearance lie, and under what names geometries refer to them.
APPEARANCE = ("materials", "textures", "vertices-texture")


class BrokenReferenceError(Exception):
    """A material, texture or texture vertex that is not there or is no index."""


class Chosen:
    """Which items of one list are used, in the order of their first use: old index to new."""

    def __init__(self, stored: Any) -> None:
        self.stored = stored if isinstance(stored, list) else []
        self.index: dict[int, int] = {}

    def take(self, old: Any) -> int:
        """The new index of `old`. Raises BrokenReferenceError where there is no such item."""
        if type(old) is not int or not 0 <= old < len(self.stored):
            raise BrokenReferenceError
        return self.index.setdefault(old, len(self.index))

    @property
    def items(self) -> list[Any]:
        """The items in their new order, as they are stored."""
        return [self.stored[old] for old in self.index]


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
        if self.templates.index:
            cut = [self._template(one) for one in self.templates.items]
            body["geometry-templates"] = {
                "templates": cut,
                "vertices-templates": self.template_vertices.items,
            }
        if any(chosen.index for chosen in self.looks.values()):
            body["appearance"] = self._appearance()
        return body

    def _geometry(self, geometry: dict[str, Any], at: str) -> dict[str, Any]:
        cut = dict(geometry)
        if geometry["type"] == "GeometryInstance":
            cut["template"] = self.templates.take(geometry["template"])
            matrix = geometry["transformationMatrix"]
            cut["transformationMatrix"] = (
                [*matrix[4:8], *matrix[:4], *matrix[8:]] if self.document.swapped else matrix
            )
        cut["boundaries"] = _renumber(geometry["boundaries"], self.vertices.take)
        self._keep_looks(cut, at)
        return cut

    def _template(self, geometry: dict[str, Any]) -> dict[str, Any]:
        cut = {**geometry, "boundaries": _renumber(geometry["boundaries"], self.template_vertices.take)}
        self._keep_looks(cut, "geometry-templates")
        return cut

    def _keep_looks(self, cut: dict[str, Any], at: str) -> None:
        """Renumber materials and textures in place; a theme with a broken reference is left behind."""
        for kind, renumber in (("material", self._material), ("texture", self._texture)):
            if kind not in cut:
                continue
            themes = cut.pop(kind)
            kept = {}
            for theme, value in themes.items() if isinstance(themes, dict) else [("", None)]:
                try:
                    kept[theme] = renumber(value)
                except BrokenReferenceError:
                    self.broken.append(f"{at}.{kind}.{theme}")
            if kept:
                cut[kind] = kept

    def _material(self, theme: Any) -> dict[str, Any]:
        if not isinstance(theme, dict):
            raise BrokenReferenceError
        take = self.looks["materials"].take
        return {
            key: _renumber(value, take) if key in ("value", "values") else value
            for key, value in theme.items()
        }

    def _texture(self, theme: Any) -> dict[str, Any]:
        if not isinstance(theme, dict):
            raise BrokenReferenceError
        return {
            key: self._texture_values(value) if key == "values" else value for key, value in theme.items()
        }

    def _texture_values(self, values: Any, depth: int = 0) -> Any:
        """Texture values: at each ring the texture, then a texture vertex for each of its points."""
        if values is None:
            return None
        if not isinstance(values, list) or depth > LIMIT:
            raise BrokenReferenceError
        if values and not isinstance(values[0], list) and values[0] is not None:
            coordinates = self.looks["vertices-texture"].take
            return [self.looks["textures"].take(values[0]), *map(coordinates, values[1:])]
        return [self._texture_values(value, depth + 1) for value in values]

    def _appearance(self) -> dict[str, Any]:
        rest = {key: value for key, value in self.document.appearance.items() if key not in APPEARANCE}
        return rest | {part: chosen.items for part, chosen in self.looks.items() if chosen.index}


def _renumber(nested: Any, take: Callable[[Any], int], depth: int = 0) -> Any:
    if isinstance(nested, list) and depth < LIMIT:
        return [_renumber(inner, take, depth + 1) for inner in nested]
    return None if nested is None else take(nested)


def _swap(triple: list[Any]) -> list[Any]:
    return [triple[1], triple[0], triple[2]]
