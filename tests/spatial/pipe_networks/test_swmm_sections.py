"""SWMM's sections are all known, and each that tells of an object belongs to one kind."""

from collections import Counter

from swmm_api.input_file.section_types import SECTION_TYPES

from spatial.pipe_networks.swmm_lines import CLASSES
from spatial.pipe_networks.swmm_sections import DIALECT, OBJECTS


def test_every_section_the_library_reads_is_known() -> None:
    assert set(SECTION_TYPES) <= set(DIALECT.sections)


def test_a_section_belongs_to_one_kind_of_object_and_is_a_section() -> None:
    owned = Counter(section for sections in DIALECT.owned.values() for section in sections)
    assert set(owned.values()) == {1}
    assert set(owned) <= set(DIALECT.sections)
    assert set(OBJECTS) == set(DIALECT.owned) == set(DIALECT.drawn) == set(DIALECT.tags.values())


def test_every_section_of_objects_has_its_class() -> None:
    assert {section for sections in OBJECTS.values() for section in sections} | {"XSECTIONS"} == set(CLASSES)


def test_headings_with_the_same_first_letters_are_told_apart() -> None:
    assert DIALECT.find_section("LID_USAGE") == "LID_USAGE"
    assert DIALECT.find_section("LID_CONTROLS") == "LID_CONTROLS"
    assert DIALECT.find_section("Polygons") == "POLYGONS"
    assert DIALECT.find_section("LID_X") is None
