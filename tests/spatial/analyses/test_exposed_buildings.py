"""The buildings of the hazard asked about are counted, each once."""

from spatial.analyses.exposed_buildings import BuildingsAsked, count_buildings
from spatial.exposure import Alike, Detail, Hazard, Standing
from spatial.figures import Places
from tests.columns import codes, numbers, pick, words

STANDING = Standing(
    zone=codes(0, 0, -1), state=words("modelled-not-exposed", "not-modelled", None), count=numbers(6, 3, 2)
)
MET = Alike(
    zone=codes(0, 0),
    state=words("modelled-not-exposed", "not-modelled"),
    low=numbers(1, 1),
    high=numbers(2, 2),
    rank=codes(3, 3),
    count=numbers(4, 1),
)
HERE = BuildingsAsked(
    flood=None,
    waterlogging=None,
    landslide=STANDING,
    met_flood=None,
    met_waterlogging=None,
    met_landslide=MET,
)


def test_buildings_are_counted_by_exposure_and_rank() -> None:
    found = count_buildings(HERE, Places(1), Hazard.LANDSLIDE, Detail.GRADE)
    told = {one.part: one.numerator.tolist() for one in found if one.numerator is not None}
    assert {part: figures for part, figures in told.items() if any(figures)} == {
        "exposed": [5, 0, 5],
        "modelled-not-exposed": [2, 0, 2],
        "not-modelled": [2, 0, 2],
        "unknown": [0, 2, 2],
        "rank-3": [5, 0, 5],
    }
    assert pick(found, "buildings", "exposed").value.tolist() == [5 / 9, 0, 5 / 11]


def test_they_are_not_told_apart_unless_asked_for() -> None:
    found = count_buildings(HERE, Places(1), Hazard.LANDSLIDE)
    assert [one.part for one in found] == ["exposed", "modelled-not-exposed", "not-modelled", "unknown"]
