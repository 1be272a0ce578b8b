"""Objects are told with the fields their viewer may know; one without a body by its plan."""

from datetime import UTC, datetime
from typing import Any

import pytest

from spatial.cityjson.writing import Member
from tests.exports import object_layers
from tests.factories import LONG_AGO, fill_layer, make_shape, make_version, outline
from twin.access import NOBODY, Times, Viewer
from twin.export import select
from twin.export.families import Families
from twin.export.objects import Objects
from twin.export.plan import Plan
from twin.export.survey import Survey
from twin.layer import EVERYONE, layers
from twin.models import Building, Code, Generic, Openness, Version

pytestmark = pytest.mark.django_db
ADMIN = Viewer(EVERYONE)


def tell(*ids: str, viewer: Viewer = ADMIN, times: Times | None = None) -> dict[str, Member]:
    """The objects of layers as they go out, by the ids they have in the file."""
    selection = select(viewer, list(ids), times or Times())
    plan, survey = Plan(), Survey()
    Families(selection, plan, survey.notice).gather()
    plan.name()
    families = Objects(selection, plan, survey.choose_grid(selection)).families()
    told = {member.id: member for family in families for member in family}
    plan.drop()
    return told


@pytest.mark.parametrize("layer", object_layers())
def test_every_layer_goes_out_with_its_geometry_and_every_column_that_is_filled(layer: str) -> None:
    estimated = {"height_source": "storeys"} if layers[layer].model == "Building" else {}
    [row] = fill_layer(layers[layer], [1], **estimated)
    _, thing, body = tell(layer)[row.code]
    assert len(body["vertices"]) >= 1
    told = str(thing["attributes"])
    elsewhere = {"code", "attributes", "lod", "parent_id", "ground"}
    columns = {field.source for field in layers[layer].fields}
    assert [one for one in columns - elsewhere if str(getattr(row, one)) not in told] == []
    assert thing["attributes"]["index"] == 1


def test_what_is_internal_is_not_told_to_the_public() -> None:
    [row] = fill_layer(layers["pipes-water"], [1], owner="secret")
    assert tell("pipes-water")[row.code].thing["attributes"]["owner"] == "secret"
    assert "owner" not in tell("pipes-water", viewer=NOBODY)[row.code].thing["attributes"]


def test_a_closed_object_is_not_told_to_the_public() -> None:
    fill_layer(layers["roads"], [1], openness=Openness.CLOSED)
    assert len(tell("roads")) == 1
    assert tell("roads", viewer=NOBODY) == {}


def test_a_footprint_stands_at_its_ground_or_at_nought() -> None:
    make_version(Building, "high", outline("polygon", 1), ground=7.25)
    make_version(Building, "unknown", outline("polygon", 2))
    told = tell("buildings")
    heights = {id: {z for _, _, z in member.body["vertices"]} for id, member in told.items()}
    assert heights == {"high": {7250}, "unknown": {0}}
    assert [one["lod"] for one in told["high"].body["geometry"]] == ["0"]


def link(model: type[Version], code: str, type: str, **links: list[str]) -> None:
    """An object whose body names its parents and children."""
    make_version(model, code, shape_id=make_shape(type=type, code=code, **links).pk, klass=type)


def test_links_lead_only_to_what_goes_out_too() -> None:
    link(Building, "house", "Building", children=["hall", "gone"])
    link(Generic, "hall", "BuildingRoom", parents=["house"])
    told = {id: member.thing for id, member in tell("buildings").items()}
    assert told["house"]["children"] == ["hall"]
    assert told["hall"]["parents"] == ["house"]
    alone = tell("other-objects")["hall"].thing
    assert (alone["type"], alone["attributes"]) == ("GenericCityObject", {"class": "BuildingRoom"})
    assert "parents" not in alone


def test_a_building_and_a_part_of_columns_alone_find_each_other() -> None:
    house = make_version(Building, "house", outline("polygon", 1))
    part = make_shape(type=None)
    make_version(Building, "part", outline("polygon", 1), parent=house.thing, shape_id=part.pk)
    told = tell("buildings")
    assert told["house"].thing == {"type": "Building", "children": ["part"]}
    assert told["house"].body["geometry"] == []
    assert (told["part"].thing["type"], told["part"].thing["parents"]) == ("BuildingPart", ["house"])


def test_a_former_state_has_the_codes_and_links_of_then() -> None:
    later = datetime(2020, 1, 1, tzinfo=UTC)
    old = make_version(Building, "a", outline("polygon", 1), recorded=(LONG_AGO, later), name="old")
    make_version(Building, "a", outline("polygon", 1), recorded=(later, None), name="new")
    Code.objects.create(thing=old.thing, scheme="S", code="1", recorded=(LONG_AGO, later))
    Code.objects.create(thing=old.thing, scheme="S", code="2", recorded=(later, None))

    def say(times: Times) -> Any:
        return tell("buildings", times=times)["a"].thing["attributes"]

    assert say(Times()) == {"name": "new", "codes": [{"scheme": "S", "code": "2"}]}
    then = Times(recorded=datetime(2010, 1, 1, tzinfo=UTC))
    assert say(then) == {"name": "old", "codes": [{"scheme": "S", "code": "1"}]}
