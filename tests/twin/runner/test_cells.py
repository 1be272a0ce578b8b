"""The cells of the H3 grid lie over the city, no finer than the viewer may know."""

import pytest

from spatial.inputs import BadInputError
from tests.registers import Planted
from twin.access import NOBODY, NOW, Viewer
from twin.layer import EVERYONE
from twin.models import Revision
from twin.runner import cells
from twin.runner.zone import Zoning
from twin.runner.zoning import find_zoning

pytestmark = pytest.mark.usefixtures("ledger")
STAFF = Viewer(EVERYONE)


@pytest.fixture
def city() -> None:
    """The planted register, of whose extent the twin was told."""
    Planted()
    Revision.objects.create(kind="adminarea", rows=2, extent=[120.104, 30.226, 120.229, 30.281])


def find(id: str, viewer: Viewer = STAFF) -> Zoning:
    """The grid of that id."""
    return find_zoning(viewer, NOW, id, None)


def test_the_cells_cover_the_city_and_bear_their_own_codes(city: None) -> None:
    found = find("h3/6", NOBODY)
    assert (found.id, found.kind, found.places.zones) == ("h3/6", None, len(found.zones))
    assert all(zone.code == zone.name and zone.id is None for zone in found.zones)
    located = found.locate()
    # Two districts of 36 square kilometres under cells of 36: they touch a handful.
    assert 3 <= len(located) == len(found.zones) <= 12
    assert all(20e6 < area < 60e6 for _, _, area, *_ in located)


@pytest.mark.parametrize("id", ["h3/", "h3/x", "h3/12", "h3/-1", "h3/8.5", "h3/٣"])
def test_what_is_no_resolution_is_refused_with_those_there_are(city: None, id: str) -> None:
    with pytest.raises(BadInputError, match="from 0 to 11"):
        find(id)


def test_whoever_is_no_staff_is_told_of_no_single_houses(city: None) -> None:
    with pytest.raises(BadInputError, match="from 0 to 8"):
        find("h3/9", NOBODY)


def test_a_grid_too_fine_for_the_city_is_refused_before_it_is_made(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInputError, match="give a coarser grid"):
        find("h3/11")
    monkeypatch.setattr(cells, "MOST", 2)
    with pytest.raises(BadInputError, match="more than 2 cells"):
        find("h3/6")


def test_a_grid_has_no_levels_and_needs_a_city_under_it() -> None:
    with pytest.raises(BadInputError, match="load a city first"):
        find("h3/6")
    with pytest.raises(BadInputError, match="no levels"):
        find_zoning(STAFF, NOW, "h3/6", 6)
