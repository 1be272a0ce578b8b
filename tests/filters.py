"""A small table to filter, and which of its rows a filter finds as the doors ask it."""

import json
from typing import Any

from shapely import LineString, Point, box
from shapely.affinity import translate

from tests.tables import HANGZHOU, make_table, put
from twin import access
from twin.access import NOBODY, Viewer
from twin.doorway.filtering import FILTERING, condition, find_filter
from twin.filter import Encoding

COLUMNS = {
    "name": "string",
    "height": "number",
    "floors": "integer",
    "open": "boolean",
    "built": "date",
    "seen": "datetime",
    "left": "datetime",
    "tags": "object",
    "clock": "time",
}
NOTHING = (None,) * len(COLUMNS)
SIDE = 0.001
"""Degrees: how wide the square of “a” is, in whose middle lies “b”, and far in the east “c”."""

SQUARE = box(HANGZHOU.x, HANGZHOU.y, HANGZHOU.x + SIDE, HANGZHOU.y + SIDE)
MIDDLE = Point(HANGZHOU.x + SIDE / 2, HANGZHOU.y + SIDE / 2)
TOLD = {
    "a": ("Café", 10.5, 3, True, "2020-01-01", "2020-01-01T08:00:00Z", "2020-01-02T08:00:00Z"),
    "b": ("Straße 100%", 0.0, 0, False, "2021-06-01", "2021-06-01T20:00:00Z", "2021-06-03T08:00:00Z"),
}
ROWS = {
    "a": (SQUARE, (*TOLD["a"], '["x","y",1]', "08:30:00")),
    "b": (MIDDLE, (*TOLD["b"], '["x"]', "20:00:00")),
    "c": (translate(MIDDLE, 0.05), NOTHING),
}
LINE = LineString([(HANGZHOU.x - SIDE, MIDDLE.y), (HANGZHOU.x + 2 * SIDE, MIDDLE.y)])


def publish() -> None:
    """The table as the layer “things”."""
    put(make_table("things", COLUMNS, [(key, shape, values) for key, (shape, values) in ROWS.items()]))


def rows_of(filter: Any, layer: str = "things", viewer: Viewer = NOBODY, crs: str | None = None) -> Any:
    """The rows of a layer that a filter finds: CQL2 text, or a tree for its JSON."""
    text, encoding = (
        (filter, Encoding.TEXT) if isinstance(filter, str) else (json.dumps(filter), Encoding.JSON)
    )
    given = {"filter": text, "filter-lang": encoding, "filter-crs": crs}
    asked = {one.name: one.take(given[one.name]) for one in FILTERING if given[one.name] is not None}
    found, one = find_filter(asked), access.layer(viewer, layer)
    assert found is not None
    met = condition(found, access.columns(viewer, one), access.srid(one))
    return access.rows(viewer, one).filter(met)


def keys(filter: Any, crs: str | None = None) -> str:
    """The keys of the things that a filter finds, in order."""
    return "".join(sorted(rows_of(filter, crs=crs).values_list("code", flat=True)))
