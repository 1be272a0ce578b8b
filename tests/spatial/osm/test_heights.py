"""A height says where it comes from, and an assumed one never looks measured."""

import pytest

from spatial.osm.heights import Heights
from spatial.records import HeightSource

HOUSES = [{"building": "house", "building:levels": "2"}] * 10
FLATS = [{"building": "apartments", "building:levels": "9"}] * 11
FEW = [{"building": "tank", "building:levels": "40"}] * 9


@pytest.mark.parametrize(
    ("tags", "metres", "source", "storeys"),
    [
        ({"height": "15 m", "building:levels": "3"}, 15, HeightSource.MEASURED, 3),
        ({"building:height": "210"}, 210, HeightSource.MEASURED, None),
        ({"building:levels": "2.5"}, 7.5, HeightSource.STOREYS, 2),
        ({"height": "tall", "building:levels": "4"}, 12, HeightSource.STOREYS, 4),
        ({"building": "house"}, 6, HeightSource.ASSUMED, None),
        ({"building": "tank"}, 27, HeightSource.ASSUMED, None),
    ],
)
def test_tags_outweigh_storeys_and_storeys_outweigh_the_median(
    tags: dict[str, str], metres: float, source: HeightSource, storeys: int | None
) -> None:
    found = Heights([*HOUSES, *FLATS, *FEW]).of(tags)
    assert (found.metres, found.source, found.storeys) == (pytest.approx(metres), source, storeys)


def test_numbers_that_are_none_are_told_and_not_used() -> None:
    found = Heights([]).of({"height": "-4", "building:levels": "2-5"})
    assert found.metres is None
    assert found.source is None
    assert found.nonsense == ("height", "building:levels")


def test_nothing_is_assumed_where_no_building_tells_its_storeys() -> None:
    assert Heights([{"building": "yes"}]).of({"building": "yes"}) == (None, None, None, ())
