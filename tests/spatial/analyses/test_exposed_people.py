"""Residents are counted by the exposure of their homes; who lives elsewhere is not, who may is unknown."""

from spatial.analyses.exposed_people import Persons, count_people
from spatial.exposure import Hazard
from spatial.figures import Places
from tests.columns import codes, numbers, pick, words

HELD = Persons(
    zone=codes(0, 0, 0, 0, -1),
    resident=codes(1, 0, -1, 1, 1),
    state=words("exposed", "exposed", "exposed", "modelled-not-exposed", None),
    low=numbers(0, 0, 0, -1, -1),
    high=numbers(1, 1, 1, -1, -1),
    rank=codes(1, 1, 1, -1, -1),
    count=numbers(20, 100, 3, 30, 4),
)


def test_residents_are_told_by_state_and_who_may_be_one_is_unknown() -> None:
    found = count_people(HELD, None, None, Places(1), Hazard.FLOOD)
    told = {one.part: one.numerator.tolist() for one in found if one.numerator is not None}
    assert told == {
        "exposed": [20, 0, 20],
        "modelled-not-exposed": [30, 0, 30],
        "not-modelled": [0, 0, 0],
        "unknown": [3, 4, 7],
    }
    assert pick(found, "people", "exposed").people is not None
    assert HELD.state[2] == "exposed"
