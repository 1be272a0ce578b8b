"""An outcome is one table: places with their figures, columns with their words."""

from tests.outcomes import plant_outcome
from twin.api.figures import explain, list_columns, list_places, name_place


def test_each_measure_and_part_is_a_column_in_words() -> None:
    columns = list_columns(plant_outcome(), "en")
    assert [(one.key, one.whole_title, one.unit_words) for one in columns] == [
        ("rate", "Rate", "%"),
        ("homes.old", "Homes · old", ""),
        ("homes.new", "Homes · new", ""),
    ]
    assert columns[0].write(0.255) == "25.5"


def test_each_place_has_its_rows_by_column_and_says_what_is_missing() -> None:
    outcome = plant_outcome()
    places = list_places(outcome)
    assert [name_place(one.named, "en") for one in places] == [
        "West",
        "=1+1",
        "North",
        "South",
        "in no zone",
        "whole city",
    ]
    assert [one.key for one in places[:2]] == [("zone", 1), ("zone", 2)]
    assert places[0].figures["homes.new"]["value"] == 30
    north = places[2].figures["rate"]
    assert (north["value"], explain(outcome, north, "en")) == (None, "Hidden: drawn from too few people")
    assert explain(outcome, places[0].figures["rate"], "en") == ""
