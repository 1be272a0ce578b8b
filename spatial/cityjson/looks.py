"""How a geometry looks: its references to materials and textures, brought from lists to lists."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

# Where the parts of an appearance lie, and under what names geometries refer to them.
APPEARANCE = ("materials", "textures", "vertices-texture")

LIMIT = 8


class BrokenReferenceError(Exception):
    """A material, texture or texture vertex that is not there or is no index."""


class Numbering(Protocol):
    """From the items of one list to those of another."""

    def take(self, old: Any) -> int:
        """The new index of `old`. Raises BrokenReferenceError where there is no such item."""


Looks = Mapping[str, Numbering]


def keep_looks(geometry: dict[str, Any], at: str, looks: Looks) -> list[str]:
    """Renumber materials and textures in place; a theme with a broken reference is left behind and named."""
    broken = []
    for kind, renumber in (("material", _material), ("texture", _texture)):
        if kind not in geometry:
            continue
        themes = geometry.pop(kind)
        kept = {}
        for theme, value in themes.items() if isinstance(themes, dict) else [("", None)]:
            try:
                kept[theme] = renumber(value, looks)
            except BrokenReferenceError:
                broken.append(f"{at}.{kind}.{theme}")
        if kept:
            geometry[kind] = kept
    return broken


def _material(theme: Any, looks: Looks) -> dict[str, Any]:
    if not isinstance(theme, dict):
        raise BrokenReferenceError
    take = looks["materials"].take
    return {
        key: _renumber(value, take) if key in ("value", "values") else value for key, value in theme.items()
    }


def _renumber(nested: Any, take: Callable[[Any], int], depth: int = 0) -> Any:
    if isinstance(nested, list) and depth < LIMIT:
        return [_renumber(inner, take, depth + 1) for inner in nested]
    return None if nested is None else take(nested)


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
