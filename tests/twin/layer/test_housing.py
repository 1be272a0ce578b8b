"""Who sees which figures of the housing stock, and in which words."""

import pytest

from twin.access import NOBODY, Viewer, columns, visible
from twin.layer import HOUSING, layers
from twin.layer.housing import PROOFS
from twin.layer.register import HOUSE_USES

BUREAU = Viewer(frozenset({HOUSING}))
HIDDEN = {field.name for field in PROOFS}


@pytest.mark.django_db
def test_which_building_stands_empty_is_told_to_staff_alone() -> None:
    public, staff = ({layer.id for layer in visible(viewer)} for viewer in (NOBODY, BUREAU))
    assert staff - public == {"housing-vacancy"}
    for id in public:
        if layers[id].model == "Stock":
            assert not {field.name for field in columns(NOBODY, layers[id])} & HIDDEN
    assert {field.name for field in columns(BUREAU, layers["housing-vacancy"])} >= HIDDEN


def test_every_use_is_in_a_class_but_those_that_are_other() -> None:
    named = {value for one in layers["housing-use"].paint.classes for value in one.values}
    assert named <= set(HOUSE_USES)
    assert set(HOUSE_USES) - named == {"other", "outbuilding"}


def test_the_bands_of_years_part_at_the_end_of_2000() -> None:
    bounds = [one.least for one in layers["housing-age"].paint.classes]
    assert bounds == sorted(bounds) and 2001 in bounds
