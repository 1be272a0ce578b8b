"""The layers of published figures say what is protected, and that it does not mean nobody."""

import numpy as np
import pytest

from spatial.classification import classify
from tiles.paint import legend
from twin.layer import layers
from twin.layer.grading import grade


@pytest.mark.parametrize("id", ["people-by-zone", "people-by-cell"])
def test_a_protected_zone_is_told_in_the_legend_and_in_words(id: str) -> None:
    layer = grade(layers[id], classify(np.array([10.0, 200.0, 3000.0])))
    lines = legend(layer, "en")
    assert [line["label"] for line in lines][-1] == "Protected"
    assert lines[-1]["color"] not in layer.paint.ramp
    assert "does not mean nobody" in layer.about.en and "并非无人" in layer.about.zh


def test_zones_and_cells_are_two_layers_of_one_table() -> None:
    assert layers["people-by-zone"].where != layers["people-by-cell"].where
    assert layers["people-by-zone"].model == layers["people-by-cell"].model == "PeopleZone"
