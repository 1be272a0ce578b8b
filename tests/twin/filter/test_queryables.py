"""Fields, geometry, id and validity can be asked by, under the fields' own names first."""

import pytest

from spatial.text import Text
from tests.filters import keys, publish
from twin.filter.queryables import find_queryables
from twin.filter.terms import Kind
from twin.layer import Field

FOUND = {
    "geometry IS NOT NULL": "abc",
    "clock < '12:00:00'": "a",
    "id > 0": "abc",
    "t_intersects(valid, DATE('2026-01-01'))": "abc",
}


@pytest.mark.usefixtures("twin")
def test_what_every_layer_has_can_be_asked_by() -> None:
    publish()
    assert {text: keys(text) for text in FOUND} == FOUND


def test_a_field_goes_before_what_every_layer_has() -> None:
    field = Field(name="id", title=Text("编号", "Id"))
    assert find_queryables([field])["id"].kind is Kind.TEXT
    assert {*find_queryables([])} == {"geometry", "geom", "id", "valid"}
