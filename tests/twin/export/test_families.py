"""An object goes out with all that belongs to it, whatever its kind; nothing twice, nothing left."""

from typing import Any

import pytest

from tests.factories import make_shape, make_version, outline
from twin.access import Viewer
from twin.export import select
from twin.export.families import Families
from twin.export.plan import Plan
from twin.filter.boxes import make_boxes
from twin.layer import EVERYONE
from twin.models import Building, Generic, Openness, Version

pytestmark = pytest.mark.django_db
ADMIN = Viewer(EVERYONE)
BOTH = ["buildings", "other-objects"]


def make(model: type[Version], code: str, type: str, place: int = 1, **values: Any) -> Version:
    """An object with the links that a body keeps."""
    links = {link: values.pop(link) for link in ("parents", "children") if link in values}
    shape = make_shape(type=type, code=code, **links)
    attributes = {} if model is Building else links
    return make_version(
        model, code, outline("polygon", place), shape_id=shape.pk, klass=type, attributes=attributes, **values
    )


def gather(*ids: str, viewer: Viewer = ADMIN, boxes: Any = ()) -> list[list[str]]:
    """The codes of each family that is planned."""
    plan = Plan()
    noticed = []
    Families(select(viewer, list(ids), boxes=boxes), plan, noticed.append).gather()
    entries = [entry for batch in plan.batches() for entry in batch]
    assert sorted(one.thing for one in noticed) == sorted(entry.thing for entry in entries)
    plan.drop()
    families: dict[int, list[str]] = {}
    for entry in entries:
        families.setdefault(entry.family, []).append(entry.id)
    return [[family[0], *sorted(family[1:])] for family in families.values()]


def test_parts_of_parts_rooms_and_furniture_go_with_their_building() -> None:
    house = make(Building, "house", "Building", children=["hall"])
    part = make(Building, "part", "BuildingPart", parents=["house"], parent=house.thing)
    make(Building, "attic", "BuildingPart", parents=["part"], parent=part.thing)
    make(Generic, "hall", "BuildingRoom", parents=["house"], children=["chair"])
    make(Generic, "chair", "BuildingFurniture", parents=["hall"])
    make(Building, "shed", "Building")
    family = ["house", "attic", "chair", "hall", "part"]
    assert gather("buildings") == [family, ["shed"]]
    assert gather(*BOTH, "building-parts") == [family, ["shed"]]


def test_without_its_parent_an_object_goes_with_what_belongs_to_it() -> None:
    house = make(Building, "house", "Building", children=["hall"])
    make(Building, "part", "BuildingPart", parents=["house"], parent=house.thing)
    make(Generic, "chair", "BuildingFurniture", parents=["hall"])
    make(Generic, "hall", "BuildingRoom", parents=["house"], children=["chair"])
    assert gather("other-objects") == [["hall", "chair"]]
    assert gather("building-parts") == [["part"]]


def test_a_closed_room_stays_behind() -> None:
    make(Building, "house", "Building", children=["hall"])
    make(Generic, "hall", "BuildingRoom", parents=["house"], openness=Openness.CLOSED)
    nobody = Viewer(frozenset({"anonymous"}))
    assert gather(*BOTH, viewer=nobody) == [["house"]]


def test_a_group_is_no_parent() -> None:
    make(Generic, "group", "CityObjectGroup", children=["house", "hall"])
    make(Building, "house", "Building", parents=["group"], children=["hall"])
    make(Generic, "hall", "BuildingRoom", parents=["house", "group"])
    assert gather(*BOTH) == [["group"], ["house", "hall"]]


def test_what_belongs_to_an_object_in_the_box_comes_with_it() -> None:
    make(Building, "house", "Building", children=["yard"])
    make(Generic, "yard", "BuildingInstallation", place=90, parents=["house"])
    make(Building, "far", "Building", place=90)
    assert gather(*BOTH, boxes=tuple(make_boxes([120, 30, 120.3, 31]))) == [["house", "yard"]]
    assert gather(*BOTH, boxes=tuple(make_boxes([121, 30, 121.3, 31]))) == [["far"], ["yard"]]


@pytest.mark.parametrize(
    "links", [{"a": ["b"], "b": ["a"]}, {"a": ["a"], "b": ["b"]}, {"a": ["x"], "b": ["a"]}]
)
def test_a_circle_or_a_one_sided_link_loses_nothing(links: dict[str, list[str]]) -> None:
    for code, parents in links.items():
        make(Generic, code, "BuildingRoom", parents=parents)
    assert sorted(code for family in gather("other-objects") for code in family) == ["a", "b"]
