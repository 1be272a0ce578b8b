"""A graded layer gets its classes from its rows, and tells why."""

import numpy as np
import pytest

from spatial.classification import classify
from twin.layer import layers
from twin.layer.grading import grade, spread

DENSITY = layers["housing-density"]


def test_whole_numbers_are_told_by_the_first_and_last_of_a_class() -> None:
    found = classify(np.repeat([1.0, 2, 24, 25, 90], [50, 9, 8, 7, 3]))
    graded = grade(DENSITY, found)
    assert [one.title.en for one in graded.paint.classes] == ["1", "2–23", "24", "25–89", "≥ 90"]
    assert [one.least for one in graded.paint.classes] == [1, 2, 24, 25, 90]


def test_the_description_says_how_the_classes_were_chosen() -> None:
    found = classify(np.array([1.0, 2.0]))
    assert found is not None
    about = grade(DENSITY, found).about
    assert found.told.zh in about.zh and found.told.en in about.en
    assert about.en.startswith(DENSITY.about.en)


def test_a_share_is_told_with_its_sign() -> None:
    graded = grade(layers["housing-vacancy"], classify(np.array([0.0, 12.5])))
    assert [one.title.zh for one in graded.paint.classes] == ["0 – 12.5 %", "≥ 12.5 %"]


def test_a_layer_without_a_ramp_or_without_figures_is_as_it_was() -> None:
    assert grade(DENSITY, None) is DENSITY
    age = layers["housing-age"]
    assert grade(age, classify(np.array([1.0, 2.0]))) is age


@pytest.mark.parametrize(("count", "told"), [(1, "c"), (2, "ae"), (3, "ace"), (5, "abcde")])
def test_fewer_classes_take_colours_from_all_of_the_ramp(count: int, told: str) -> None:
    assert spread(tuple("abcde"), count) == tuple(told)
