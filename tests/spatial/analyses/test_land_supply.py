"""Land supply adds up by state, and only parcels that can be judged are held against their limit."""

from dataclasses import replace

from spatial.analyses.land_supply import Parcels, check_land
from spatial.figures import Places
from tests.columns import NAN, codes, numbers, pick, values, words

PARCELS = Parcels(
    zone=codes(0, 0, 0, 0, 0, 0, 1),
    supply=words("completed", "completed", "started", "planned", None, "completed", "supplied"),
    area=numbers(100, 100, 100, 100, 100, 0, 50),
    limit=numbers(2, 2, NAN, 2, 2, 2, 1),
    floor_area=numbers(204, 205, 50, 0, 100, 10, 40),
    houses=numbers(1, 2, 1, 0, 2, 1, 1),
    silent=numbers(0, 0, 0, 0, 1, 0, 0),
)


def test_parcels_and_areas_add_up_by_state() -> None:
    found = check_land(PARCELS, Places(2))
    states = ("planned", "supplied", "started", "completed", "unknown")
    assert [values(found, "parcels", state)[-1] for state in states] == [1, 1, 1, 3, 1]
    assert [values(found, "land-area", state)[-1] for state in states] == [100, 50, 100, 200, 100]
    assert pick(found, "land-area", "completed").unknown[-1] == 1


def test_parcels_of_which_none_has_an_area_have_no_area_rather_than_nought() -> None:
    found = check_land(replace(PARCELS, area=numbers(*[NAN] * 7)), Places(2))
    assert values(found, "land-area", "planned") == [None, 0, 0, None]
    assert pick(found, "land-area", "planned").reasons[0] == "not-known"


def test_only_what_can_be_judged_is_and_a_tolerance_is_allowed() -> None:
    found = check_land(PARCELS, Places(2), tolerance=0.02)
    assert values(found, "over-limit") == [1 / 2, 0, None, 1 / 3]
    assert pick(found, "over-limit").unknown.tolist() == [3, 0, 0, 3]
    assert values(check_land(PARCELS, Places(2), tolerance=0), "over-limit")[0] == 1
    assert values(found, "floor-area-ratio")[-1] == (204 + 205 + 40) / 250
