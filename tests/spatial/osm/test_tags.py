"""No element with tags is lost, and odd numbers are told, not guessed."""

from typing import Any

from shapely import Point

from spatial.osm.heights import Heights
from spatial.osm.tags import is_part, read_records
from spatial.osm.tiles import Feature
from spatial.records import Building, Generic, Issue, Road


def read(tags: dict[str, Any], parent: str | None = None, flaw: str = "") -> list[Any]:
    """What one element gives."""
    return list(read_records(Feature("way", 7, tags, {"version": 3}, flaw), Point(0, 0), Heights([]), parent))


def test_an_element_of_no_kind_is_a_generic_named_by_its_main_tag() -> None:
    [fence] = read({"barrier": "fence", "material": "metal"})
    assert isinstance(fence, Generic)
    assert fence.klass == "barrier=fence"
    assert fence.attributes == {"barrier": "fence", "material": "metal", "osm": {"version": 3}}
    [note] = read({"note": "ask", "source": "walk"})
    assert note.klass == "note"


def test_a_part_stands_under_its_building_or_as_a_generic() -> None:
    assert is_part({"building:part": "yes"})
    assert not is_part({"building:part": "yes", "building": "yes"})
    [part] = read({"building:part": "yes"}, parent="way-1")
    assert isinstance(part, Building)
    assert part.parent == "way-1"
    [lone] = read({"building:part": "yes"})
    assert isinstance(lone, Generic)
    assert lone.klass == "building:part=yes"


def test_bad_numbers_are_warned_of_and_stay_among_the_attributes() -> None:
    *warnings, road = read({"highway": "service", "lanes": "two", "maxspeed": "50 leagues", "layer": "0;1"})
    assert isinstance(road, Road)
    assert [warning.position for warning in warnings] == ["lanes", "layer", "maxspeed"]
    assert {warning.code for warning in warnings} == {"NOT_A_MEASURE"}
    assert road.attributes["lanes"] == "two"


def test_a_speed_in_words_is_no_finding() -> None:
    assert not [row for row in read({"highway": "service", "maxspeed": "RU:urban"}) if isinstance(row, Issue)]


def test_a_mended_outline_is_told() -> None:
    warning, _ = read({"barrier": "fence"}, flaw="Self-intersection")
    assert warning.code == "OUTLINE_REPAIRED"
    assert "Self-intersection" in warning.message


def test_other_codes_of_the_thing_are_kept() -> None:
    [record] = read({"man_made": "tower", "wikidata": "Q42"})
    assert record.codes == (("wikidata", "Q42"),)
