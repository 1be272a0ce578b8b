"""What lies in a thing is tied to it, what lies near it is proposed, what lies far is left."""

import pytest
from django.contrib.gis.geos import Point, Polygon

from tests.factories import make_version
from tests.planted import SIDE, SOUTH, STEP, WEST, box, middle, ties, why
from twin.linkage import link
from twin.models import Building, House, Method, Parcel, Relation, Tie, Workplace

pytestmark = pytest.mark.django_db(databases=["default", "ledger"])
METRE = SIDE / 38.6  # a degree of longitude is 96.4 km long there


def run(relation: str) -> dict[str, tuple[str, str, str]]:
    """The ties that positions give a relation."""
    link([Relation(relation)], [Method.POSITION])
    return ties(relation)


def beside(metres: float) -> Point:
    """A point so far west of the first building."""
    return Point(WEST + STEP - metres * METRE, SOUTH + SIDE / 2, srid=4326)


def test_what_lies_in_a_building_is_tied_and_what_lies_near_is_proposed() -> None:
    whole = make_version(Building, "B", box(1, SIDE))
    make_version(Building, "part", box(1, SIDE), parent=whole.thing)
    make_version(Workplace, "in", middle(1))
    make_version(Workplace, "near", beside(5))
    make_version(Workplace, "far", beside(40))
    make_version(Workplace, "nowhere")
    assert run("workplace-building") == {
        "in": ("B", "position", "stands"),
        "near": ("B", "position", "proposed"),
    }
    near = Tie.objects.get(thing__code="near")
    assert why(near) == "The nearest building, 5.0 m away."
    assert near.score == pytest.approx(0.5 * (1 - 5 / 15), abs=0.01)


def test_a_building_on_two_parcels_is_proposed_for_both() -> None:
    make_version(Building, "B", box(1, SIDE))
    for code in ("P", "Q"):
        make_version(Parcel, code, box(1, SIDE))
    assert run("building-parcel")["B"][2] == "proposed"
    assert Tie.objects.count() == 2


def test_a_building_across_a_border_stands_on_the_parcel_under_the_point_on_its_surface() -> None:
    make_version(Building, "B", box(1, SIDE))
    west = Polygon.from_bbox((WEST, SOUTH - SIDE, WEST + STEP + SIDE * 0.4, SOUTH + STEP))
    east = Polygon.from_bbox((WEST + STEP + SIDE * 0.4, SOUTH - SIDE, WEST + 2 * STEP, SOUTH + STEP))
    for code, shape in (("west", west), ("east", east)):
        shape.srid = 4326
        make_version(Parcel, code, shape)
    assert run("building-parcel") == {"B": ("east", "position", "stands")}


def test_a_house_without_a_place_stands_where_its_building_does() -> None:
    make_version(Building, "X", box(1, SIDE))
    make_version(House, "X")
    make_version(Parcel, "P", box(1, SIDE))
    link([Relation.HOUSE_IS_BUILDING, Relation.BUILDING_ON_PARCEL], [Method.CODE, Method.POSITION])
    kinds = {tie.thing.kind: tie.target.code for tie in Tie.objects.filter(relation="building-parcel")}
    assert kinds == {"building": "P", "house": "P"}
