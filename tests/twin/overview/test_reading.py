"""A tile of a low zoom reads rows made for its zoom, that bear what the style divides by."""

from dataclasses import replace

import pytest

from tests.factories import make_version, outline
from twin import overview
from twin.layer import layers
from twin.models import Building, Stock
from twin.overview.rules import FARTHEST

BUILDINGS = layers["buildings"]


@pytest.fixture
def house(db: None) -> Building:
    """A house, generalised."""
    made = make_version(Building, "house", outline("polygon", 0), klass="house")
    overview.renew(Building, None)
    return made


def test_near_enough_features_are_read(house: Building) -> None:
    assert overview.rows(BUILDINGS, 14) is None
    assert overview.rows(layers["pipes-water"], 13) is None


@pytest.mark.parametrize("zoom", range(8, 14))
def test_each_zoom_reads_a_row_that_is_coloured_as_its_members(house: Building, zoom: int) -> None:
    found = overview.rows(BUILDINGS, zoom)
    assert found is not None
    [row] = found
    assert (row["class"], row["count"]) == ("apartments", 1)
    assert row["id"] > house.thing_id
    assert 2**52 <= row["id"] < 2**53
    assert row["importance"] == pytest.approx(house.tile.area, rel=0.01)


def test_a_number_is_told_as_a_number(db: None) -> None:
    make_version(Stock, "old", outline("polygon", 0), year=1985)
    overview.renew(Stock, None)
    found = overview.rows(layers["housing-age"], 12)
    assert found is not None
    assert [row["year"] for row in found] == [1980]


def test_from_farther_than_the_farthest_its_rows_are_read(house: Building) -> None:
    layer = replace(BUILDINGS, zooms=(0, 22))
    found = overview.rows(layer, 0)
    assert found is not None
    assert str(found.query) == str(overview.rows(layer, FARTHEST).query)  # type: ignore[union-attr]
