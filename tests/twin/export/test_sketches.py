"""A row in outline tells with whom it goes out and on which grid."""

from typing import Any

import orjson
import pytest

from tests.factories import make_shape, make_version, make_whole, outline
from twin.access import NOBODY, rows
from twin.export.sketches import Sketch, sketch
from twin.layer import layers
from twin.models import Building, Generic, Version

pytestmark = pytest.mark.django_db
TEMPLATES = {"templates": [], "vertices-templates": []}


def outline_of(layer: str, model: type[Version], **values: Any) -> Sketch:
    """The outline of a row that is made for it."""
    make_version(model, "a", outline("polygon", 1), **values)
    [one] = sketch(rows(NOBODY, layers[layer]), layers[layer])
    return one


def test_a_body_tells_its_grid_its_links_and_its_templates() -> None:
    shape = make_shape(
        type="Building", parents=["g"], children=["b", "c"], **{"geometry-templates": TEMPLATES}
    )
    one = outline_of("buildings", Building, shape_id=shape.pk)
    assert (one.crs, orjson.loads(one.transform or b"")) == ("4549+5737", shape.body["transform"])
    assert (one.parents, one.children, one.owned, one.templated) == (["g"], ["b", "c"], True, True)
    assert one.size > 100


def test_a_row_without_body_is_told_by_its_columns() -> None:
    one = outline_of(
        "other-objects", Generic, klass="BuildingRoom", attributes={"parents": ["a"], "children": 5}
    )
    assert (one.crs, one.transform, one.templated, one.size) == (None, None, False, 0)
    assert (one.parents, one.children, one.group) == (["a"], [], False)


def test_a_body_without_a_vertex_lies_on_no_grid() -> None:
    shape = make_shape(type="CityObjectGroup", geometry=[], vertices=[])
    one = outline_of("other-objects", Generic, klass="CityObjectGroup", shape_id=shape.pk)
    assert (one.crs, one.transform, one.group, one.owned) == (None, None, True, False)


def test_a_part_knows_its_whole() -> None:
    whole = make_whole()
    one = outline_of("building-parts", Building, parent=whole)
    assert (one.whole, one.owned) == (whole.pk, True)
