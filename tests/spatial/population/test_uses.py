"""What a building is for outranks what it is built as, but a shop does not make a block of flats one."""

import pytest

from spatial.generator.uses import USES as MADE_UP
from spatial.population.uses import APARTMENTS, CARE, HOUSE, OFFICE, SCHOOL, USES, Use, use_of


@pytest.mark.parametrize(
    ("klass", "function", "use"),
    [
        ("apartments", "restaurant", APARTMENTS),
        ("residential", "social_facility", CARE),
        (None, "school", SCHOOL),
        ("commercial", "college", SCHOOL),
        ("Detached", None, HOUSE),
        ("office", None, OFFICE),
        (None, None, None),
        ("no such", "nor this", None),
    ],
)
def test_class_and_function_tell_the_use(klass: str | None, function: str | None, use: Use | None) -> None:
    assert use_of(klass, function) is use


def test_every_class_of_the_made_up_city_is_known() -> None:
    assert all(use_of(one.klass, one.function) for one in MADE_UP)


def test_no_use_has_more_floor_than_there_is() -> None:
    assert all(one.home + one.work <= 1 for one in USES)
    assert all(bool(one.sectors) == (one.work > 0) for one in USES)
