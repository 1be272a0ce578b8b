"""The buildings of the hazard asked about are counted, each once."""

from spatial.analyses.exposed_buildings import count_buildings
from spatial.exposure import Alike, Detail, Hazard
from spatial.figures import Places
from tests.columns import codes, numbers, pick, words

HELD = Alike(
    zone=codes(0, 0, -1),
    state=words("exposed", "not-modelled", None),
    low=numbers(1, -1, -1),
    high=numbers(2, -1, -1),
    rank=codes(3, -1, -1),
    count=numbers(5, 3, 2),
)


def test_buildings_are_counted_by_exposure_and_rank() -> None:
    found = count_buildings(None, None, HELD, Places(1), Hazard.LANDSLIDE, Detail.GRADE)
    told = {one.part: one.numerator.tolist() for one in found if one.numerator is not None}
    assert {part: figures for part, figures in told.items() if any(figures)} == {
        "exposed": [5, 0, 5],
        "not-modelled": [3, 0, 3],
        "unknown": [0, 2, 2],
        "rank-3": [5, 0, 5],
    }
    assert pick(found, "buildings", "exposed").value.tolist() == [5 / 8, 0, 0.5]


def test_they_are_not_told_apart_unless_asked_for() -> None:
    found = count_buildings(HELD, None, None, Places(1), Hazard.FLOOD)
    assert [one.part for one in found] == ["exposed", "modelled-not-exposed", "not-modelled", "unknown"]
