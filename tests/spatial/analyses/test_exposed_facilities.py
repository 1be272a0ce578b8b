"""Facilities are counted class by class; other places are not facilities."""

from spatial.analyses.exposed_facilities import GROUPS, Facilities, Facility, count_facilities
from spatial.exposure import Detail, Hazard
from spatial.figures import Places
from tests.columns import codes, numbers, pick, words
from twin.layers.places import LAYER

HELD = Facilities(
    zone=codes(0, 0, 0, -1),
    kind=words("school", "clinic", None, "school"),
    state=words("exposed", "not-modelled", "exposed", None),
    low=numbers(0.15, -1, 0, -1),
    high=numbers(0.2, -1, 1, -1),
    rank=codes(0, -1, 1, -1),
    count=numbers(2, 1, 9, 1),
)


def test_each_class_is_told_by_state_and_depth() -> None:
    found = count_facilities(None, HELD, None, Places(1), Hazard.WATERLOGGING, Detail.DEPTH)
    assert pick(found, "schools", "exposed").value.tolist() == [1, 0, 2 / 3]
    assert pick(found, "schools", "depth-0.15-0.27").value.tolist() == [1, 0, 2 / 3]
    assert pick(found, "hospitals", "not-modelled").value.tolist()[0] == 1
    assert pick(found, "care-homes", "exposed").reasons == ("no-denominator",) * 3


def test_the_classes_are_those_of_the_map() -> None:
    painted = {frozenset(one.values) for one in LAYER.paint.classes}
    assert {frozenset(one.value for one in classes) for classes in GROUPS.values()} == painted
    assert {one for classes in GROUPS.values() for one in classes} == set(Facility)
