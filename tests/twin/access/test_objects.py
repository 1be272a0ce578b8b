"""An object is known by its number or a code only where its newest row is for the viewer."""

import pytest

from tests.factories import fill_layer, make_version, outline
from tests.housing import build_estate
from tests.reports import LATER, end_building, issue, put_building
from twin.access import NOBODY, Viewer, find_coded, find_object
from twin.layer import EVERYONE, layers
from twin.models import Building, Openness

pytestmark = pytest.mark.django_db
ADMINISTRATOR = Viewer(EVERYONE)


def test_an_object_is_known_with_the_layer_that_holds_it() -> None:
    [part] = fill_layer(layers["building-parts"], [1])
    known = find_object(NOBODY, part.thing_id)
    assert known is not None
    assert (known.layers, known.stands, known.ended) == ((layers["building-parts"],), True, None)


def test_what_has_ended_is_known_as_it_last_was() -> None:
    known = find_object(NOBODY, end_building().thing_id)
    assert known is not None
    assert (known.stands, known.ended, known.title) == (False, LATER, "翠苑一幢")


def test_what_is_closed_now_is_not_told_by_its_open_past() -> None:
    past = end_building("a")
    make_version(Building, "a", outline("polygon", 0), recorded=(LATER, None), openness=Openness.CLOSED)
    assert find_object(NOBODY, past.thing_id) is None
    assert find_object(ADMINISTRATOR, past.thing_id) is not None


def test_a_field_of_a_dwelling_that_is_not_for_all_is_not_among_the_publics() -> None:
    home = build_estate(1).dwellings[0].thing_id
    public, staff = find_object(NOBODY, home), find_object(Viewer(frozenset({"planner"})), home)
    assert public is not None and staff is not None
    assert {one.name for one in staff.fields} - {one.name for one in public.fields} >= {"price", "use_state"}


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**40, 12345])
def test_a_number_of_nothing_is_unknown(number: int) -> None:
    assert find_object(NOBODY, number) is None


def test_a_code_that_stands_goes_before_one_that_stood() -> None:
    old, new = put_building("a"), put_building("b")
    issue(old.thing, "cadastre", "7", until=LATER)
    assert [known.thing for known in find_coded(NOBODY, "cadastre", "7")] == [old.thing]
    issue(new.thing, "cadastre", "7")
    assert [known.thing for known in find_coded(NOBODY, "cadastre", "7")] == [new.thing]


def test_a_house_is_found_by_the_code_in_its_register() -> None:
    house = build_estate(0).house
    for scheme in ("house-code", "house-jgjt246"):
        [known] = find_coded(NOBODY, scheme, "3301060010010001")
        assert known.thing == house.thing
    assert find_coded(NOBODY, "unit-code", "3301060010010001") == []
