"""A site has its own shape, its land, its neighbours and its roads, all in metres of the twin's system."""

import pytest

from tests.claims import register, tie
from tests.factories import make_shape, make_version, outline
from tests.housing import build_estate
from twin.access import NOBODY
from twin.card import gather, site
from twin.card.card import Site
from twin.card.questions import make_ready
from twin.models import Building, Openness, Relation, Road

pytestmark = pytest.mark.django_db


def survey(thing: int) -> Site:
    """The site of a card."""
    found = gather(NOBODY, thing, drawn=True).site
    assert found is not None
    return found


def test_without_a_kept_body_the_footprint_is_raised() -> None:
    told = survey(build_estate(0).house.thing_id)
    assert (told.extruded, told.height, len(told.faces)) == (True, 18.0, 5)


def test_the_kept_body_is_drawn_where_it_stands_parts_too() -> None:
    estate = build_estate(0)
    make_version(Building, "part", None, parent=estate.building.thing, shape_id=make_shape().pk)
    told = survey(estate.house.thing_id)
    assert (told.extruded, len(told.faces)) == (False, 1)
    assert told.faces[0].rings[0][0].tolist() == [515_000.0, 3_349_000.0, 5.0]


def test_a_body_of_another_system_comes_into_the_twins() -> None:
    estate = build_estate(0)
    body = {"scale": [1e-7, 1e-7, 0.001], "translate": [120.15, 30.25, 5.0]}
    make_version(
        Building,
        "part",
        None,
        parent=estate.building.thing,
        shape_id=make_shape("4490+5737", transform=body).pk,
    )
    east, north, up = survey(estate.house.thing_id).faces[0].rings[0][0].tolist()
    west, south, *_ = survey(estate.house.thing_id).footprint.bounds
    assert (east, north, up) == pytest.approx((west, south, 5.0), abs=1)


def test_a_body_too_large_for_a_small_picture_is_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    estate = build_estate(0)
    make_version(Building, "part", None, parent=estate.building.thing, shape_id=make_shape().pk)
    monkeypatch.setattr(site, "LARGEST", 10)
    make_ready.cache_clear()
    assert survey(estate.house.thing_id).extruded
    make_ready.cache_clear()


def test_neighbours_and_roads_are_those_the_viewer_may_see() -> None:
    estate = build_estate(0)
    near = outline("polygon", 0)
    make_version(Building, "next", near)
    make_version(Building, "hidden", near, openness=Openness.CLOSED)
    make_version(Building, "far", outline("polygon", 5))
    make_version(Road, "street", outline("line", 0))
    told = survey(estate.house.thing_id)
    assert (len(told.neighbours), len(told.roads)) == (1, 1)


def test_a_house_without_any_footprint_has_no_site() -> None:
    house = register("House", "bureau", "lone")
    card = gather(NOBODY, house.thing_id, drawn=True)
    assert (card.site, card.hazards, card.pipes) == (None, (), None)


def test_a_house_told_of_two_buildings_stands_on_both() -> None:
    estate = build_estate(0)
    alone = survey(estate.house.thing_id).footprint.area
    second = make_version(Building, "B2", outline("polygon", 1))
    tie(Relation.HOUSE_IS_BUILDING, estate.house, second)
    assert survey(estate.house.thing_id).footprint.area == pytest.approx(2 * alone, rel=0.01)
