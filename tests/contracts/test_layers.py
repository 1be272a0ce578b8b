"""What every layer of the catalogue promises, whatever it holds: held to, one by one."""

from dataclasses import replace
from typing import Any

import mapbox_vector_tile
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.drawn import draw, tile_over
from tests.factories import fill_layer
from tiles import making
from tiles.making import fetch
from twin.access import NOBODY, Viewer, columns, visible
from twin.access.rows import model_of
from twin.layer import ANONYMOUS, EVERYONE, Layer, Sensitivity, layers
from twin.models import Openness

pytestmark = pytest.mark.django_db
ADMIN = Viewer(EVERYONE)


@pytest.fixture(params=sorted(layer.id for layer in layers))
def layer(request: pytest.FixtureRequest) -> Layer:
    """Each layer in turn, each class of it drawn at every zoom."""
    one = layers[request.param]
    classes = tuple(replace(line, zoom=0) for line in one.paint.classes)
    paint = replace(one.paint, classes=classes, rest=replace(one.paint.rest, zoom=0))
    return replace(one, paint=paint)


def viewer_of(layer: Layer) -> Viewer:
    """The least of those a layer is for."""
    return NOBODY if ANONYMOUS in layer.audience else ADMIN


def drawn(viewer: Viewer, layer: Layer, row: Any) -> dict[int, dict[str, Any]]:
    """The properties of the features in the deepest tile over a row, by thing."""
    tile = mapbox_vector_tile.decode(draw(viewer, layer, tile_over(row, 17)))
    return {one["id"]: one["properties"] for one in tile.get(layer.id, {}).get("features", [])}


def test_both_languages_are_spoken_and_columns_exist(layer: Layer) -> None:
    known = {column.attname for column in model_of(layer)._meta.concrete_fields}
    for text in (layer.title, layer.about, layer.promise, *(field.title for field in layer.fields)):
        assert text.zh and text.en
    assert {field.source for field in layer.fields} <= known
    assert set(layer.search) <= {field.name for field in layer.fields}
    assert len({field.name for field in layer.fields}) == len(layer.fields)


def test_the_paint_names_fields_the_tiles_carry(layer: Layer) -> None:
    carried = {field.name for field in layer.fields if field.in_tile}
    paint = layer.paint
    width_by = paint.widths.by if paint.widths else None
    named = {paint.by, paint.label, paint.extrude, width_by} - {None}
    assert named <= carried
    values = [value for one in layer.paint.classes for value in one.values]
    assert len(values) == len(set(values)), "a value stands in two classes"


def test_a_tile_carries_the_declared_fields_and_no_other(layer: Layer) -> None:
    [row] = fill_layer(layer, [1])
    viewer = viewer_of(layer)
    told = drawn(viewer, layer, row)[row.thing_id]
    expected = {one.name: getattr(row, one.source) for one in columns(viewer, layer) if one.in_tile}
    assert told == {name: value for name, value in expected.items() if value is not None}


def test_no_hidden_field_is_in_the_publics_tile(layer: Layer) -> None:
    [row] = fill_layer(layer, [1])
    hidden = {
        field.name: Sensitivity.PERSONAL if index % 2 else Sensitivity.INTERNAL
        for index, field in enumerate(layer.fields)
    }
    secret = tuple(replace(field, sensitivity=hidden[field.name]) for field in layer.fields)
    closed = replace(layer, fields=secret, audience=EVERYONE)
    assert columns(NOBODY, closed) == ()
    assert drawn(NOBODY, closed, row)[row.thing_id] == {}
    assert set(drawn(ADMIN, closed, row)[row.thing_id]) == {f.name for f in layer.fields if f.in_tile}


def test_no_closed_row_is_in_the_publics_tile(layer: Layer) -> None:
    layer = replace(layer, audience=EVERYONE)
    [row] = fill_layer(layer, [1])
    model_of(layer)._default_manager.update(openness=Openness.LIMITED)
    assert drawn(NOBODY, layer, row) == {}
    assert row.thing_id in drawn(ADMIN, layer, row)


def test_the_public_is_told_of_no_layer_that_is_for_staff(client: Client, layer: Layer) -> None:
    known = ANONYMOUS in layer.audience
    assert (layer.id in {one.id for one in visible(NOBODY)}) is known
    assert client.get(f"/tiles/{layer.id}.json").status_code == (200 if known else 404)


def test_a_tile_asks_the_database_once(client: Client, layer: Layer, monkeypatch: pytest.MonkeyPatch) -> None:
    [row] = fill_layer(layer, [1])
    tile = tile_over(row, 17)
    address = f"/tiles/{layer.id}/{tile.z}/{tile.x}/{tile.y}.mvt"
    client.get(address)
    asked = []
    monkeypatch.setattr(making, "fetch", lambda *given: asked.append(given) or fetch(*given))
    with CaptureQueriesContext(connection) as others:
        client.get(address)
    if ANONYMOUS in layer.audience:
        assert (len(asked), len(others)) == (1, 0)
    else:
        assert asked == []
