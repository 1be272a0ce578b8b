"""The things of a layer are points with figures, as the viewer may see them."""

import pytest

from spatial.analysis import FromLayer
from spatial.inputs import BadInputError
from spatial.points import Points
from tests.registers import SOUTH, WEST, WIDE, Planted
from twin.access import NOBODY, NOW, Viewer
from twin.access.personal import Reading
from twin.layer import EVERYONE
from twin.models import Openness, Place
from twin.runner.points import gather_points, kind_of
from twin.runner.statements import Ground
from twin.runner.zone import Zoning
from twin.runner.zoning import find_zoning

pytestmark = pytest.mark.usefixtures("ledger")
MARK = FromLayer(layer="facilities", classes="facilities_class", count="capacity")
STAFF = Viewer(EVERYONE)


@pytest.fixture
def city() -> Planted:
    """The register with a school in each district, a hospital beyond both, and a school that is closed."""
    planted = Planted()
    for code, kind, west, openness in (
        ("west", "school", 0.5, Openness.OPEN),
        ("east", "school", 1.5, Openness.OPEN),
        ("far", "hospital", 2.5, Openness.OPEN),
        ("secret", "school", 0.6, Openness.CLOSED),
    ):
        spot = f"SRID=4549;POINT({WEST + west * WIDE} {SOUTH + WIDE / 2})"
        planted.add(Place, code, spot, klass=kind, name=code, openness=openness)
    planted.write()
    return planted


def gather(viewer: Viewer = STAFF, divided: bool = True, **inputs: str) -> Points:
    """The facilities by the inputs."""
    taken = {"facilities": "places", "facilities_class": "", "capacity": "", **inputs}
    zoning = find_zoning(viewer, NOW, "admin-areas", 6) if divided else Zoning()
    ground = Ground(Reading(viewer, "root", "statistics", "test"), NOW, zoning)
    return gather_points(MARK, taken, ground)


def test_each_thing_is_a_point_in_its_zone(city: Planted) -> None:
    found = gather()
    assert sorted(zip(found.zone.tolist(), ((found.x - WEST) / WIDE).round(3).tolist(), strict=True)) == [
        (-1, 2.5),
        (0, 0.5),
        (0, 0.6),
        (1, 1.5),
    ]
    assert set(found.count) == {1.0}
    assert gather(divided=False).zone.tolist() == [-1] * 4


def test_only_those_of_the_classes_and_open_to_the_viewer(city: Planted) -> None:
    assert len(gather(facilities_class="school")) == 3
    assert len(gather(NOBODY, facilities_class=" school , hospital")) == 3
    assert len(gather(facilities_class="bakery")) == 0


def test_each_counts_for_the_figure_of_a_column(city: Planted) -> None:
    found = gather(facilities="parcels", capacity="area")
    assert sorted(set(found.count)) == [200.0, 1000.0]
    assert kind_of(MARK, {"facilities": "parcels"}, STAFF) == "parcel"


@pytest.mark.parametrize(
    ("inputs", "name", "sentence"),
    [
        ({"facilities": "moon"}, "facilities", "id of a layer"),
        ({"facilities": "landslide-zones", "capacity": "x"}, "capacity", "no figures “x”"),
        ({"capacity": "name"}, "capacity", "leave “capacity” empty"),
    ],
)
def test_what_the_layer_has_not_is_refused_by_the_inputs_name(
    city: Planted, inputs: dict[str, str], name: str, sentence: str
) -> None:
    with pytest.raises(BadInputError, match=sentence) as refused:
        gather(**inputs)
    assert refused.value.input == name
