"""Whoever follows every link of the twin as anybody finds nothing above their audience, in whatever form."""

import html
import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from tests.drawn import tile_at
from tests.factories import LATITUDE, LONGITUDE, STEP, fill_layer
from tests.few import few
from twin.filter.boxes import project
from twin.layer import ANONYMOUS, Layer, Sensitivity, layers
from twin.models import Openness

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
SECRET = "SECRET"
ALL = [layer for layer in layers if ANONYMOUS in layer.audience]
FOLLOWED = {layer.id for layer in few(ALL, 10)}
"""The layers below whose items every link is followed: all of them, or a seeded few."""

LIKE = 2
"""How often an address of the same path and parameters is followed, with other values."""

BELOW = re.compile(r"/collections/([^/]+)/")
LINKED = re.compile(r'(?:href|src|action)="([^"#]+)')
NUMBERED = re.compile(r"/[0-9]+(?=/|$)")


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> list[Layer]:
    """Every layer with rows and fields that are not for everybody, and one row that is."""
    hidden = (Sensitivity.INTERNAL, Sensitivity.PERSONAL)
    for layer in ALL:
        inner = dict(zip([field.name for field in layer.fields[1:3]], hidden, strict=True))
        fields = (
            replace(field, sensitivity=inner.get(field.name, field.sensitivity)) for field in layer.fields
        )
        monkeypatch.setitem(layers.entries, layer.id, replace(layer, fields=tuple(fields)))
    for index, layer in enumerate(ALL):
        texts = {
            field.source: f"{SECRET}-{field.name}" for field in layer.fields[1:3] if field.type == "string"
        }
        fill_layer(layer, [index], **texts)
        for openness in (Openness.LIMITED, Openness.CLOSED):
            fill_layer(layer, [index], code=f"{SECRET}-{openness}-{layer.id}", openness=openness)
    return ALL


def test_an_anonymous_crawl_of_every_link_finds_nothing_hidden(
    client: Client, admin_client: Client, planted: list[Layer]
) -> None:
    for layer in planted:
        assert SECRET in admin_client.get(f"/collections/{layer.id}/items").content.decode(), layer.id
    tiles = [
        f"{HOST}/tiles/{layer.id}/{tile.z}/{tile.x}/{tile.y}.mvt"
        for index, layer in enumerate(planted)
        for tile in [tile_at(*project(LONGITUDE + index * STEP, LATITUDE), 15)]
    ]
    items = [f"{HOST}/collections/{layer.id}/items" for layer in planted]
    seen = crawl(client, [f"{HOST}/", f"{HOST}/collections", f"{HOST}/?f=html", *tiles], items)
    assert sum(len(seen[address]) > 0 for address in tiles) > len(tiles) / 2
    assert [address for address, body in seen.items() if SECRET.encode() in body] == []
    for id in FOLLOWED:
        for resource in ("items", "schema", "queryables", "sortables", "aggregate", "changes", "tiles"):
            assert f"{HOST}/collections/{id}/{resource}" in seen, (id, resource)
    forms = {value for address in seen for name, value in parse_qsl(urlsplit(address).query) if name == "f"}
    assert {"html", "csv", "gpkg", "geoparquet", "flatgeobuf", "shapefile", "jsonfg"} <= forms


def crawl(client: Client, start: list[str], always: list[str]) -> dict[str, bytes]:
    """What is found at every address that links lead to, by its address: no more than a few alike.

    Below a layer that is not FOLLOWED it is only what is `always` looked at.
    """
    waiting, seen, alike = [*start, *always], dict[str, bytes](), Counter[Any]()
    while waiting:
        address = waiting.pop()
        parts = urlsplit(address)
        names = sorted(name if name != "f" else f"f={value}" for name, value in parse_qsl(parts.query))
        kind = (NUMBERED.sub("/#", parts.path), str(names))
        below = BELOW.match(parts.path)
        passed = below and below[1] not in FOLLOWED and address not in always
        if address in seen or alike[kind] >= LIKE or passed:
            continue
        alike[kind] += 1
        answer: Any = client.get(address)
        assert answer.status_code < 400 or answer.status_code in (404, 400), address
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[address] = unpack(content)
        waiting += [one for one in find_links(answer, content, parts.path) if one.startswith(HOST)]
    return seen


def find_links(answer: Any, content: bytes, path: str) -> list[str]:
    """The addresses that an answer leads to."""
    media = answer.headers.get("Content-Type", "")
    found = [answer["Location"]] if answer.has_header("Location") else []
    if "html" in media:
        found += [html.unescape(one) for one in LINKED.findall(content.decode())]
    elif "json" in media:
        found += re.findall(r'"(?:href|uri)":"([^"{]+)"', content.decode())
    roots = {"/": HOST, "?": f"{HOST}{path}"}
    return [roots.get(one[:1], "") + one for one in found]


def unpack(content: bytes) -> bytes:
    """The words of an answer, out of what is packed."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            return b"\n".join(folder.read(name) for name in folder.namelist())
    if content[:4] == b"PAR1":
        import pyarrow.parquet

        table = pyarrow.parquet.read_table(io.BytesIO(content))
        return str(table.to_pydict()).encode() + str(table.schema.metadata).encode()
    return content
