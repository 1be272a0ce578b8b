"""A zoning is the areas of a layer with their names, in their lasting order."""

import pytest

from spatial.inputs import BadInputError
from tests.registers import SOUTH, WEST, Planted, square
from twin.access import NOBODY, NOW
from twin.layer import layers
from twin.models import AdminArea, Openness
from twin.runner import zoning
from twin.runner.zoning import divide, find_zoning

pytestmark = pytest.mark.usefixtures("ledger")


def test_zones_have_codes_names_and_an_id_to_quote() -> None:
    Planted()
    found = find_zoning(NOBODY, NOW, "admin-areas", 6)
    assert found.id == "admin-areas/6"
    assert [(zone.code, zone.name) for zone in found.zones] == [("1 west", "1 west"), ("2 east", "2 east")]
    assert found.places.zones == 2
    assert find_zoning(NOBODY, NOW, "city", None).places.zones == 0


def test_areas_of_one_level_need_not_be_told_apart() -> None:
    Planted()
    assert find_zoning(NOBODY, NOW, "admin-areas", None).id == "admin-areas"


def test_areas_the_viewer_may_not_see_are_no_zones() -> None:
    planted = Planted()
    planted.add(AdminArea, "secret", square(WEST, SOUTH, 9), admin_level=7, openness=Openness.CLOSED)
    planted.write()
    with pytest.raises(BadInputError, match="there are: 6"):
        find_zoning(NOBODY, NOW, "admin-areas", 7)


def test_more_areas_than_a_table_can_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    Planted()
    monkeypatch.setattr(zoning, "MOST", 1)
    with pytest.raises(BadInputError, match="more than 1 areas"):
        find_zoning(NOBODY, NOW, "admin-areas", 6)


def test_any_areas_divide_what_is_open_anyway_and_figures_of_what_is_not_only_wide_ones() -> None:
    Planted()
    assert divide(NOBODY, NOW, layers["parcels"], None).places.zones > 0
    with pytest.raises(BadInputError, match="sign in as staff"):
        find_zoning(NOBODY, NOW, "parcels", None)
