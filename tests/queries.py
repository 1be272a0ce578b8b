"""Queries of layers that were filled by hand, and the files that are made of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import GEOSGeometry

from tests.factories import LATITUDE, LONGITUDE, STEP, fill_layer, make_version
from twin import access
from twin.access import NOBODY, Viewer
from twin.export import Pace, Query, make
from twin.export.form import forms
from twin.layer import layers
from twin.models import Building

NAME = "滨江“一”号, 楼"
OUTLINE = ((0, 0), (0.001, 0), (0.001, 0.001), (0, 0.001), (0, 0))


def ask(id: str = "buildings", viewer: Viewer = NOBODY, **told: Any) -> Query:
    """The query of all a viewer sees of a layer today, in the order in which things came to be known.

    The table's own order is that of their making only until room in it is used again.
    """
    layer = access.layer(viewer, id)
    rows, fields = access.rows(viewer, layer, told.get("times", access.NOW)), access.columns(viewer, layer)
    query = Query(viewer=viewer, layer=layer, rows=rows.order_by("thing_id", "id"), fields=fields, whole=True)
    return replace(query, **told)


def fill_buildings() -> list[Any]:
    """Two buildings, one named in Chinese with an end to its time, one of which little is known."""
    [named] = fill_layer(
        layers["buildings"],
        [1],
        name=NAME,
        attributes={"屋顶": ["红", 1]},
        valid=(date(2001, 2, 3), date(2999, 1, 1)),
    )
    bare = make_version(Building, "bare", shape(2))
    return [named, bare]


def shape(index: int, text: str = "") -> GEOSGeometry:
    """A square in CRS84, or the shape of a text."""
    west, south = LONGITUDE + index * STEP, LATITUDE
    ring = ", ".join(f"{west + x} {south + y}" for x, y in OUTLINE)
    return GEOSGeometry(f"SRID=4326;{text or f'POLYGON (({ring}))'}")


def fill_mixed() -> list[Any]:
    """Buildings that are drawn as a point, a line, several areas, a collection, and not at all."""
    texts = (
        "POINT (120.1 30.1)",
        "LINESTRING (120.1 30.1, 120.2 30.2)",
        "MULTIPOLYGON (((120.1 30.1, 120.2 30.1, 120.2 30.2, 120.1 30.1)))",
        "GEOMETRYCOLLECTION (POINT (120.1 30.1))",
    )
    rows = [make_version(Building, text.split()[0], shape(0, text)) for text in texts]
    return [*rows, make_version(Building, "nowhere")]


def put_out(form: str, path: Path, *queries: Query, pace: Pace = lambda done, rows: None) -> Path:
    """The file that is made of queries, in a folder of its own."""
    path.mkdir(exist_ok=True)
    file = path / f"out.{forms[form].extension}"
    make(forms[form], queries, file, pace)
    return file
