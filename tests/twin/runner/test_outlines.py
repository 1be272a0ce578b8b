"""The zones of an outcome are found again where they lay when it was worked out."""

import pytest
from shapely.geometry import shape

from spatial.analysis import analyses
from spatial.inputs import BadInputError
from tests.registers import WIDE, Planted
from twin.access import NOBODY, NOW, Viewer
from twin.layer import EVERYONE
from twin.models import AdminArea, Revision
from twin.runner import Asker, run
from twin.runner.outlines import draw_zones, outline_zones
from twin.runner.zoning import find_zoning

pytestmark = pytest.mark.usefixtures("ledger")
STAFF = Asker("", Viewer(EVERYONE))


def test_areas_are_outlined_in_degrees_by_the_id_of_their_thing() -> None:
    Planted()
    outcome = run(analyses["vacancy"], {"zoning": "admin-areas", "admin_level": 6}, STAFF)
    shapes = outline_zones(outcome, NOBODY)
    assert set(shapes) == {row["zone"] for row in outcome["rows"] if row["place"] == "zone"}
    assert draw_zones(find_zoning(NOBODY, NOW, "admin-areas", 6)) == shapes
    [west, east] = [shape(one) for _, one in sorted(shapes.items())]
    assert west.touches(east) or west.distance(east) < 1e-6
    width = (west.bounds[2] - west.bounds[0]) * 111_320 * 0.864
    assert width == pytest.approx(WIDE, rel=0.02)


def test_cells_are_outlined_by_their_code() -> None:
    Planted()
    Revision.objects.create(kind="adminarea", rows=2, extent=[120.104, 30.226, 120.229, 30.281])
    outcome = run(analyses["vacancy"], {"zoning": "h3/6"}, STAFF)
    shapes = outline_zones(outcome, NOBODY)
    assert set(shapes) == {row["code"] for row in outcome["rows"] if row["place"] == "zone"}
    assert all(shape(one).is_valid for one in shapes.values())


def test_the_whole_city_has_no_outlines() -> None:
    Planted()
    assert outline_zones(run(analyses["vacancy"], {}, STAFF), NOBODY) == {}


def test_areas_that_may_not_be_seen_are_refused() -> None:
    Planted()
    outcome = run(analyses["vacancy"], {"zoning": "parcels"}, STAFF)
    with pytest.raises(BadInputError, match="sign in as staff"):
        outline_zones(outcome, NOBODY)


def test_areas_that_changed_since_are_outlined_as_they_were() -> None:
    Planted()
    outcome = run(analyses["vacancy"], {"zoning": "admin-areas", "admin_level": 6}, STAFF)
    before = outline_zones(outcome, NOBODY)
    for area in AdminArea.objects.all():
        began, _ = area.recorded.lower, area.recorded.upper
        AdminArea.objects.filter(pk=area.pk).update(recorded=(began, outcome_end(outcome)))
    assert outline_zones(outcome, NOBODY) == before


def outcome_end(outcome: dict[str, str]) -> str:
    """A moment after the outcome was worked out."""
    return outcome["recorded"].replace("+00:00", "").rsplit(".", 1)[0][:4] + "-12-31T23:59:59+00:00"
