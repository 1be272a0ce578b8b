"""A question chooses rows by every condition, and tells only fields of the viewer's."""

from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict

from tests.factories import LATITUDE, LONGITUDE, STEP, fill_layer
from twin.access import NOBODY, Times
from twin.api.asking import Question, accept, ask, ask_rows
from twin.api.features import Shape
from twin.api.sorting import Sort
from twin.doorway.parameters import LANG, read
from twin.doorway.problems import BadParameterError
from twin.doorway.systems import find_system
from twin.layer import Layer, Sensitivity, layers

pytestmark = pytest.mark.django_db
BUILDINGS = layers["buildings"]


def put(layer: Layer = BUILDINGS, **asked: Any) -> Question:
    """The question that a query asks as anybody."""
    given = QueryDict(mutable=True)
    given.update({name.replace("_", "-"): str(value) for name, value in asked.items()})
    return ask(NOBODY, layer, read(given, accept(NOBODY, layer, [LANG])), [LANG])


def codes(query: Question) -> list[str]:
    """The codes of the rows a question finds."""
    return sorted(row.code for row in query.rows)


def test_all_conditions_hold_together() -> None:
    for index, storeys in enumerate([3, 3, 9]):
        fill_layer(BUILDINGS, [index], code=f"b{index}", storeys=storeys)
    west = LONGITUDE + STEP / 2
    box = f"{west},{LATITUDE - 1},{west + 1},{LATITUDE + 1}"
    assert codes(put(storeys=3)) == ["b0", "b1"]
    assert codes(put(bbox=box)) == ["b1", "b2"]
    assert codes(put(bbox=box, storeys=3)) == ["b1"]
    assert codes(put(bbox=box, storeys=3, filter="code <> 'b1'")) == []
    assert codes(put(filter="storeys > 3 OR code = 'b0'", sortby="-code")) == ["b0", "b2"]


def test_without_words_all_fields_are_told_in_degrees_in_no_order() -> None:
    query = put()
    assert (query.shape, query.order, query.times) == (Shape(), (), Times())
    assert query.fields == BUILDINGS.fields


def test_the_manner_of_telling_is_asked_for() -> None:
    query = put(
        properties="height,name", crs="EPSG:4490", sortby="-height", skipGeometry="true", zoom_level=9
    )
    assert {field.name for field in query.fields} == {"height", "name"}
    assert query.order == (Sort("height", True),)
    assert query.shape == Shape(find_system("EPSG:4490"), 9, True)


@pytest.mark.parametrize("asked", [{"properties": "height"}, {"sortby": "height"}, {"filter": "height > 3"}])
def test_a_hidden_field_is_as_unknown_as_one_that_is_not_there(asked: dict[str, str]) -> None:
    hidden = tuple(
        replace(field, sensitivity=Sensitivity.INTERNAL) if field.name == "height" else field
        for field in BUILDINGS.fields
    )
    absent = tuple(field for field in BUILDINGS.fields if field.name != "height")
    said = []
    for fields in (hidden, absent):
        with pytest.raises(BadParameterError) as refused:
            put(replace(BUILDINGS, fields=fields), **asked)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_what_goes_out_in_a_file_is_what_a_page_tells_of() -> None:
    for index, storeys in enumerate([3, 9]):
        fill_layer(BUILDINGS, [index], code=f"b{index}", storeys=storeys)
    query = ask_rows(
        NOBODY, BUILDINGS, QueryDict("filter=storeys>3&properties=code&crs=EPSG:4549&skipGeometry=true")
    )
    assert [row.code for row in query.rows] == ["b1"]
    assert [field.name for field in query.told] == ["code"]
    assert (query.srid, query.shaped, query.whole) == (4549, False, False)
    assert ask_rows(NOBODY, BUILDINGS, QueryDict("crs=CRS84")).whole
    with pytest.raises(BadParameterError):
        ask_rows(NOBODY, BUILDINGS, QueryDict("limit=3"))
