"""An object's geometries dressed in their looks, as CityJSON writes it (2.0.1 §6)."""

from itertools import chain
from typing import Any

from spatial.citygml.appearance import Look, Looks
from spatial.citygml.names import Element, id_of
from spatial.citygml.surfaces import Leaf, name_rings
from spatial.findings import Finding
from spatial.records import Severity
from spatial.solids import DEPTH, SURFACE, walk

Path = tuple[int, ...]


class Dressing:
    """Gives `geometry` the looks of the polygons it was drawn from; `appearance` is what they refer to."""

    def __init__(self, geometry: list[dict[str, Any]], leaves: dict[Path, Leaf], looks: Looks) -> None:
        self.geometry = geometry
        self.textures: list[dict[str, Any]] = []
        self.materials: list[dict[str, Any]] = []
        self.points: dict[tuple[float, float], int] = {}
        self.findings: list[Finding] = []
        self.known: dict[Element, list[Look]] = {}
        for path, leaf in leaves.items():
            for look in self._find_looks(leaf, looks):
                self._wear(path, leaf, look)

    @property
    def appearance(self) -> dict[str, Any]:
        """The textures, materials and texture vertices that are worn; nothing where none is."""
        parts = {
            "textures": self.textures,
            "materials": self.materials,
            "vertices-texture": [list(point) for point in self.points],
        }
        return {name: part for name, part in parts.items() if part}

    def _find_looks(self, leaf: Leaf, looks: Looks) -> list[Look]:
        """The looks of a polygon, else those of what it is a part of."""
        found: list[Look] = []
        asked = []
        for element in chain([leaf.element], leaf.element.iterancestors()):
            if element in self.known:
                found = self.known[element]
                break
            asked.append(element)
            if (id := id_of(element)) and (found := looks.find(id)):
                break
        self.known.update(dict.fromkeys(asked, found))
        return found

    def _wear(self, path: Path, leaf: Leaf, look: Look) -> None:
        number, *steps = path
        geometry = self.geometry[number]
        surface = geometry["boundaries"]
        for step in steps:
            surface = surface[step]
        if look.material is not None:
            value: Any = _place(self.materials, look.material)
            values = geometry.setdefault("material", {}).setdefault(look.theme, {})
        elif look.texture is not None:
            value = self._lay(leaf, surface, look)
            values = geometry.setdefault("texture", {}).setdefault(look.theme, {})
        if "values" not in values:
            bare = look.texture is not None
            values["values"] = _undress(geometry["boundaries"], DEPTH[geometry["type"]] - SURFACE, bare)
        at = values["values"]
        for step in steps[:-1]:
            at = at[step]
        at[steps[-1]] = value

    def _lay(self, leaf: Leaf, surface: list[list[int]], look: Look) -> list[list[int | None]]:
        """Each ring's texture and its points' coordinates in it; a ring the look does not fit stays bare."""
        texture = _place(self.textures, look.texture)
        laid: list[list[int | None]] = []
        for name, ring in zip(name_rings(leaf), surface, strict=True):
            numbers = look.rings.get(name or "", [])
            points = list(zip(numbers[::2], numbers[1::2], strict=False))[: len(ring)]
            if len(numbers) // 2 - len(ring) not in (0, 1):
                laid.append([None])
                message = (
                    "A texture has not as many coordinates as its ring has points; the ring is left bare."
                )
                self.findings.append(
                    Finding(Severity.WARNING, "APPEARANCE_BROKEN", message, f"line {leaf.line}")
                )
                continue
            ordered = points[::-1] if leaf.flipped else points
            laid.append([texture, *(self.points.setdefault(one, len(self.points)) for one in ordered)])
        return laid


def _undress(boundaries: list[Any], levels: int, textured: bool) -> list[Any]:
    """Values for surfaces that wear nothing: for a texture, one for each of their rings."""
    bare: list[Any] = []
    for _, surface in walk(boundaries, 1):
        if levels > 1:
            bare.append(_undress(surface, levels - 1, textured))
        else:
            bare.append([[None] for _ in surface] if textured else None)
    return bare


def _place(items: list[dict[str, Any]], item: dict[str, Any] | None) -> int:
    """The place of an item in a list that holds each once."""
    assert item is not None
    if item not in items:
        items.append(item)
    return items.index(item)
