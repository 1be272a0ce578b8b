"""City models compared by what they say, whatever their lists look like: what came in, and went out."""

import json
from pathlib import Path
from typing import Any

from spatial.solids import DEPTH
from twin.access.rows import model_of
from twin.layer import layers
from twin.models import Version

Model = dict[str, Any]


def object_layers() -> list[str]:
    """The layers of city objects, which CityJSON has words for; figures are in none."""
    return sorted(one.id for one in layers if issubclass(model_of(one), Version))


def open_model(path: Path) -> Model:
    """A document, or a text sequence as one with lists of its own for each object."""
    if not path.name.endswith(".jsonl"):
        return dict(json.loads(path.read_text()))
    header, *features = map(json.loads, path.read_text().splitlines())
    return header | {"features": features}


def tell(model: Model) -> dict[str, Any]:
    """Each city object by its id, its geometry with real coordinates and looks in the place of indices."""
    told = {}
    for part in model.get("features", [model]):
        look = part.get("appearance", model.get("appearance", {}))
        placed = [place(vertex, model.get("transform")) for vertex in part["vertices"]]
        for id, thing in part["CityObjects"].items():
            told[id] = resolve(thing, model, placed, look)
    return told


def resolve(thing: Model, model: Model, placed: list[Any], looks: Model) -> Model:
    """A city object that refers to nothing outside itself, but to other objects by their ids."""
    resolved = {key: value for key, value in thing.items() if value not in ([], {})}
    if "geometry" in resolved:
        resolved["geometry"] = [draw(one, placed, looks, model) for one in thing["geometry"]]
    if "address" in thing:
        addresses = thing["address"] if isinstance(thing["address"], list) else [thing["address"]]
        resolved["address"] = [
            one | ({"location": draw(one["location"], placed, looks, model)} if "location" in one else {})
            for one in addresses
        ]
    for link in {"parents", "children"} & set(resolved):
        resolved[link] = sorted(resolved[link])
    return resolved


def place(vertex: list[float], transform: Model | None) -> list[float]:
    """A stored vertex in real coordinates."""
    if transform is None:
        return vertex
    parts = zip(vertex, transform["scale"], transform["translate"], strict=True)
    return [part * scale + shift for part, scale, shift in parts]


def draw(geometry: Model, placed: list[Any], looks: Model, model: Model) -> Model:
    """A geometry with coordinates in the place of indices, materials and textures in theirs."""
    told = dict(geometry)
    if "lod" in told:
        told["lod"] = str(told["lod"])
    told["boundaries"] = deepen(geometry["boundaries"], DEPTH.get(geometry["type"], 1), placed.__getitem__)
    if geometry["type"] == "GeometryInstance":
        templates, own = model["geometry-templates"], model.get("appearance", {})
        template = templates["templates"][geometry["template"]]
        told["template"] = draw(template, templates["vertices-templates"], own, model)
    if "material" in told:
        told["material"] = deepen_all(told["material"], looks.get("materials", []))
    if "texture" in told:
        told["texture"] = {
            theme: value | {"values": texture(value["values"], looks)}
            for theme, value in told["texture"].items()
        }
    return told


def deepen(nested: Any, depth: int, take: Any) -> Any:
    """Nested lists with what indices stand for."""
    return [take(one) if depth == 1 else deepen(one, depth - 1, take) for one in nested]


def deepen_all(nested: Any, items: list[Any]) -> Any:
    """Whatever is nested, with items in the place of every whole number."""
    if isinstance(nested, dict):
        return {key: deepen_all(value, items) for key, value in nested.items()}
    if isinstance(nested, list):
        return [deepen_all(one, items) for one in nested]
    return items[nested] if isinstance(nested, int) else nested


def texture(values: Any, looks: Model) -> Any:
    """Texture values with the texture and its vertices in the place of their indices."""
    if not isinstance(values, list):
        return values
    if values and isinstance(values[0], int):
        return [looks["textures"][values[0]], *(looks["vertices-texture"][one] for one in values[1:])]
    return [texture(one, looks) for one in values]


def differences(first: Any, second: Any, tolerance: float, at: str = "") -> list[str]:
    """Where two things differ: numbers by more than the tolerance, all else at all."""
    if isinstance(first, dict) and isinstance(second, dict):
        keys = sorted(first.keys() | second.keys())
        absent = [f"{at}.{key}" for key in keys if (key in first) != (key in second)]
        both = (key for key in keys if key in first and key in second)
        return absent + [
            one for key in both for one in differences(first[key], second[key], tolerance, f"{at}.{key}")
        ]
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        pairs = enumerate(zip(first, second, strict=True))
        return [one for place, pair in pairs for one in differences(*pair, tolerance, f"{at}[{place}]")]
    if type(first) in (int, float) and type(second) in (int, float):
        return [] if abs(first - second) <= tolerance else [f"{at}: {first} is now {second}"]
    return [] if first == second else [f"{at}: {str(first)[:60]} is now {str(second)[:60]}"]
