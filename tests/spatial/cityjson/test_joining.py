"""Joined bodies say what they said apart: the same coordinates, looks and templates, each content once."""

from io import BytesIO
from typing import Any

import orjson

from spatial.cityjson.joining import Distinct, Kept, Spooled, Templates, Wardrobe, join

SURFACE = {"type": "MultiSurface", "lod": 1, "boundaries": [[[0, 1, 2]]]}
RED, BLUE = {"name": "red"}, {"name": "blue"}


def body(first: int, **more: Any) -> dict[str, Any]:
    """The body of a triangle."""
    return {"geometry": [SURFACE], "vertices": [[first + n, 0, 0] for n in range(3)], **more}


def wear(material: dict[str, Any], image: str) -> dict[str, Any]:
    """A triangle of a material and a texture."""
    looks = {
        "material": {"day": {"value": 0}},
        "texture": {"day": {"values": [[[0, 0, 1, 2]]]}},
    }
    appearance = {
        "materials": [material],
        "textures": [{"type": "PNG", "image": image}],
        "vertices-texture": [[0, 0], [1, 0], [1, 1]],
        "default-theme-material": material["name"],
    }
    return body(0, geometry=[SURFACE | looks], appearance=appearance)


def test_spooled_items_are_the_inside_of_a_list() -> None:
    stream = BytesIO()
    spooled = Spooled(stream)
    assert [spooled.extend(items) for items in ([[1, 2]], [], [[3], "x"])] == [0, 1, 1]
    assert orjson.loads(b"[" + stream.getvalue() + b"]") == [[1, 2], [3], "x"]


def test_each_content_stands_once() -> None:
    distinct = Distinct()
    items = [{"a": 1, "b": 2}, {"b": 2, "a": 1}, [1], [1]]
    assert [distinct.add(item) for item in items] == [0, 0, 1, 1]


def test_bodies_share_vertices_and_what_they_wear() -> None:
    vertices, wardrobe = Kept(), Wardrobe()
    templates = Templates(wardrobe)
    things = [
        join({"type": "Building"}, one, vertices, wardrobe, templates)
        for one in (wear(RED, "a.png"), wear(BLUE, "b.png"), wear(RED, "b.png"))
    ]
    geometries = [thing["geometry"][0] for thing in things]
    assert [one["boundaries"] for one in geometries] == [[[[0, 1, 2]]], [[[3, 4, 5]]], [[[6, 7, 8]]]]
    assert [one["lod"] for one in geometries] == ["1"] * 3
    assert [one["material"]["day"]["value"] for one in geometries] == [0, 1, 0]
    assert [one["texture"]["day"]["values"][0][0] for one in geometries] == [
        [0, 0, 1, 2],
        [1, 3, 4, 5],
        [1, 6, 7, 8],
    ]
    assert wardrobe.tell() == {
        "default-theme-material": "red",
        "materials": [RED, BLUE],
        "textures": [{"type": "PNG", "image": "a.png"}, {"type": "PNG", "image": "b.png"}],
    }


def test_equal_templates_are_one_however_their_lists_are_numbered() -> None:
    def plant(template: dict[str, Any], points: list[Any], materials: list[Any]) -> dict[str, Any]:
        instance = {"type": "GeometryInstance", "template": 0, "boundaries": [0], "transformationMatrix": []}
        return {
            "geometry": [instance],
            "vertices": [[0, 0, 0]],
            "geometry-templates": {"templates": [template], "vertices-templates": points},
            "appearance": {"materials": materials},
        }

    points = [[0, 0, 0], [1, 0, 0], [0, 1, 0]]
    one = plant(SURFACE | {"material": {"": {"value": 0}}}, points, [RED])
    same = plant(
        SURFACE | {"boundaries": [[[2, 1, 0]]], "material": {"": {"value": 1}}}, points[::-1], [BLUE, RED]
    )
    other = plant(SURFACE | {"material": {"": {"value": 0}}}, points, [BLUE])
    vertices, wardrobe = Kept(), Wardrobe()
    templates = Templates(wardrobe)
    used = [
        join({}, each, vertices, wardrobe, templates)["geometry"][0]["template"]
        for each in (one, same, other)
    ]
    assert used == [0, 0, 1]
    assert templates.tell()["vertices-templates"] == points
    assert wardrobe.tell() == {"materials": [RED, BLUE]}


def test_places_of_addresses_move_with_their_vertices() -> None:
    place = {"type": "MultiPoint", "lod": "1", "boundaries": [2]}
    vertices, wardrobe = Kept(), Wardrobe()
    templates = Templates(wardrobe)
    join({}, body(0), vertices, wardrobe, templates)
    thing = join({"address": [{"location": place}, "x"]}, body(5), vertices, wardrobe, templates)
    assert thing["address"] == [{"location": place | {"boundaries": [5]}}, "x"]
    assert vertices.items[5] == [7, 0, 0]
