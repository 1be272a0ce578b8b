"""What a profile can make follows from the records themselves."""

from datetime import date

from spatial.profile.kinds import choices_of, dimensions_of, list_slots, name_kinds, say_shapes
from spatial.records import Building, HazardZone, Link, Road, Water
from spatial.registers import Dwelling, Workplace


def test_every_kind_of_city_object_has_a_word() -> None:
    kinds = name_kinds()
    assert kinds["building"] is Building
    assert kinds["hazard-zone"] is HazardZone
    assert {"road", "land-use", "water", "node", "link", "address", "place", "admin-area"} <= set(kinds)


def test_every_kind_of_a_register_has_a_word() -> None:
    registered = {"parcel", "house", "dwelling", "household", "person", "enterprise", "workplace"}
    assert registered | {"residence", "employment"} <= set(name_kinds())


def test_a_count_may_be_large_and_money_has_its_unit() -> None:
    assert list_slots(Workplace)["jobs"].unit == "{count}"
    assert list_slots(Dwelling)["price"].unit == "CNY/m2"


def test_fields_tell_their_type_unit_and_need() -> None:
    slots = list_slots(Link)
    assert (slots["diameter"].type, slots["diameter"].unit) == (float, "mm")
    assert (slots["start_z"].type, slots["start_z"].unit) == (float, "m")
    assert slots["network"].required
    assert not slots["material"].required
    assert list_slots(Building)["valid_from"].type is date
    assert list_slots(Road)["maxspeed"].unit == "km/h"
    assert "footprint" not in slots
    assert "code" not in slots


def test_words_a_field_is_limited_to_are_known() -> None:
    assert choices_of(list_slots(Building)["height_source"]) == ["measured", "model", "storeys", "assumed"]
    assert choices_of(list_slots(Building)["name"]) == []


def test_a_kind_says_how_it_is_drawn() -> None:
    assert say_shapes(dimensions_of(Road)) == "lines or areas"
    assert say_shapes(dimensions_of(Water)) == "points or lines or areas"
