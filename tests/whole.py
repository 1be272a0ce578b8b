"""A published layer that is drawn whole from afar; some of its rows are large, some hardly a point."""

import random
from typing import Any

import shapely

from tests.tables import HANGZHOU, make_table, put
from twin import changes
from twin.layer import Layer
from twin.models import Published, Recorded
from twin.published import layer_of, model_of

COLUMNS = {"name": "string", "use": "string", "floors": "integer", "height": "number", "old": "boolean"}
USES = ("house", "office", "school", "住宅", None)
ROOM = 0.06
"""Degrees along its ground."""


def shape(kind: str, dice: random.Random) -> Any:
    """A street, tree or house; some houses are wider than a tile's buffer, of a wing, or of a few metres."""
    x, y = HANGZHOU.x + dice.random() * ROOM, HANGZHOU.y + dice.random() * ROOM
    if kind == "point":
        return shapely.Point(x, y)
    if kind == "line":
        steps = [(x + dice.uniform(-1, 1) / 300, y + dice.uniform(-1, 1) / 300) for _ in range(5)]
        return shapely.LineString(steps)
    wide, high = (dice.choice((1e-5, 2e-4, 4e-4, 0.004)) * dice.uniform(0.5, 1.5) for _ in range(2))
    house = shapely.box(x, y, x + wide, y + high)
    return house.difference(shapely.box(x + wide / 3, y, x + wide / 2, y + high / 2))


def values(number: int, dice: random.Random) -> tuple[Any, ...]:
    """What a row tells, some of it nothing."""
    told = (f"{number}号", dice.choice(USES), dice.randint(1, 9), dice.random(), dice.choice((True, None)))
    return told if dice.random() < 0.9 else (None,) * len(told)


def publish(kind: str, many: int = 400, name: str = "yards") -> tuple[type[Recorded], Layer]:
    """Such a layer, published; its table and itself."""
    dice = random.Random(f"whole {kind}")
    rows = [(str(at), shape(kind, dice), values(at, dice)) for at in range(many)]
    put(make_table(name, COLUMNS, rows))
    return draw_whole(name)


def draw_whole(name: str) -> tuple[type[Recorded], Layer]:
    """A published layer, of which nothing is left out from now on; its table and itself."""
    row = Published.objects.get(layer=name, removed__isnull=True)
    row.overview, row.abridged = False, False
    row.edition += 1
    row.save()
    changes.show_anew(model_of(row))
    return model_of(row), layer_of(row)
