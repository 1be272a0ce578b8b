"""Buildings with areas over them for tests of statistics, and how an aggregate is asked for."""

import random
from typing import Any

from django.contrib.gis.geos import Polygon
from django.test import Client

from tests.factories import LATITUDE, LONGITUDE, make_version
from twin.models import AdminArea, Building

WIDE = 0.02  # degrees
CLASSES = ("house", "apartments", "warehouse", None)


def square(west: float, south: float, width: float) -> Polygon:
    """A square of degrees."""
    shape = Polygon.from_bbox((west, south, west + width, south + width))
    shape.srid = 4326
    return shape


def settle(number: int = 60) -> list[dict[str, Any]]:
    """Buildings strewn over two districts, one upper area, and beyond; each with what tells where it is.

    Some have no height. The districts lie side by side, the upper area over both.
    """
    chance = random.Random(7)
    for code, level, west, width in (
        ("west", 8, LONGITUDE, WIDE),
        ("east", 8, LONGITUDE + WIDE, WIDE),
        ("both", 6, LONGITUDE, 2 * WIDE),
    ):
        shape = square(west, LATITUDE, width)
        make_version(AdminArea, code, shape, name=code.title(), admin_level=level)
    told = []
    for at in range(number):
        x, y = chance.uniform(0, 2.6 * WIDE), chance.uniform(0, 0.9 * WIDE)
        height = None if at % 7 == 0 else round(chance.uniform(2, 80), 2)
        one = {
            "class": CLASSES[at % 4] if at % 5 else "house",
            "height": height,
            "storeys": None if height is None else int(height // 3) + 1,
            "x": LONGITUDE + x,
            "y": LATITUDE + y,
            # The point on the surface is at the middle of a square: a district ends where the next begins.
            "zone": "west" if x + 1e-4 < WIDE else "east" if x + 1e-4 < 2 * WIDE else None,
        }
        values = {"klass": one["class"], "height": height, "storeys": one["storeys"]}
        make_version(Building, f"b{at}", square(one["x"], one["y"], 2e-4), **values)
        told.append(one)
    return told


def aggregate(client: Client, layer: str = "buildings", /, **asked: Any) -> dict[str, Any]:
    """The answer to a question, whose underscores stand for hyphens."""
    query = {name.replace("_", "-"): value for name, value in asked.items()}
    answer = client.get(f"/collections/{layer}/aggregate", {"lang": "en", **query})
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def refusal(client: Client, layer: str = "buildings", /, **asked: Any) -> str:
    """The sentence by which a question is refused."""
    query = {name.replace("_", "-"): value for name, value in asked.items()}
    answer = client.get(f"/collections/{layer}/aggregate", query)
    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"].startswith("application/problem+json")
    return str(answer.json()["detail"])
