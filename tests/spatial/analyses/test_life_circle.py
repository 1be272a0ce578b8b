"""A kind covers who has any of it within the walk; all kinds together cover who has each."""

from spatial.analyses.life_circle import Circle, cover_people
from spatial.catchment.reaching import StreetsAsked
from spatial.figures import Places
from tests.access import lay, live
from tests.columns import NAN, pick, values

WALK = StreetsAsked(streets=None)
HOMES = live((0, 0, 0, 10), (2, 0, 0, 30), (9, 9, 1, 4), (NAN, NAN, 1, 6))
FACILITIES = lay((0, 0.4, 0, 1), (2, 0.9, 0, 1), (0, 0.2, 0, 1), kinds=(0, 0, 1))


def test_each_kind_and_all_of_them_are_told_by_zone() -> None:
    found = cover_people(HOMES, WALK, FACILITIES, Places(2), facility_classes="school, clinic/hospital")
    assert values(found, "of-kind", "school") == [1, 0, None, 40 / 44]
    assert values(found, "of-kind", "clinic/hospital") == [10 / 40, 0, None, 10 / 44]
    assert values(found, "all-kinds") == [10 / 40, 0, None, 10 / 44]
    assert values(found, "no-kind") == [0, 1, None, 4 / 44]
    assert pick(found, "all-kinds").unknown.tolist() == [0, 6, 0, 6]


def test_a_shorter_walk_covers_less() -> None:
    found = cover_people(HOMES, WALK, FACILITIES, Places(2), facility_classes="school", circle=Circle.TEN)
    assert values(found, "all-kinds") == [10 / 40, 0, None, 10 / 44]


def test_without_classes_the_layer_is_one_kind() -> None:
    found = cover_people(HOMES, WALK, FACILITIES, Places(2), facilities="clinics", facility_classes="")
    assert values(found, "of-kind", "clinics") == [1, 0, None, 40 / 44]


def test_where_there_is_no_facility_nobody_is_covered() -> None:
    found = cover_people(HOMES, WALK, lay(), Places(2), facility_classes="school")
    assert values(found, "no-kind") == [1, 1, None, 1]
