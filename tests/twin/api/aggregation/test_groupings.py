"""What is grouped by is read by what the viewer may see of it, and refused with what there is instead."""

import pytest

from tests.aggregates import settle
from tests.factories import make_version
from twin.access import NOBODY, NOW
from twin.api.aggregation.groupings import Grouping, read_grouping
from twin.doorway.problems import BadParameterError
from twin.layer import layers
from twin.models import AdminArea, Openness

pytestmark = pytest.mark.django_db
FIELDS = layers["buildings"].fields


def read(text: str | None) -> Grouping:
    """The grouping of a stranger now."""
    return read_grouping(text, NOBODY, NOW, FIELDS)


def test_properties_areas_and_cells_are_read_in_any_order() -> None:
    settle(1)
    found = read("zone:admin-areas/8,class")
    assert [field.name for field in found.properties] == ["class"]
    assert found.places is not None
    assert found.places.zoning is not None
    assert [zone.code for zone in found.places.zoning.zones] == ["west", "east"]
    assert found.arrange("here", ["house"]) == ("here", "house")
    assert read("class,h3:8").arrange("cell", ["house"]) == ("house", "cell")
    assert read(None).names == read("").names == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("owner", "nothing to group by here"),
        ("attributes", "nothing to group by here"),
        ("class,year,name,usage", "at most 3"),
        ("h3:8,h3:9", "at most one"),
        ("h3:16", "from 0 to 15"),
        ("h3:-1", "from 0 to 15"),
        ("h3:", "from 0 to 15"),
        ("h3:８", "from 0 to 15"),
        ("zone:nowhere", "There is no collection “nowhere”"),
        ("zone:housing-vacancy", "There is no collection “housing-vacancy”"),
        ("zone:admin-areas", "there are: 6, 8"),
        ("zone:admin-areas/7", "as in “zone:admin-areas/8”"),
        ("zone:admin-areas/x", "no administrative level"),
        ("zone:places", "holds no areas"),
    ],
)
def test_what_nothing_can_be_grouped_by_is_refused(text: str, said: str) -> None:
    settle(1)
    with pytest.raises(BadParameterError, match=said):
        read(text)


def test_an_area_the_viewer_may_not_see_divides_nothing() -> None:
    settle(1)
    area = AdminArea.objects.get(code="east")
    make_version(
        AdminArea,
        "secret",
        area.footprint.transform(4326, clone=True),
        admin_level=8,
        openness=Openness.CLOSED,
    )
    found = read("zone:admin-areas/8")
    assert found.places is not None
    assert found.places.zoning is not None
    assert "secret" not in {zone.code for zone in found.places.zoning.zones}
