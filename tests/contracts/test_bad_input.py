"""Every bad input that analyses and linkage must bear is answered by tests; each named here is there."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
# What registers hold that they should not, by what it is, and where each is answered by a sentence or a null
# with its reason.
HOUSING = {
    "a dwelling with no building": (
        "twin/linkage/test_orphans.py::test_dwellings_without_a_house_are_listed_with_the_reason",
        "twin/runner/test_running.py::test_planted_vacancies_are_found_in_their_districts",
    ),
    "a person at two dwellings": (
        "twin/linkage/test_findings.py::test_a_person_at_two_dwellings_at_once_and_a_gap_are_found",
        "twin/runner/test_running.py::test_a_person_at_dwellings_of_two_zones_is_counted_once_and_in_none",
    ),
    "an area of nought or below": (
        "spatial/codes/test_checking.py::test_what_cannot_be_is_an_error",
        "spatial/analyses/test_area_per_person.py::"
        "test_unknown_areas_and_standings_are_counted_and_nobody_is_no_denominator",
    ),
    "a building of mixed use": (
        "twin/stock/test_tally.py::test_the_oldest_year_and_the_worst_grade_of_several_houses_count",
    ),
    "a building across the border of parcels": (
        "twin/linkage/test_positions.py::"
        "test_a_building_across_a_border_stands_on_the_parcel_under_the_point_on_its_surface",
        "twin/linkage/test_positions.py::test_a_building_on_two_parcels_is_proposed_for_both",
    ),
    "a missing income": (
        "spatial/analyses/test_affordability.py::"
        "test_missing_income_is_unknown_and_an_income_of_nought_affords_nothing",
        "journeys/test_san_francisco.py::"
        "test_what_the_tables_do_not_tell_is_null_with_a_reason_and_never_nought",
    ),
    "a collective household of hundreds": (
        "spatial/codes/test_checking.py::"
        "test_what_is_suspicious_or_breaks_a_rule_not_seen_in_print_is_a_warning",
        "twin/runner/test_running.py::test_a_dormitory_is_counted_only_when_asked_for",
    ),
    "a demolition before the building": ("spatial/codes/test_checking.py::test_what_cannot_be_is_an_error",),
    "a denominator of nought": (
        "spatial/test_figures.py::test_a_denominator_of_nought_gives_no_value_but_a_reason",
        "spatial/test_figures.py::"
        "test_a_sum_of_nothing_but_unknowns_is_unknown_and_a_sum_of_nothing_is_nought",
    ),
}
LINKAGE = {
    "a false check character": (
        "spatial/codes/schemes/test_person_id.py::test_a_wrong_number_is_told_what_to_do",
        "spatial/profile/test_sealing.py::test_a_wrong_number_leaves_its_row_out_and_is_told_to_nobody",
    ),
    "an identity number of 15 digits": (
        "spatial/codes/schemes/test_person_id.py::test_a_wrong_number_is_told_what_to_do",
    ),
    "one identity number with two names": (
        "twin/ingest/test_pseudonyms.py::"
        "test_one_number_on_two_rows_leaves_both_out_and_tells_neither_number_nor_names",
    ),
    "variants of a name": (
        "spatial/addresses/test_matching.py::test_names_are_one_however_their_numbers_are_written",
        "twin/linkage/test_addresses.py::test_every_spelling_of_an_address_leads_to_its_house",
    ),
    "a gap between two residences": (
        "twin/linkage/test_findings.py::test_a_person_at_two_dwellings_at_once_and_a_gap_are_found",
    ),
    "a missing room": (
        "twin/linkage/test_addresses.py::test_a_dwelling_without_its_room_is_no_ones_home",
        "twin/linkage/test_likeness.py::test_a_household_without_a_room_is_like_no_dwelling",
    ),
    "a building renamed": (
        "twin/linkage/test_likeness.py::"
        "test_a_house_renamed_is_found_by_the_rest_and_one_with_its_name_stands",
    ),
    "one address at several places": (
        "twin/linkage/test_addresses.py::test_one_address_at_two_places_is_proposed_with_the_distance",
    ),
    "CGCS2000, GCJ-02 and BD-09 mixed": (
        "twin/ingest/test_offset.py::test_what_lies_off_as_gcj_02_would_have_it_is_told",
        "spatial/crs/test_moving.py::test_the_systems_of_web_maps_are_undone_on_the_way",
    ),
}


@pytest.mark.parametrize("case", [*HOUSING, *LINKAGE])
def test_a_bad_input_is_answered_where_the_table_says(case: str) -> None:
    for named in (HOUSING | LINKAGE)[case]:
        file, name = named.split("::")
        tree = ast.parse((TESTS / file).read_text())
        assert name in {part.name for part in tree.body if isinstance(part, ast.FunctionDef)}, named
