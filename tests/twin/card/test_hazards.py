"""A site is exposed, modelled and not exposed, or not modelled; by the models that truly cover it."""

import pytest
from django.contrib.gis.geos import Polygon

from spatial.hazards import Exposure
from tests.factories import outline
from tests.housing import HOUSING, around, build_estate, flood
from twin.access import NOBODY, Viewer
from twin.card import gather
from twin.card.card import Hazard
from twin.models import Openness

pytestmark = pytest.mark.django_db


def told(viewer: Viewer = NOBODY) -> dict[str, Hazard]:
    """What is known of each hazard at the site."""
    return {one.hazard: one for one in gather(viewer, build_estate(0).house.thing_id).hazards}


def test_what_nobody_modelled_is_not_modelled() -> None:
    assert {one.exposure for one in told().values()} == {Exposure.UNMODELLED}


def test_a_zone_over_the_site_exposes_it_with_grade_scenario_and_source() -> None:
    flood("Z1", around(1, 1), grade="高", rank=3, scenario="百年一遇", dataset="water-bureau")
    found = told()["flood"]
    assert found.exposure is Exposure.EXPOSED
    [zone] = found.zones
    assert (zone.grade, zone.scenario, zone.dataset) == ("高", "百年一遇", "water-bureau")
    assert told()["landslide"].exposure is Exposure.UNMODELLED


def test_within_the_extent_of_a_model_but_out_of_its_zones_it_is_modelled_and_not_exposed() -> None:
    flood("west", outline("polygon", -2).union(around(3, -2)), scenario="百年一遇")
    flood("east", around(-2, 3), scenario="百年一遇")
    found = told()["flood"]
    assert (found.exposure, [zone.scenario for zone in found.spared]) == (Exposure.MODELLED, ["百年一遇"])


def test_a_corner_of_their_box_beside_which_no_zone_lies_is_not_covered() -> None:
    def corner(east: float, north: float) -> Polygon:
        west, south, _, _ = outline("polygon", 0).extent
        shape = Polygon.from_bbox((west + east, south + north, west + east + 0.0005, south + north + 0.0005))
        shape.srid = 4326
        return shape

    flood("west", corner(-0.005, -0.01))
    flood("north", corner(0.01, 0.005))
    assert told()["flood"].exposure is Exposure.UNMODELLED


def test_two_models_on_either_side_do_not_cover_what_lies_between() -> None:
    flood("west", around(3, -2), dataset="one")
    flood("east", around(-2, 3), dataset="two")
    assert told()["flood"].exposure is Exposure.UNMODELLED


def test_a_scenario_that_spares_the_site_is_told_beside_one_that_does_not() -> None:
    flood("wide", around(3, 3), scenario="千年一遇")
    flood("west", around(3, -2), scenario="十年一遇")
    flood("east", around(-2, 3), scenario="十年一遇")
    found = told()["flood"]
    assert found.exposure is Exposure.EXPOSED
    assert [zone.scenario for zone in found.spared] == ["十年一遇"]


def test_zones_closed_to_the_viewer_neither_expose_nor_cover() -> None:
    flood("Z1", around(1, 1), openness=Openness.LIMITED)
    assert told()["flood"].exposure is Exposure.UNMODELLED
    assert told(HOUSING)["flood"].exposure is Exposure.EXPOSED
