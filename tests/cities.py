"""Small cities written on the fly as CityJSON in the tests' own frame."""

import json
from pathlib import Path
from typing import Any

WEST, SOUTH = 515_000.0, 3_349_000.0
SIDE, PER_ROW = 10, 100
CRS = "https://www.opengis.net/def/crs"


def cube(first: int) -> list[list[list[list[int]]]]:
    """The shell of a box whose eight vertices begin at `first`: bottom ring, then top ring."""
    a, b, c, d, e, f, g, h = range(first, first + 8)
    faces = [[d, c, b, a], [e, f, g, h], [a, b, f, e], [b, c, g, f], [c, d, h, g], [d, a, e, h]]
    return [[[face] for face in faces]]


def city(heights: dict[str, int], **attributes: Any) -> dict[str, Any]:
    """A CityJSON of one box a name, 10 m square, `heights` metres tall, in EPSG:4549+5737.

    The boxes stand 20 m apart in rows of a hundred; the attributes are given to each.
    """
    vertices: list[list[int]] = []
    objects = {}
    for index, (name, height) in enumerate(heights.items()):
        west, south = (part * 2 * SIDE for part in (index % PER_ROW, index // PER_ROW))
        ring = [(west, south), (west + SIDE, south), (west + SIDE, south + SIDE), (west, south + SIDE)]
        first = len(vertices)
        vertices += [[x * 1000, y * 1000, z * 1000] for z in (0, height) for x, y in ring]
        objects[name] = {
            "type": "Building",
            "attributes": {"measuredHeight": height, **attributes},
            "geometry": [{"type": "Solid", "lod": "1", "boundaries": cube(first)}],
        }
    return {
        "type": "CityJSON",
        "version": "2.0",
        "transform": {"scale": [0.001] * 3, "translate": [WEST, SOUTH, 5.0]},
        "metadata": {"referenceSystem": f"{CRS}-compound?1={CRS}/EPSG/0/4549&2={CRS}/EPSG/0/5737"},
        "CityObjects": objects,
        "vertices": vertices,
    }


def add_relief(
    content: dict[str, Any], name: str, corners: list[tuple[int, int, int]], triangles: list[list[int]]
) -> dict[str, Any]:
    """The city with terrain in it: triangles of the corners, in metres from its own south-west and ground."""
    first = len(content["vertices"])
    content["vertices"] += [[part * 1000 for part in corner] for corner in corners]
    boundaries = [[[first + index for index in triangle]] for triangle in triangles]
    surface = {"type": "CompositeSurface", "lod": "1", "boundaries": boundaries}
    content["CityObjects"][name] = {"type": "TINRelief", "geometry": [surface]}
    return content


def features(heights: dict[str, int], **attributes: Any) -> list[dict[str, Any]]:
    """The same city as a text sequence: its header, then a feature for each box."""
    whole = city(heights, **attributes)
    objects, vertices = whole.pop("CityObjects"), whole.pop("vertices")
    lines = [whole | {"CityObjects": {}, "vertices": []}]
    for index, (name, thing) in enumerate(objects.items()):
        thing["geometry"][0]["boundaries"] = cube(0)
        own = {"CityObjects": {name: thing}, "vertices": vertices[8 * index : 8 * index + 8]}
        lines.append({"type": "CityJSONFeature", "id": name, **own})
    return lines


def corners(content: dict[str, Any], boundaries: Any) -> Any:
    """Boundaries over the vertices of `content` with each vertex index replaced by its coordinates."""
    if isinstance(boundaries, int):
        return content["vertices"][boundaries]
    return [corners(content, part) for part in boundaries]


def write(path: Path, content: Any) -> Path:
    """The content as a JSON file."""
    path.write_text(json.dumps(content))
    return path


def write_lines(path: Path, lines: list[Any]) -> Path:
    """The lines as a file: bytes as they are, anything else as JSON."""
    path.write_bytes(
        b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines)
    )
    return path
