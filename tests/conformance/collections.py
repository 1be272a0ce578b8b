"""The collections that conformance is tested on: declared layers open to all, and a published one.

All of them are asked with `--full`, else a seeded few.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pyproj
import pytest
from django.test import Client
from shapely import Point

from tests.factories import LATITUDE, LONGITUDE, STEP, fill_layer
from tests.few import few
from tests.tables import make_table, put
from twin.layer import ANONYMOUS, layers

ALL = sorted(layer.id for layer in layers if ANONYMOUS in layer.audience and layer.geometry)
ASKED = sorted({"buildings", *few(ALL, 5)})
PUBLISHED, HOST, JSON = "wells", "http://testserver", "application/json"
COLUMNS = {"label": "string", "depth": "number", "number": "integer", "open": "boolean"}
COMMITS = pytest.mark.django_db(transaction=True, databases=["default", "ledger"])


@dataclass(frozen=True)
class Collection:
    """A collection of three features, a step apart; `west` is the least longitude of the first of them."""

    id: str
    things: list[int]
    west: float = LONGITUDE

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of a box in CRS84 that meets the first feature alone."""
        near = STEP / 3
        return self.west - near, LATITUDE - near, self.west + near, LATITUDE + near

    @property
    def items(self) -> str:
        """The address of its features."""
        return f"/collections/{self.id}/items"


@pytest.fixture(params=[*ASKED, pytest.param(PUBLISHED, marks=COMMITS)])
def collection(request: pytest.FixtureRequest, client: Client) -> Collection:
    """Each collection in turn."""
    if request.param != PUBLISHED:
        return Collection(
            request.param, [row.thing_id for row in fill_layer(layers[request.param], range(3))]
        )
    request.getfixturevalue("twin")
    rows = [
        (str(index), Point(LONGITUDE + index * STEP, LATITUDE), (f"well {index}", index + 0.5, index, True))
        for index in range(3)
    ]
    put(make_table(PUBLISHED, COLUMNS, rows))
    features = client.get(f"/collections/{PUBLISHED}/items").json()["features"]
    west = features[0]["geometry"]["coordinates"][0]
    return Collection(PUBLISHED, [one["id"] for one in features], west)


@cache
def find_way(code: str) -> pyproj.Transformer:
    """PROJ's way from CRS84 to a system of EPSG, its axes in the order of the authority."""
    return pyproj.Transformer.from_crs("OGC:CRS84", f"EPSG:{code}", always_xy=False)


def read(client: Client, address: str, form: str = JSON) -> dict[str, Any]:
    """The JSON at an address, of that form."""
    told = client.get(address)
    assert (told.status_code, told["Content-Type"]) == (200, form), (address, told.content[:500])
    return dict(told.json())


def link(told: dict[str, Any], rel: str) -> str:
    """Where the first link of that relation leads, below the server's root."""
    return next(str(one["href"]).removeprefix(HOST) for one in told["links"] if one["rel"] == rel)
