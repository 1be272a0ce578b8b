"""Buildings and their parts are told by the same fields; every source a height can have has words."""

import pytest

from spatial.records import HeightSource
from twin.layer import layers
from twin.layer.building import FIELDS, HEIGHT_SOURCES


def test_every_source_of_a_height_has_words() -> None:
    assert set(HEIGHT_SOURCES) == set(HeightSource)


@pytest.mark.parametrize("id", ["buildings", "building-parts"])
def test_both_layers_tell_the_same(id: str) -> None:
    told = {field.name: field for field in layers[id].fields}
    assert {field.name for field in FIELDS} <= set(told)
    assert all(told[field.name].sensitivity is field.sensitivity for field in FIELDS)
